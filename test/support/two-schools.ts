/**
 * How do two schools share one program? Each with its own workspace, plan and knowledge base, told apart by what every text of theirs
 * holds ("lakewater", "hilltop"); people, rooms and ticket prefix have the same ids in both, so that nothing is told apart by chance.
 */
import { rmSync } from "node:fs";
import { workspaceOf } from "../../src/desk/address";
import type { DeskEvent } from "../../src/desk/events";
import type { Address } from "../../src/desk/model";
import type { EscalationPlan } from "../../src/plan/plan";
import type { Platform } from "../../src/platforms/platform";
import { createSlack } from "../../src/platforms/slack";
import { slackOptions } from "../../src/slack-options";
import { keepDesks } from "../../src/sources/desks";
import { createInstallations } from "../../src/store/installations";
import { createSealer } from "../../src/store/sealing";
import { createTestDatabase } from "./database";
import { quietLog } from "./database-server";
import { createMovableClock } from "./movable-clock";
import { startSlackSimulator, type SlackSimulator } from "./slack/simulator";
import { actingOn } from "./slack-acting";
import { listen } from "./stage-server";
import { channelId, MANIFEST, SIGNING_SECRET, userId, workspaceOfPlan } from "./slack-workspace";
import { SCHOOLS, writeFiles, type School } from "./two-schools-files";
import { openWholeDesk } from "./whole-desk";

/** A workspace that no desk names. */
export const STRANGERS = "T0STRANGERS";

const TUESDAY = "2027-01-12T15:00:00.000Z";
const OAUTH = { clientId: "1.2", clientSecret: "a-client-secret-of-no-worth" };
const SECRET_KEY = Buffer.alloc(32, 7);

export type TwoSchools = Awaited<ReturnType<typeof openTwoSchools>>;

export async function openTwoSchools() {
  const { folder, workspaces } = writeFiles();
  const database = await createTestDatabase();
  const clock = createMovableClock(TUESDAY);
  const desks = await keepDesks({ kb: "/nowhere", plan: "/nowhere", workspaces }, () => {});
  const planFor = (school: School) => desks.rulesOf(school).plan;
  const workspaceFor = (team: string, school: School) => ({
    ...workspaceOfPlan(planFor(school)),
    team,
    name: team === STRANGERS ? "strangers" : school,
    domain: team.toLowerCase(),
    botToken: `xoxb-${team}-before`,
    notInstalled: true as const,
  });
  const slack = await startSlackSimulator({
    manifest: MANIFEST,
    signingSecret: SIGNING_SECRET,
    workspaces: [
      workspaceFor(SCHOOLS.lakewater, "lakewater"),
      workspaceFor(SCHOOLS.hilltop, "hilltop"),
      workspaceFor(STRANGERS, "lakewater"),
    ],
    oauth: OAUTH,
    now: clock.now,
  });
  const access = { ...OAUTH, stateSecret: "s".repeat(32), secretKeys: [SECRET_KEY] as [Buffer] };
  const received: DeskEvent[] = [];
  let platform: Platform | undefined;
  const server = await listen(() => platform);
  slack.pointTo(`${server.url}/slack/events`);

  async function open() {
    const options = await slackOptions(
      { access, signingSecret: SIGNING_SECRET, apiUrl: slack.apiUrl },
      { desks, database: database.database, log: quietLog, openFile: async () => undefined },
    );
    platform = createSlack({ ...options, paceMs: 0, now: clock.now });
    const desk = openWholeDesk([platform], {
      database,
      now: clock.now,
      log: quietLog,
      rulesOf: desks.rulesOf,
      deskOf: (event) => desks.deskOf(workspaceOf(event) ?? ""),
      told: (event) => void received.push(event),
    });
    await desk.start();
    return desk;
  }

  let desk = await open();
  const settle = () => desk.settle(slack.idle);

  return {
    database,
    slack,
    received,
    settle,
    plan: planFor,
    receive: (event: DeskEvent) => desk.inbox.receive(event),
    now: clock.now,
    installations: createInstallations(database.database, "slack", createSealer([SECRET_KEY])),
    install: (team: string) => install(slack, server.url, team),
    in: (school: School) => peopleOf(slack, settle, planFor(school), SCHOOLS[school]),
    async pass(ms: number): Promise<void> {
      clock.forward(ms);
      await settle();
    },
    async restart(): Promise<void> {
      await desk.stop();
      desk = await open();
      await settle();
    },
    async end(): Promise<void> {
      await desk.stop();
      await desks.close();
      await slack.close();
      await server.stop();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As somebody does in a browser: to the page, to Slack, which asks them, and back with a code. Answers the last page. */
async function install(
  slack: SlackSimulator,
  url: string,
  team: string,
): Promise<{ status: number; page: string }> {
  const asked = await fetch(`${url}/slack/install`, { redirect: "manual" });
  const state = new URL(asked.headers.get("location") ?? "").searchParams.get("state") ?? "";
  const cookie = asked.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const query = new URLSearchParams({ code: slack.admin(team).oauthCode(), state });
  const back = await fetch(`${url}/slack/oauth_redirect?${query.toString()}`, { headers: { cookie } });
  return { status: back.status, page: await back.text() };
}

type Words = Record<string, string>;

/** What people of one school do, each until everything that follows has happened. */
function peopleOf(slack: SlackSimulator, settle: () => Promise<void>, plan: EscalationPlan, team: string) {
  const acting = actingOn(slack, plan, team);
  const people = slack.as(team);
  const desk = acting.channel("service-desk");
  const see = (by: string, place: Address) => acting.see(by, place).filter(({ gone }) => !gone);

  function messageWith(by: string, place: Address, label: string): string {
    const found = see(by, place).findLast(({ buttons }) => buttons.includes(label));
    if (!found) throw new Error(`${by} sees no button "${label}" there.`);
    return found.messageId;
  }

  return {
    ...acting,
    people,
    desk,
    /** What the help desk said to somebody in their chat. */
    toldTo: (key: string): string[] =>
      see(key, acting.direct(key)).flatMap(({ by, text }) => (by === "help desk" ? [text] : [])),
    /** Cards in the Tier 2 channel, and what stands below one of them. */
    cards: (): string[] => see("dana", desk).flatMap(({ text }) => (text.startsWith("HD-") ? [text] : [])),
    threadOf: (ticket: string): Address => {
      const card = see("dana", desk).find(({ text }) => text.startsWith(`${ticket}\n`));
      return acting.threadUnder("service-desk", card?.messageId ?? "");
    },
    texts: (by: string, place: Address): string[] => see(by, place).map(({ text }) => text),
    async ask(key: string, text: string, place = acting.direct(key)): Promise<string> {
      const message = await acting.post(key, place, text);
      await settle();
      return message;
    },
    async pressAt(key: string, place: Address, label: string): Promise<void> {
      await acting.press(key, place, messageWith(key, place, label), label);
      await settle();
    },
    async submitAt(key: string, place: Address, label: string, values: Words): Promise<void> {
      await acting.submit(key, place, messageWith(key, place, label), label, values);
      await settle();
    },
    /** All that anybody there can read or press, hidden values included. */
    everything(): string {
      const keys = plan.people.map(({ key }) => key);
      const places = [channelId("service-desk"), channelId("staff-room"), ...keys.map(userId)];
      const messages = places.map((at) => slack.messages(team, at, at.startsWith("U") ? at : userId("dana")));
      const own = keys.map(userId).map((id) => [people.home(id), people.modal(id), people.prompts(id)]);
      return JSON.stringify([messages, own]);
    },
  };
}
