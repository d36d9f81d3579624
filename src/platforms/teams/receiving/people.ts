/** Who is this? Their name, whether they belong here, and which of the plan's channels and teams they are in. */
import type { Mention } from "../../../desk/events";
import type { Person } from "../../../desk/model";
import { createMemory } from "../../remembering";
import { createWarnOnce } from "../../warn-once";
import type { Account } from "../activity";
import type { Member } from "../connector";
import type { TeamsOptions } from "../options";
import { briefly, failureName, isRefused, type ConnectorFor } from "./asking";
import { createMemberships, type Where } from "./memberships";
import { textOf, type Scene } from "./scene";

export type People = {
  /** Who did it. Rejects when Teams cannot tell now; `rights: false`: their memberships may then be left out. */
  who(scene: Scene, hint?: { rights?: boolean }): Promise<Person>;
  /** Somebody who is mentioned. Undefined: no person. Rejects like `who`. */
  named(scene: Scene, account: Account): Promise<Mention | undefined>;
  /** Somebody chosen in a form. Undefined: nobody whom Teams shows us. Rejects like `who`. */
  chosen(scene: Scene, account: string): Promise<Person | undefined>;
  /** Somebody of this tenant joined or left a team. */
  forget(tenant: string): void;
};

const PROFILES = 10_000;
const PROFILE_MS = 3_600_000;

export function createPeople(options: TeamsOptions, connectorFor: ConnectorFor): People {
  const warnOnce = createWarnOnce(options.log);
  const memberships = createMemberships(options, connectorFor, warnOnce);
  const limits = { most: PROFILES, forMs: PROFILE_MS, now: options.now };
  const profiles = createMemory<Member | undefined>(limits);

  /** `user`: `29:…`, or the Entra id. `place`: a conversation that both they and we are in. */
  async function profileIn(where: Where, place: string, user: string): Promise<Member | undefined> {
    const key = `${where.tenant}/${user}`;
    const found = await profiles.get(key, () => loadProfile(where, place, user));
    // Not to be seen here: maybe elsewhere, or soon.
    if (!found) profiles.forget(key);
    return found;
  }

  async function loadProfile({ tenant, serviceUrl }: Where, place: string, user: string) {
    try {
      return await connectorFor(serviceUrl).member(place, user, briefly());
    } catch (error) {
      if (!isRefused(error)) throw error;
      warnOnce("teams.profile_unknown", { tenant, error: failureName(error) });
      return undefined;
    }
  }

  /** `user`: as Teams calls them. By it they are found everywhere, the playground included. */
  async function toPerson(scene: Where, account: string, user: string, profile: Profile): Promise<Person> {
    const memberOf = await memberships.of(scene, user);
    return { ...personOf(scene.tenant, account, profile), memberOf };
  }

  /** Where somebody may be seen: here, where the plan's people are, or in their own chat with us. */
  async function findSomewhere(scene: Scene, account: string, user = account): Promise<Member | undefined> {
    const own = await options.references.find(scene.tenant, account);
    const places = [
      scene.base,
      ...options.planFor(scene.tenant).memberships,
      ...(own?.conversation === undefined ? [] : [own.conversation]),
    ];
    for (const place of new Set(places)) {
      const found = await profileIn(scene, place, user);
      if (found) return found;
    }
    return undefined;
  }

  return {
    async who(scene, hint = {}) {
      const { tenant, base, account, user, name } = scene;
      const profile =
        (await profileIn(scene, base, user)) ??
        (await findSomewhere(scene, account, user)) ??
        (name === undefined ? {} : { name });
      try {
        return await toPerson(scene, account, user, profile);
      } catch (error) {
        if (hint.rights !== false) throw error;
        return personOf(tenant, account, profile);
      }
    },
    async named(scene, { id, name, aadObjectId }) {
      const profile = aadObjectId === undefined ? await profileIn(scene, scene.base, id) : undefined;
      const account = textOf(aadObjectId) ?? textOf(profile?.aadObjectId);
      return account === undefined ? undefined : { account, name: name || nameOf({ ...profile }) };
    },
    async chosen(scene, account) {
      const profile = await findSomewhere(scene, account);
      // An app or a connector has no Entra id.
      if (!profile || !textOf(profile.aadObjectId)) return undefined;
      return toPerson(scene, textOf(profile.aadObjectId) ?? account, profile.id, profile);
    },
    forget: memberships.forget,
  };
}

type Profile = Partial<Member>;

function personOf(tenant: string, account: string, profile: Profile): Person {
  const outside = outsideOf(tenant, profile);
  const email = isVouchedFor(profile)
    ? (textOf(profile.email) ?? textOf(profile.userPrincipalName))
    : undefined;
  return {
    platform: "teams",
    account,
    name: nameOf(profile),
    workspace: tenant,
    // Their organisation vouches for it, ours does not.
    ...(email !== undefined && outside === undefined && { email }),
    ...(outside !== undefined && { outside }),
  };
}

/**
 * Not of an account whose sign-in is another organisation's: Entra marks its name, also where that organisation's people were made members
 * here, and its address is what that organisation writes down.
 */
const isVouchedFor = ({ userPrincipalName }: Profile): boolean =>
  !/#ext#/iu.test(textOf(userPrincipalName) ?? "");

function nameOf({ name, givenName, surname }: Profile): string {
  const parts = [textOf(givenName), textOf(surname)].filter((part) => part !== undefined);
  return textOf(name) ?? (parts.join(" ") || "Somebody");
}

/** A guest has an account with us, and somebody of a shared channel one elsewhere. */
function outsideOf(tenant: string, { userRole, tenantId }: Profile): string | undefined {
  const home = textOf(tenantId)?.toLowerCase();
  if (home !== undefined && home !== tenant.toLowerCase()) return home;
  return userRole?.toLowerCase() === "guest" ? "another organisation" : undefined;
}
