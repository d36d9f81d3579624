/** Does the whole platform hold together? Started against our simulated Slack, with the app's own manifest. */
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import type { DeskEvent } from "../../../src/desk/events";
import type { Delivery, Platform, Receive } from "../../../src/platforms/platform";
import { channelPlace, directChat, threadUnder } from "../../../src/platforms/slack/address";
import { createSlack, type SlackOptions } from "../../../src/platforms/slack";
import {
  ANA,
  BOT,
  QUIET,
  sampleOptions,
  SIGNING_SECRET,
  SUE,
  TEAM,
  TIER2,
  TOM,
} from "../../support/slack/sample-workspace";
import { startSlackSimulator, type SlackSimulator } from "../../support/slack/simulator";
import { BEFORE, failureOf, longContent, saying, withFiles } from "./delivering-setup";

const manifest: unknown = JSON.parse(readFileSync(resolve(__dirname, "../../../manifest.json"), "utf8"));
const nothing = () => {};

let slack: SlackSimulator;
let server: Server;
let platform: Platform;
let events: DeskEvent[];
const receive: Receive = async (event) => void events.push(event);

beforeEach(async () => {
  events = [];
  slack = await startSlackSimulator(sampleOptions({ manifest }));
  platform = createSlack(optionsFor());
  server = createServer((request, response) => platform.http?.handle(request, response)).listen(
    0,
    "127.0.0.1",
  );
  await once(server, "listening");
  slack.pointTo(`${origin()}/slack/events`);
});
afterEach(async () => {
  await platform.stop();
  server.close();
  server.closeAllConnections();
  await slack.close();
});

const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const optionsFor = (more: Partial<SlackOptions> = {}): SlackOptions => ({
  access: { botToken: "xoxb-acme-no-worth" },
  signingSecret: SIGNING_SECRET,
  apiUrl: slack.apiUrl,
  paceMs: 0,
  formFor: () => undefined,
  planFor: () => ({ watched: [], memberships: { channels: [TIER2], groups: [] } }),
  promptsFor: () => Promise.resolve([]),
  now: () => new Date(),
  log: { info: nothing, warn: nothing, error: nothing },
  ...more,
});

const tier2 = channelPlace(TEAM, TIER2);
const post = (more: Partial<Extract<Delivery, { verb: "post" }>> = {}) =>
  platform.deliver({
    key: "k",
    verb: "post",
    to: tier2,
    content: saying("Hello"),
    opensThread: false,
    ...more,
  });

test("a question comes in, is answered in its thread, and the answer is no event", async () => {
  await platform.start(receive);
  const ts = slack.as(TEAM).post(ANA, { dm: true }, "My screen is black");
  await slack.idle();
  expect(events).toMatchObject([
    { type: "message_posted", replyIn: directChat(TEAM, ANA, ts), text: "My screen is black" },
  ]);
  await post({ to: directChat(TEAM, ANA, ts), content: saying("Is it plugged in?") });
  await slack.idle();
  const seen = slack.messages(TEAM, ANA, ANA);
  expect(seen.map(({ thread, by }) => [thread === ts, by])).toEqual([
    [expect.anything(), "person"],
    [true, "app"],
  ]);
  expect(seen[1]?.text).toContain("Is it plugged in?");
  expect(events).toHaveLength(1);
});

test("a card is posted, its long packet hangs below it, and both are changed and taken back", async () => {
  await platform.start(receive);
  const card = await post({ key: "card", opensThread: true });
  const packet = await post({ key: "packet", to: card.thread ?? tier2, content: longContent(10) });
  await platform.deliver({ key: "u", verb: "update", message: card.message, content: saying("Taken") });
  expect(slack.messages(TEAM, TIER2, TOM)[0]?.text).toContain("Taken");
  await platform.deliver({ key: "w", verb: "withdraw", message: packet.message });
  expect(slack.messages(TEAM, TIER2, TOM).filter(({ deleted }) => !deleted)).toHaveLength(1);
});

test("a post whose answer was lost is found again, in a channel and in a thread", async () => {
  await platform.start(receive);
  slack.faults.reset("chat.postMessage", { afterEffect: true });
  await failureOf(post({ key: "card", opensThread: true }));
  const card = await post({ key: "card", opensThread: true, againSince: BEFORE });
  slack.faults.fail("chat.postMessage", { status: 500, afterEffect: true });
  await failureOf(post({ key: "note", to: card.thread ?? tier2 }));
  await post({ key: "note", to: card.thread ?? tier2, againSince: BEFORE });
  expect(
    slack.messages(TEAM, TIER2, TOM).map(({ ts, thread }) => thread === undefined || thread === ts),
  ).toEqual([true, false]);
});

test("a person's message is marked, their file is copied, and a specialist comes in", async () => {
  await platform.start(receive);
  const ts = slack.as(TEAM).post(ANA, { dm: true }, "See here", {
    files: [{ name: "screen.png", data: Buffer.from("PNG") }],
  });
  await slack.idle();
  const [asked] = events;
  const files = asked?.type === "message_posted" ? asked.files : [];
  const card = await post({ key: "card", opensThread: true, content: withFiles(...files) });
  for (const state of ["held", "delivered"] as const)
    await platform.deliver({
      key: state,
      verb: "mark",
      message: { in: directChat(TEAM, ANA), messageId: ts },
      mark: { state },
    });
  await platform.deliver({
    key: "i",
    verb: "invite",
    to: card.thread ?? tier2,
    person: { platform: "slack", account: SUE, name: "Sue Wong" },
  });
  const below = slack.messages(TEAM, TIER2, SUE).at(-1);
  expect(below?.files).toMatchObject([{ name: "screen.png", data: Buffer.from("PNG") }]);
  expect(below?.thread).toBe(card.message.messageId);
  const [marked] = slack.messages(TEAM, ANA, ANA);
  expect(marked?.reactions).toEqual([{ name: "white_check_mark", users: [BOT] }]);
});

test("a word for one person reaches them where they are, or in their chat", async () => {
  await platform.start(receive);
  await post({ onlyFor: TOM, content: saying("You were second") });
  expect(slack.messages(TEAM, TIER2, TOM).at(-1)).toMatchObject({ ephemeral: true });
  await post({ key: "2", onlyFor: SUE, content: saying("Not for you") });
  expect(slack.messages(TEAM, SUE, SUE).at(-1)?.text).toContain("Not for you");
});

test("a reply under a deleted message does not stay in the channel", async () => {
  await platform.start(receive);
  const ts = slack.as(TEAM).post(TOM, { channel: TIER2 }, "Look");
  slack.as(TEAM).remove(TOM, TIER2, ts);
  const failure = await failureOf(post({ to: threadUnder(TEAM, TIER2, ts) }));
  expect(failure).toMatchObject({ retry: "never", details: { gone: "thread" } });
  expect(slack.messages(TEAM, TIER2, TOM).filter(({ deleted }) => !deleted)).toEqual([]);
});

test("a long reply in a direct chat's thread, grown by an edit, stays in that thread", async () => {
  await platform.start(receive);
  const ts = slack.as(TEAM).post(ANA, { dm: true }, "How?");
  const { message } = await post({ key: "reply", to: directChat(TEAM, ANA, ts), content: saying("So.") });
  const longer = { key: "edit", verb: "update" as const, message, content: longContent(10) };
  const { parts = [] } = await platform.deliver(longer);
  expect(parts.length).toBeGreaterThan(1);
  const said = slack.messages(TEAM, ANA, ANA).filter(({ by }) => by === "app");
  expect(said.map((one) => [one.ts, one.thread])).toEqual(parts.map(({ messageId }) => [messageId, ts]));
});

test("a mark for a command, which is no message, is done; Slack would call its id a bad timestamp", async () => {
  await platform.start(receive);
  const mark = (messageId: string) =>
    platform.deliver({
      key: "m",
      verb: "mark",
      message: { in: directChat(TEAM, ANA), messageId },
      mark: { state: "delivered" },
    });
  const command = `slack/${TEAM}/command/12.34.ab`;
  expect((await mark(command)).message.messageId).toBe(command);
});

test("a channel that the bot is not in, was taken out of, or that is archived, is gone for posts", async () => {
  await platform.start(receive);
  const gone = { retry: "never", details: { gone: "channel" } };
  expect(await failureOf(post({ to: channelPlace(TEAM, QUIET) }))).toMatchObject(gone);
  slack.admin(TEAM).kick(TIER2, BOT);
  expect(await failureOf(post())).toMatchObject(gone);
  slack.admin(TEAM).invite(TIER2, BOT);
  slack.admin(TEAM).archive(TIER2);
  expect(await failureOf(post())).toMatchObject({ ...gone, reason: expect.stringContaining("archived") });
});

test("a home page is drawn", async () => {
  await platform.start(receive);
  await platform.deliver({
    key: "h",
    verb: "home",
    to: directChat(TEAM, ANA),
    content: saying("Your tickets"),
  });
  expect(slack.as(TEAM).home(ANA)?.text).toContain("Your tickets");
});

test("before the start, deliveries wait and requests are told to come back", async () => {
  expect(await failureOf(post())).toMatchObject({ retry: "later" });
  expect((await fetch(`${origin()}/slack/events`, { method: "POST" })).status).toBe(503);
});

test("it serves its own paths only; installing needs OAuth", async () => {
  await platform.start(receive);
  for (const path of ["/slack", "/slack/install", "/slack/oauth_redirect", "/slack/else"])
    expect((await fetch(`${origin()}${path}`)).status).toBe(404);
});

test("it does not start with a token that Slack refuses", async () => {
  slack.admin(TEAM).revokeToken();
  await expect(platform.start(receive)).rejects.toThrow("SLACK_BOT_TOKEN (token_revoked)");
});

test("it is not even made with a blank signing secret", () => {
  expect(() => createSlack(optionsFor({ signingSecret: " " }))).toThrow("SLACK_SIGNING_SECRET");
});
