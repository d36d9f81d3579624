/** What do people of a tenant do and see in a story of Teams? */
import type { Address, Person } from "../../src/desk/model";
import type { EscalationPlan } from "../../src/plan/plan";
import { channelPlace, directChat, splitIds, targetOf, threadUnder } from "../../src/platforms/teams/address";
import { REACTIONS } from "../../src/platforms/teams/delivering/marks";
import type { Shown } from "../platforms/contract";
import type { SeenMessage, TeamsSimulator } from "./teams/simulator";
import { accountId, BOT_NAME, channelId, TENANT } from "./teams-tenant";
import type { Stage } from "./stage";

/** What a stage can do but for starting and ending. */
export type ActingStage = Omit<Stage, "open" | "close" | "plan">;

export function actingOn(teams: TeamsSimulator, plan: EscalationPlan): ActingStage {
  const { people } = teams;
  const placeOf = new Map<string, string>();

  async function press(by: string, place: Address, message: string, label: string): Promise<void> {
    const id = messageWith(teams, by, place, message, label);
    const { failed } = await people.press(accountId(by), whereIs(place), id, label);
    if (failed !== undefined) throw new Error(`The press failed: ${failed}`);
  }

  return {
    arrived: () => teams.idle(),
    person: (key) => personOf(plan, key),
    direct: (key) => directChat(TENANT, accountId(key)),
    channel: (name) => channelPlace(TENANT, channelId(name)),
    threadUnder: (name, message) => threadUnder(TENANT, channelId(name), message),
    mention: `<at>${BOT_NAME}</at>`,
    async post(by, place, text, files = []) {
      const target = targetOf(place);
      const under = "root" in target && target.root !== undefined ? { under: target.root } : {};
      const id = people.post(accountId(by), { in: whereIs(place), ...under }, text, files);
      placeOf.set(id, whereIs(place));
      return id;
    },
    edit: async (by, id, text) => people.edit(accountId(by), placeOf.get(id) ?? "", id, text),
    remove: async (by, id) => people.remove(accountId(by), placeOf.get(id) ?? "", id),
    press,
    async submit(by, place, message, label, values) {
      await press(by, place, message, label);
      const { errors, failed } = await people.submit(accountId(by), values);
      if (errors || failed !== undefined) throw new Error(JSON.stringify(errors ?? failed));
    },
    see: (by, place) => seeAs(teams, by, place),
    setNetwork: (place, state) => setNetwork(teams, whereIs(place), state),
  };
}

function personOf(plan: EscalationPlan, key: string): Person {
  const { name = key, email } = plan.people.find((one) => one.key === key) ?? {};
  const known = { platform: "teams", workspace: TENANT, account: accountId(key), name } as const;
  return { ...known, ...(email !== undefined && { email }) };
}

/** A channel's or chat's id, or a person's for their chat with the app. */
export function whereIs(place: Address): string {
  const target = targetOf(place);
  return "account" in target ? target.account : target.channel;
}

/** Messages of a place as one of the contract's: parts of one long text are one message each. */
function seeAs(teams: TeamsSimulator, by: string, place: Address): Shown[] {
  return teams
    .messages(whereIs(place), accountId(by))
    .filter((message) => isThere(message, place))
    .map(shown);
}

/** A chat is read whole; a channel without what hangs under its posts; a thread without its root. */
export function isThere({ id, root }: SeenMessage, place: Address): boolean {
  if (place.kind === "channel") return root === undefined;
  const target = targetOf(place);
  const under = "root" in target ? target.root : undefined;
  return under === undefined || (root === under && id !== under);
}

const MARKS: Record<string, string> = Object.fromEntries(
  Object.entries(REACTIONS).map(([state, reaction]) => [reaction, state]),
);

export function shown({ id, by, text, buttons, files, gone, reactions }: SeenMessage): Shown {
  const mark = reactions.findLast(({ name, by: who }) => who.includes("app") && name in MARKS);
  return {
    messageId: id,
    by: by === "app" ? "help desk" : "person",
    text,
    buttons,
    files,
    gone,
    ...(mark && { mark: MARKS[mark.name] ?? mark.name }),
  };
}

/** The part of a long message that has the button. */
function messageWith(teams: TeamsSimulator, by: string, place: Address, id: string, label: string): string {
  const parts = splitIds({ in: place, messageId: id });
  const seen = teams.messages(whereIs(place), accountId(by)).filter((one) => parts.includes(one.id));
  return seen.find(({ buttons }) => buttons.includes(label))?.id ?? parts[0] ?? id;
}

const FOREVER = 1_000_000;

/** A person is called by more than one name. */
function setNetwork(teams: TeamsSimulator, where: string, state: "fine" | "later" | "never"): void {
  teams.faults.clear();
  if (state === "fine") return;
  const status = state === "later" ? 503 : 403;
  const names = where.startsWith("19:") ? [where] : [where, teams.chatOf(where), teams.idOf(where)];
  for (const conversation of names)
    teams.faults.fail(["create", "send", "update"], {
      times: FOREVER,
      conversation,
      status,
      code: state === "later" ? "ServiceError" : "MessageWritesBlocked",
    });
}
