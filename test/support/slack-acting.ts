/** What do people of a workspace do and see in a story of Slack? */
import type { Address, Person } from "../../src/desk/model";
import type { EscalationPlan } from "../../src/plan/plan";
import { channelPlace, directChat, splitTs, targetOf, threadUnder } from "../../src/platforms/slack/address";
import type { Shown } from "../platforms/contract";
import type { People } from "./slack/people";
import type { SeenMessage } from "./slack/seeing";
import type { SlackSimulator } from "./slack/simulator";
import { BOT, channelId, TEAM, userId } from "./slack-workspace";
import type { Stage } from "./stage";

/** What a stage can do but for starting and ending. */
export type ActingStage = Omit<Stage, "open" | "close" | "plan">;

export function actingOn(slack: SlackSimulator, plan: EscalationPlan, team = TEAM): ActingStage {
  const people = slack.as(team);
  const placeOf = new Map<string, string>();

  async function press(by: string, place: Address, message: string, label: string): Promise<void> {
    const { failed } = await people.press(
      userId(by),
      idOf(place),
      buttonTs(slack, by, place, message, label),
      label,
    );
    if (failed !== undefined) throw new Error(`The press failed: ${failed}`);
  }

  return {
    arrived: () => slack.idle(),
    person: (key) => personOf(plan, key, team),
    direct: (key) => directChat(team, userId(key)),
    channel: (name) => channelPlace(team, channelId(name)),
    threadUnder: (name, ts) => threadUnder(team, channelId(name), ts),
    mention: `<@${BOT}>`,
    async post(by, place, text, files = []) {
      const ts = people.post(userId(by), whereOf(place), text, { files });
      placeOf.set(ts, idOf(place));
      return ts;
    },
    edit: async (by, ts, text) => people.edit(userId(by), placeOf.get(ts) ?? "", ts, text),
    remove: async (by, ts) => people.remove(userId(by), placeOf.get(ts) ?? "", ts),
    press,
    async submit(by, place, message, label, values) {
      await press(by, place, message, label);
      await formBefore(people, by);
      const { errors, failed } = await people.submit(userId(by), values);
      if (errors || failed !== undefined) throw new Error(JSON.stringify(errors ?? failed));
    },
    see: (by, place) => seeAs(slack, by, place),
    setNetwork: (place, state) => setNetwork(slack, people, idOf(place), state),
  };
}

/** The form opens when its click has been acknowledged. */
async function formBefore(people: People, by: string): Promise<void> {
  for (let tries = 0; !people.modal(userId(by)); tries++) {
    if (tries > 400) throw new Error(`No form opened for ${by}.`);
    await new Promise((wait) => setTimeout(wait, 5));
  }
}

function personOf(plan: EscalationPlan, key: string, team: string): Person {
  const person = plan.people.find((one) => one.key === key);
  const { name = key, email } = person ?? {};
  return { platform: "slack", workspace: team, account: userId(key), name, ...(email && { email }) };
}

/** A channel's id, or a person's for their direct chat. */
const idOf = (place: Address): string => {
  const { user, channel } = targetOf(place);
  return user ?? channel ?? "";
};

function whereOf(place: Address) {
  const { user, channel = "", thread } = targetOf(place);
  if (user !== undefined && thread === undefined) return { dm: true } as const;
  return thread === undefined
    ? { channel }
    : { thread: [user ?? channel, thread] as [channel: string, ts: string] };
}

/** Messages of a place as one of the contract's: parts of one long text are one message each. */
function seeAs(slack: SlackSimulator, by: string, place: Address): Shown[] {
  const { thread } = targetOf(place);
  const seen = slack.messages(place.workspace ?? TEAM, idOf(place), userId(by));
  return seen.filter((message) => isThere(message, place, thread)).map(shown);
}

/** A direct chat is read whole, with its threads; a channel without them; a thread without its root. */
export function isThere({ thread, ts }: SeenMessage, { kind }: Address, root: string | undefined): boolean {
  if (kind === "direct" && root === undefined) return true;
  return root === undefined ? thread === undefined || thread === ts : thread === root && ts !== root;
}

const MARKS: Record<string, string> = {
  white_check_mark: "delivered",
  hourglass_flowing_sand: "held",
  warning: "failed",
  memo: "note",
  leftwards_arrow_with_hook: "withdrawn",
  pray: "thanked",
};

export function shown(message: SeenMessage): Shown {
  const mark = message.reactions.findLast(({ name, users }) => users.includes(BOT) && name in MARKS);
  return {
    messageId: message.ts,
    by: message.by === "app" ? "help desk" : "person",
    text: message.text,
    buttons: message.buttons,
    files: message.files.map(({ name }) => name),
    gone: message.deleted,
    ...(mark && { mark: MARKS[mark.name] ?? mark.name }),
  };
}

/** The part of a long message that has the button. */
function buttonTs(slack: SlackSimulator, by: string, place: Address, message: string, label: string): string {
  const parts = splitTs(message);
  const seen = slack
    .messages(place.workspace ?? TEAM, idOf(place), userId(by))
    .filter(({ ts }) => parts.includes(ts));
  return seen.find(({ buttons }) => buttons.includes(label))?.ts ?? parts[0] ?? message;
}

const FOREVER = 1_000_000;

function setNetwork(
  slack: SlackSimulator,
  people: People,
  channel: string,
  state: "fine" | "later" | "never",
): void {
  slack.faults.clear();
  if (state === "fine") return;
  const id = channel.startsWith("U") ? people.direct(channel) : channel;
  const error = state === "later" ? "internal_error" : "restricted_action";
  for (const method of ["chat.postMessage", "chat.postEphemeral", "chat.update"])
    slack.faults.error(method, error, { times: FOREVER, channel: id });
}
