/** Who is at the door? A link is turned into a session by a press of a button, a session into a person with a role. */
import type { IncomingMessage } from "node:http";
import { dashboardRole } from "../../desk/dashboard";
import type { DeskRules } from "../../desk/decide";
import { auditedAs, recordAudit, type AuditAction } from "../../store/audit";
import {
  closeSession,
  closeSessionsOf,
  findSession,
  openSession,
  SESSION_FOR,
} from "../../store/dashboard-sessions";
import { findLink, takeLink, type SignedIn } from "../../store/sign-in-links";
import type { Database } from "../../store/transaction";
import { page, redirect, type Answer } from "./answer";
import * as pages from "./door-pages";
import { cookieOf, isFromHere, readForm } from "./request";

export type House = {
  database: Database;
  /** Throws for a desk that there is none of any more. */
  rulesOf: (desk: string) => DeskRules;
  now: () => Date;
  /** How the world sees us, `https://helpdesk.example.com`; undefined while nobody has said. */
  publicUrl: () => string | undefined;
};

const COOKIE = "tierdesk";

/** Pressed by a crawler, this leads nowhere; and it must stay a UUID to be looked up at all. */
const CODE = /^[0-9a-f-]{36}$/;

export const mountOf = ({ publicUrl }: House): string => {
  const url = publicUrl();
  return `${url === undefined ? "" : new URL(url).pathname.replace(/\/+$/, "")}/dashboard`;
};

export async function showSignIn(house: House, code: string): Promise<Answer> {
  const mount = mountOf(house);
  const found = CODE.test(code) ? await findLink(house.database, code, house.now()) : undefined;
  return found
    ? page(200, pages.signInPage(mount, code, found.person.name))
    : page(410, pages.linkIsUsed(mount));
}

export async function signIn(house: House, request: IncomingMessage): Promise<Answer> {
  const mount = mountOf(house);
  const code = (await readForm(request))?.get("code") ?? "";
  const { database } = house;
  const now = house.now();
  const signedIn = CODE.test(code) ? await takeLink(database, code, now) : undefined;
  if (!signedIn) return page(410, pages.linkIsUsed(mount));
  const before = cookieOf(request, COOKIE);
  if (before !== undefined) await closeSession(database, before);
  const value = await openSession(database, signedIn, now);
  await audit(house, signedIn, "signed_in");
  return redirect(`${mount}/`, { "set-cookie": cookie(house, value, SESSION_FOR / 1000) });
}

/** Also for somebody who has left the plan. */
export async function signOut(house: House, request: IncomingMessage, everywhere: boolean): Promise<Answer> {
  const mount = mountOf(house);
  const value = cookieOf(request, COOKIE);
  const signedIn = value === undefined ? undefined : await findSession(house.database, value, house.now());
  if (value !== undefined && signedIn) {
    if (everywhere) await closeSessionsOf(house.database, signedIn.desk, signedIn.person);
    await closeSession(house.database, value);
    await audit(house, signedIn, everywhere ? "sessions_revoked" : "signed_out");
  }
  return page(200, pages.signedOut(mount, everywhere), { "set-cookie": cookie(house, "", 0) });
}

/** Whoever holds a session. `rules` undefined: their desk is gone, or they have no role there any more. */
export async function visitorOf(
  house: House,
  request: IncomingMessage,
): Promise<(SignedIn & { rules?: DeskRules }) | undefined> {
  const value = cookieOf(request, COOKIE);
  if (value === undefined) return undefined;
  const signedIn = await findSession(house.database, value, house.now());
  if (!signedIn) return undefined;
  const rules = currentRules(house, signedIn.desk);
  const mayLook = rules !== undefined && dashboardRole(rules.plan, signedIn.person) !== undefined;
  return { ...signedIn, ...(mayLook && { rules }) };
}

function currentRules({ rulesOf }: House, desk: string): DeskRules | undefined {
  try {
    return rulesOf(desk);
  } catch {
    return undefined;
  }
}

export const audit = (
  { database, now }: House,
  { desk, person }: SignedIn,
  action: AuditAction,
  subject = "",
): Promise<void> => recordAudit(database, desk, { at: now(), ...auditedAs(person), action, subject });

export const isOurs = (house: House, request: IncomingMessage): boolean =>
  isFromHere(request, house.publicUrl());

/**
 * Lax, not Strict: a link to a ticket that is followed from the chat is to find its reader signed in. What changes anything is a
 * POST, with which a browser sends no Lax cookie from elsewhere.
 */
function cookie(house: House, value: string, seconds: number): string {
  const isSecure = house.publicUrl()?.startsWith("https:") ?? false;
  const parts = [
    `${COOKIE}=${value}`,
    `Path=${mountOf(house)}`,
    `Max-Age=${seconds}`,
    "HttpOnly",
    "SameSite=Lax",
  ];
  return [...parts, ...(isSecure ? ["Secure"] : [])].join("; ");
}
