/** Which of the plan's channels and user groups is somebody in? Asked by id, never by listing what there is. */
import type { WarnOnce } from "../../warn-once";
import type { SlackOptions } from "../options";
import { failureName, isPassing, isTokenRefused, missingRight } from "../refusals";
import { createMemory } from "../../remembering";
import type { Workspace } from "../workspaces";

export type Memberships = {
  /** Ids of those channels and groups. Throws when Slack cannot tell now. */
  of(workspace: Workspace, user: string): Promise<string[]>;
  forget(team: string, channelOrGroup: string): void;
};

/** Who joins or leaves is told to us, but maybe to another process. */
const KEPT_MS = 60_000;
const KEPT = 1_000;
/** Slack's most for one page. */
const PAGE = 1_000;

export function createMemberships(options: SlackOptions, warnOnce: WarnOnce): Memberships {
  const members = createMemory<Set<string>>({ most: KEPT, forMs: KEPT_MS, now: options.now });

  /** What we may not see is no membership: nobody gets rights by it, and the operator hears of it. */
  function orNobody({ team }: Workspace, id: string, error: unknown): Set<string> {
    if (isPassing(error) || isTokenRefused(error)) throw error;
    const right = missingRight(error);
    const facts = { team, of: id, error: failureName(error), ...(right !== undefined && { right }) };
    warnOnce("slack.members_unknown", facts);
    return new Set();
  }

  const membersOf = (workspace: Workspace, id: string, load: typeof loadChannel): Promise<Set<string>> =>
    members.get(`${workspace.team}/${id}`, () =>
      load(workspace, id).catch((error: unknown) => orNobody(workspace, id, error)),
    );

  return {
    async of(workspace, user) {
      const { channels, groups } = options.planFor(workspace.team).memberships;
      const found = await Promise.all([
        ...channels.map(async (id) => ({ id, in: await membersOf(workspace, id, loadChannel) })),
        ...groups.map(async (id) => ({ id, in: await membersOf(workspace, id, loadGroup) })),
      ]);
      return found.filter((one) => one.in.has(user)).map(({ id }) => id);
    },
    forget: (team, id) => members.forget(`${team}/${id}`),
  };
}

async function loadChannel({ client }: Workspace, channel: string): Promise<Set<string>> {
  const found = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await client.conversations.members({ channel, limit: PAGE, ...(cursor && { cursor }) });
    for (const user of page.members ?? []) found.add(user);
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  return found;
}

async function loadGroup({ client }: Workspace, usergroup: string): Promise<Set<string>> {
  const { users = [] } = await client.usergroups.users.list({ usergroup });
  return new Set(users);
}
