// Does the whole adapter of Teams do what its parts promise each other? On our own stand-in for Teams.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { DeskEvent } from "../../../src/desk/events";
import type { Address } from "../../../src/desk/model";
import { parsePlan } from "../../../src/plan/parse";
import type { Platform } from "../../../src/platforms/platform";
import { channelPlace, threadUnder } from "../../../src/platforms/teams/address";
import { openTeamsStage, type TeamsStage } from "../../support/teams-stage";
import { accountId, channelId, TENANT } from "../../support/teams-tenant";
import { contractForm } from "../contract";
import { failureOf } from "../contract-bench";
import { commenting, pressing } from "../contract-content";

const text = readFileSync(resolve(__dirname, "../../../helpdesk.yaml"), "utf8");
const ANA = accountId("ana");
const DANA = accountId("dana");

let stage: TeamsStage;
let platform: Platform;
let events: DeskEvent[];

beforeEach(async () => {
  const { plan } = parsePlan("helpdesk.yaml", text);
  if (!plan) throw new Error("The example plan has errors.");
  stage = await openTeamsStage({ plan, formFor: contractForm, now: () => new Date() });
  platform = stage.open();
  events = [];
});
afterEach(async () => {
  await platform.stop();
  await stage.close();
});

const start = () => platform.start(async (event) => void events.push(event));
const desk = () => stage.channel("service-desk");
let keys = 0;
const post = (
  to: Address,
  content = commenting("Hello"),
  more: { opensThread?: boolean; onlyFor?: string } = {},
) => platform.deliver({ key: `platform-${++keys}`, verb: "post", to, content, opensThread: false, ...more });

test("before it is started nothing is delivered, and nothing that comes is lost", async () => {
  expect((await failureOf(post(stage.direct("ana")))).retry).toBe("later");
  stage.teams.people.post(ANA, { in: ANA }, "Hello?");
  await new Promise((wait) => setTimeout(wait, 50));
  await start();
  await stage.arrived();
  expect(events).toMatchObject([{ type: "message_posted", text: "Hello?" }]);
});

test("there is no home page to be drawn", async () => {
  await start();
  const home = { key: "home", verb: "home", to: stage.direct("ana"), content: commenting("Hi") } as const;
  expect((await failureOf(platform.deliver(home))).retry).toBe("never");
});

test("a thread whose first message is not there is gone; one whose channel is not there is gone with it", async () => {
  await start();
  const missing = threadUnder(TENANT, channelId("service-desk"), "1700000000000");
  expect((await failureOf(post(missing))).details.gone).toBe("thread");
  const { thread = missing } = await post(desk(), commenting("HD-1"), { opensThread: true });
  stage.teams.admin.deleteChannel(channelId("service-desk"));
  await stage.arrived();
  expect((await failureOf(post(thread))).details.gone).toBe("channel");
  expect((await failureOf(post(channelPlace(TENANT, "19:x@thread.tacv2")))).details.gone).toBe("channel");
});

test("a press by an older client is the same press", async () => {
  await start();
  const { message } = await post(desk(), pressing("take", "Take", 7));
  await stage.teams.people.press(DANA, desk().id, message.messageId, "Take");
  await stage.teams.people.press(DANA, desk().id, message.messageId, "Take", { old: true });
  await stage.arrived();
  const presses = events.filter(({ type }) => type === "button_pressed");
  expect(new Set(presses.map(({ id }) => id)).size).toBe(1);
  expect(presses[0]).toMatchObject({ press: { action: "take", ticket: 7 }, by: { account: DANA } });
});

test("a dialog that is filled in twice is two forms; sent twice it is one", async () => {
  await start();
  const { message } = await post(desk(), pressing("reply", "Reply", 8, true));
  for (const words of ["one", "two"]) {
    await stage.teams.people.press(DANA, desk().id, message.messageId, "Reply");
    stage.teams.faults.duplicate();
    await stage.teams.people.submit(DANA, { text: words });
  }
  await stage.arrived();
  const forms = events.filter(({ type }) => type === "form_submitted");
  expect(new Set(forms.map(({ id }) => id)).size).toBe(2);
});

test("thanks by a reaction to what the help desk said are told, and where it said it", async () => {
  await start();
  const { message, parts } = await post(stage.direct("ana"), commenting("Hold the power button."));
  stage.teams.people.react(ANA, ANA, message.messageId, "like");
  await stage.arrived();
  expect(events).toMatchObject([{ type: "message_thanked", by: { account: ANA }, message: parts?.[0] }]);
});

test("a message that its author brings back is told as it is now", async () => {
  await start();
  const id = stage.teams.people.post(ANA, { in: ANA }, "My mouse is dead");
  stage.teams.people.remove(ANA, ANA, id);
  stage.teams.people.restore(ANA, ANA, id);
  await stage.arrived();
  expect(events.at(-1)).toMatchObject({ type: "message_edited", text: "My mouse is dead" });
});

test("whoever gets the app is told what it can do, once", async () => {
  await start();
  stage.teams.admin.uninstall(ANA);
  stage.teams.admin.install(ANA);
  await stage.arrived();
  expect(events.map(({ type }) => type)).toEqual(["command_given"]);
});
