/** Is the app where the plan says, and are the people there who should be? Members are asked for one by one; nothing is listed. */
import { ok, problem, warning, type Finding } from "../../finding";
import { ConnectorFailure, type Connector } from "../connector";
import { channelIdIn, isChannelId } from "./addresses";
import { nobodyThere, refused, type Checked } from "./channel-refusals";

/** Somebody of the plan, and how to ask for them: their Entra id, or else the name they sign in with. */
export type NamedPerson = { key: string; user: string };

/**
 * `where`: the plan's own words, `tiers.2.channels.teams`. `people`: who must be there, to see tickets. `makesTechnicians`: whoever
 * is in it works on tickets.
 */
export type NamedChannel = { id: string; where: string; people: NamedPerson[]; makesTechnicians: boolean };

const ANSWER_WITHIN_MS = 10_000;

/** Whether the app is in a channel shows in how Teams says that this one is not. */
const NOBODY: NamedPerson = { key: "", user: "00000000-0000-0000-0000-000000000001" };

/** Told of each person whom Teams knows: their Entra id. */
export type Learn = (key: string, account: string) => void;

export async function checkChannels(
  connector: Connector,
  channels: NamedChannel[],
  learn: Learn = () => {},
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const channel of channels) {
    if (!isChannelId(channel.id)) {
      findings.push(notAChannelId(channel));
      continue;
    }
    const { found, isOver } = await checkChannel(connector, channel, learn);
    findings.push(...found);
    // What refuses the app altogether refuses it in every channel.
    if (isOver) break;
  }
  return findings;
}

async function checkChannel(connector: Connector, channel: NamedChannel, learn: Learn): Promise<Checked> {
  const { id, where, people, makesTechnicians } = channel;
  try {
    const missing = await missingFrom(connector, channel, learn);
    if (missing.length > 0 && missing.length === people.length)
      return { found: [nobodyThere(channel, missing)] };
    const everybody = makesTechnicians ? " Everybody in it is a technician." : "";
    return {
      found: [
        ok(`The app is in the channel ${id} (${where}).${everybody}`),
        ...aboutPeople(channel, missing),
      ],
    };
  } catch (error) {
    if (!(error instanceof ConnectorFailure)) throw error;
    return refused(channel, error);
  }
}

async function missingFrom(
  connector: Connector,
  { id, people }: NamedChannel,
  learn: Learn,
): Promise<string[]> {
  const missing: string[] = [];
  for (const person of people.length > 0 ? people : [NOBODY]) {
    const call = { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) };
    const member = await connector.member(id, person.user, call);
    if (member?.aadObjectId !== undefined) learn(person.key, member.aadObjectId);
    if (member === undefined && person !== NOBODY) missing.push(person.key);
  }
  return missing;
}

function aboutPeople({ id, where, people }: NamedChannel, missing: string[]): Finding[] {
  if (people.length === 0) return [];
  const there = people.length - missing.length;
  const those = people.length === 1 ? "the person" : `the ${people.length} people`;
  return [
    ...(there > 0 ? [ok(`${there} of ${those} of ${where} are in it.`)] : []),
    ...(missing.length === 0
      ? []
      : [
          warning(
            `${missing.join(", ")} cannot be found in the channel ${id} (${where}): they would not see its tickets.`,
            "Add them to the team (or to the channel, where it is private), or correct `accounts: { teams: <object id> }` in the plan. Who has none there is looked for by e-mail address, which must be the name they sign in with.",
          ),
        ]),
  ];
}

/** People paste the link, or the piece of it that is still encoded. */
function notAChannelId({ id, where }: NamedChannel): Finding {
  const meant = channelIdIn(id);
  return problem(
    `\`${id}\` (${where}) is not the id of a channel.`,
    meant === undefined
      ? "Copy the channel's link (…, Get link to channel): the id is its piece from 19%3a on, decoded: 19:abc123@thread.tacv2. Names may change."
      : `Write it decoded: ${meant}`,
  );
}
