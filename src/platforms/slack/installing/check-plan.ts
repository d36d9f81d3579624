/** Are the channels, user groups and people of the plan there, and of use? Each is asked for by its id; nothing is listed. */
import type { webApi } from "@slack/bolt";
import { ok, problem, warning, type Finding } from "../../finding";
import { failureName, refusalOf } from "../refusals";

/** An id, and where the plan says it: `tiers.2.channels.slack`. `makesTechnicians`: whoever is in that channel. */
export type Named = { id: string; where: string; makesTechnicians?: boolean };

/** Somebody of the plan. Without an account they are known by their e-mail address. */
export type NamedPerson = { key: string; email: string; account?: string };

export type PlanNames = { channels: Named[]; groups: Named[]; people: NamedPerson[] };

type Client = webApi.WebClient;

/** `handle`: the bot's, for the command that invites it. */
export async function checkChannels(client: Client, channels: Named[], handle: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const named of channels)
    findings.push(
      ...(isId(named.id, /^[CG]/)
        ? await checkChannel(client, named, handle)
        : [notAnId(named.id, named.where, "channel", "C0123ABCD")]),
    );
  return findings;
}

async function checkChannel(client: Client, named: Named, handle: string): Promise<Finding[]> {
  const { id, where } = named;
  try {
    const { channel } = await client.conversations.info({ channel: id });
    return [stateOfChannel(channel, named, handle), ...openDoor(channel, named)];
  } catch (error) {
    if (refusalOf(error) !== "channel_not_found") return [notAnswered(`the channel ${id} (${where})`, error)];
    return [
      problem(
        `There is no channel ${id} (${where}), or it is private and the bot is not in it.`,
        `Compare the id (channel details, at the bottom), and write \`/invite ${handle}\` in the channel.`,
      ),
    ];
  }
}

type Channel = webApi.ConversationsInfoResponse["channel"];

function stateOfChannel(channel: Channel, { id, where }: Named, handle: string): Finding {
  const name = `#${channel?.name ?? id} (${id}, ${where})`;
  if (channel?.is_archived)
    return problem(`${name} is archived.`, "Take it out of the archive, or name another one in the plan.");
  if (!channel?.is_member)
    return problem(`The bot is not in ${name}.`, `Write \`/invite ${handle}\` in that channel.`);
  return ok(`${name} is there, and the bot is in it.`);
}

/** Everybody in the workspace can join a public channel, and would read and answer everybody's tickets. */
function openDoor(channel: Channel, { id, where, makesTechnicians }: Named): Finding[] {
  if (!makesTechnicians || channel?.is_private) return [];
  return [
    warning(
      `Anybody who joins #${channel?.name ?? id} (${id}, ${where}) becomes a technician: it is public.`,
      "Make it private, or name `members` or a group for that tier in the plan.",
    ),
  ];
}

export async function checkGroups(client: Client, groups: Named[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { id, where } of groups)
    findings.push(
      isId(id, /^S/)
        ? await checkGroup(client, { id, where })
        : notAnId(id, where, "user group", "S0123ABCD"),
    );
  return findings;
}

async function checkGroup(client: Client, { id, where }: Named): Promise<Finding> {
  try {
    const { users = [] } = await client.usergroups.users.list({ usergroup: id });
    if (users.length > 0)
      return ok(
        `The user group ${id} (${where}) has ${users.length} ${users.length > 1 ? "members" : "member"}.`,
      );
    return problem(
      `The user group ${id} (${where}) has no members.`,
      "Put the technicians into it, or name another one in the plan.",
    );
  } catch (error) {
    if (refusalOf(error) === "no_such_subteam")
      return problem(
        `There is no user group ${id} (${where}).`,
        "Copy the id from the group's page (⋮, Copy group ID), or name `members` instead.",
      );
    return notAnswered(`the user group ${id} (${where})`, error);
  }
}

/** Those who are there make one line together; so do those whose address nobody has. */
export async function checkPeople(client: Client, people: NamedPerson[]): Promise<Finding[]> {
  const states = new Map<NamedPerson, Finding | "there" | "unknown">();
  for (const person of people) states.set(person, await stateOf(client, person));
  const keysOf = (wanted: "there" | "unknown"): string[] =>
    people.filter((person) => states.get(person) === wanted).map(({ key }) => key);
  const there = keysOf("there").length;
  const unknown = keysOf("unknown");
  return [
    ...(there > 0 ? [ok(`${there} of the ${people.length} people of the plan are in the workspace.`)] : []),
    ...[...states.values()].filter((state) => typeof state !== "string"),
    ...(unknown.length > 0
      ? [
          warning(
            `Nobody in the workspace has the e-mail address of ${unknown.join(", ")}.`,
            "Correct `email` in the plan, or add `accounts: { slack: U0123ABCD }`. Until then they cannot be mentioned or invited.",
          ),
        ]
      : []),
  ];
}

async function stateOf(
  client: Client,
  { key, email, account }: NamedPerson,
): Promise<Finding | "there" | "unknown"> {
  const where = `people.${key}`;
  if (account !== undefined && !isId(account, /^[UW]/)) return notAnId(account, where, "person", "U0123ABCD");
  try {
    const { user } =
      account === undefined
        ? await client.users.lookupByEmail({ email })
        : await client.users.info({ user: account });
    if (user?.deleted)
      return problem(
        `The account of ${where} is deactivated.`,
        "Name somebody else in the plan, or correct their account.",
      );
    if (user?.is_bot)
      return problem(`The account of ${where} is a bot's.`, "Put the person's own member id there.");
    return "there";
  } catch (error) {
    if (refusalOf(error) === "users_not_found") return "unknown";
    if (refusalOf(error) === "user_not_found")
      return problem(
        `There is no account ${account} (${where}).`,
        "Copy the member id from the person's profile (⋮, Copy member ID).",
      );
    return notAnswered(where, error);
  }
}

const isId = (id: string, start: RegExp): boolean => start.test(id) && /^[A-Z0-9]{3,}$/.test(id);

const notAnId = (id: string, where: string, what: string, example: string): Finding =>
  problem(
    `\`${id}\` (${where}) is not the id of a ${what}.`,
    `Write the id, like ${example}: names may change.`,
  );

/** A missing right is told where the rights are checked. */
const notAnswered = (what: string, error: unknown): Finding =>
  refusalOf(error) === "missing_scope"
    ? warning(
        `Slack may not be asked about ${what}: a right is missing.`,
        "Give it that right, then check again.",
      )
    : problem(`Slack did not answer about ${what} (${failureName(error)}).`, "Check again in a minute.");
