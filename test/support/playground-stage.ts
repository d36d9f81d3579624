/**
 * How is a story played on a Teams client that nobody here wrote? On the Agents Playground: it keeps the conversations and takes the
 * help desk's calls. What it cannot do by itself (other people than the one at its page, edits, dialogs) it is asked to hand on.
 */
import { technicianRooms, watchedChannels } from "../../src/plan/lookups";
import type { EscalationPlan } from "../../src/plan/plan";
import type { Platform } from "../../src/platforms/platform";
import { createTeams, MESSAGES_PATH, type ConversationReference } from "../../src/platforms/teams";
import { channelPlace, directChat, threadUnder } from "../../src/platforms/teams/address";
import { quietLog } from "./database-server";
import { playgroundPeople } from "./playground/people";
import { startRecording } from "./playground/recording";
import { startPlayground } from "./playground/start";
import { listenIn } from "./playground/listening";
import { CHANNELS, TENANT, tenantOfPlayground, withPlayground } from "./playground/tenant";
import type { Backstage, Stage } from "./stage";
import { accountId, BOT_NAME } from "./teams-tenant";
import { keptIn } from "./teams-stage";

export type PlaygroundStage = Stage & {
  pageUrl: string;
  /** Sends again what the help desk has not taken. */
  sendLost(): void;
  /** As if everybody had written to the help desk before. */
  meetAll(): void;
};

const REFUSALS = {
  fine: undefined,
  later: { status: 503, code: "ServiceError" },
  never: { status: 403, code: "MessageWritesBlocked" },
};

/** `program`: the folder of the package. `me`: who sits at its page. */
export async function playgroundStage(
  program: string,
  backstage: Backstage,
  me = "ana",
): Promise<PlaygroundStage> {
  const plan = withPlayground(backstage.plan);
  let platform: Platform | undefined;
  const desk = await listenIn(() => platform);
  let connectorUrl = "";
  const recording = await startRecording(() => connectorUrl);
  const tenant = tenantOfPlayground(plan, me);
  const playground = await startPlayground(program, tenant, {
    botUrl: `${desk.url}${MESSAGES_PATH}`,
    connectorUrl: recording.url,
  });
  connectorUrl = playground.connectorUrl;
  const people = await playgroundPeople({ playground, desk, recording, tenant });
  const references = new Map<string, ConversationReference>();

  return {
    ...people,
    plan,
    pageUrl: playground.url,
    person: (key) => {
      const { name = key, email } = plan.people.find((one) => one.key === key) ?? {};
      const known = { platform: "teams", workspace: TENANT, account: accountId(key), name } as const;
      return { ...known, ...(email !== undefined && { email }) };
    },
    direct: (key) => directChat(TENANT, accountId(key)),
    channel: (name) => channelPlace(TENANT, CHANNELS[name] ?? "19:nowhere@thread.tacv2"),
    threadUnder: (name, root) => threadUnder(TENANT, CHANNELS[name] ?? "", root),
    mention: `<at>${BOT_NAME}</at>`,
    hidesMarks: true,
    meetAll() {
      for (const { id: user, entraId: id } of [tenant.me, ...tenant.others]) {
        const conversation = people.whereIs(directChat(TENANT, id));
        const known = { tenant: TENANT, id, kind: "person", serviceUrl: recording.url } as const;
        references.set(`${TENANT} ${id}`, { ...known, conversation, user });
      }
    },
    // The playground refuses nothing: what stands before it does.
    setNetwork: (place, state) => recording.refuse(people.whereIs(place), REFUSALS[state]),
    open() {
      platform = openPlatform(backstage, plan, references);
      return platform;
    },
    async close() {
      await playground.close();
      await recording.close();
      await desk.stop();
    },
  };
}

function openPlatform(
  { formFor, now, log = quietLog }: Backstage,
  plan: EscalationPlan,
  references: Map<string, ConversationReference>,
): Platform {
  return createTeams({
    access: { kind: "anonymous" },
    references: keptIn(references),
    paceMs: 0,
    formFor,
    planFor: (tenant) => ({
      watched: watchedChannels(plan, "teams", tenant),
      memberships: technicianRooms(plan, "teams", tenant).channels,
    }),
    now,
    log,
  });
}
