// Slack fails in every way it is known to: is nothing lost, and nothing doubled?
import { beginSlackStory, BOTH_WAYS, type SlackStory } from "../support/slack-story";
import type { FaultRules } from "../support/slack/fault-rules";
import { createTraffic, type Traffic } from "../support/traffic";

const POST = "chat.postMessage";

let story: SlackStory;
let traffic: Traffic;
afterEach(() => story.end());

describe("calls that fail", () => {
  beforeEach(async () => {
    story = await beginSlackStory("http");
    traffic = createTraffic(story);
  });

  test.each<[string, (faults: FaultRules) => void]>([
    [
      "a storm of 429s on all that is called",
      (faults) => {
        for (const method of [POST, "chat.update", "conversations.open", "reactions.get", "reactions.add"])
          faults.rateLimit(method, { times: 15 });
        // Who somebody is must be known before a message is taken: Slack sends it again.
        faults.rateLimit("users.info", { times: 2 });
      },
    ],
    [
      "429s on every post, some with a long wait",
      (faults) => {
        faults.rateLimit(POST, { times: 10, retryAfterSeconds: 30 });
        faults.rateLimit(POST, { times: 20 });
      },
    ],
    ["500s before anything is done", (faults) => faults.fail("*", { status: 500, times: 30 })],
    [
      "500s after the post stands",
      (faults) => faults.fail(POST, { status: 500, afterEffect: true, times: 20 }),
    ],
    ["connections reset before the post", (faults) => faults.reset(POST, { times: 20 })],
    [
      "connections reset after the post stands",
      (faults) => faults.reset(POST, { afterEffect: true, times: 20 }),
    ],
    [
      "error pages of a proxy on looking for what stands",
      (faults) => {
        faults.reset(POST, { afterEffect: true, times: 10 });
        faults.fail("conversations.replies", { status: 502, times: 10 });
        faults.fail("conversations.history", { status: 502, times: 10 });
      },
    ],
    [
      "Slack's own troubles",
      (faults) => {
        for (const error of ["internal_error", "fatal_error", "service_unavailable", "never_heard_of"])
          faults.error(POST, error, { times: 5 });
      },
    ],
    [
      "everything at once",
      (faults) => {
        faults.rateLimit(POST, { times: 5 });
        faults.reset(POST, { afterEffect: true, times: 5 });
        faults.fail("*", { status: 503, afterEffect: true, times: 10 });
        faults.error("chat.update", "internal_error", { times: 5 });
        faults.reset("reactions.add", { times: 5 });
      },
    ],
  ])("%s", async (_what, order) => {
    await traffic.ask(4);
    await story.settle();
    order(story.slack.faults);
    await traffic.ask(6);
    await traffic.reply();
    await story.settle();
    await traffic.calmDown(20);
    await traffic.reply();
    await traffic.calmDown();
    await traffic.expectAllOnce();
  });

  test("no answer at all, though the post stands: given up after ten seconds, and found at the next try", async () => {
    story.slack.faults.hang(POST, { afterEffect: true, times: 3 });
    await traffic.ask(3);
    await traffic.calmDown(4);
    await traffic.reply();
    await traffic.calmDown();
    await traffic.expectAllOnce();
  });
});

test("a flood into one channel at Slack's own pace: a second between two posts, and all of them arrive", async () => {
  story = await beginSlackStory("http", { paceMs: 1_000 });
  traffic = createTraffic(story);
  story.slack.faults.rateLimit(POST, { channel: story.desk.id, times: 3 });
  await traffic.ask(8);
  for (let step = 0; step < 80; step++) await story.pass(500);
  const posts = story.all(story.desk.id, "U0DANA00000").map(({ ts }) => Number(ts));
  expect(posts).toHaveLength(16); // a card and a packet each
  const gaps = posts.slice(1).map((ts, index) => ts - (posts[index] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThan(0.999);
  await traffic.expectAllOnce();
});

describe.each(BOTH_WAYS)("events that come badly, %s", (_name, mode) => {
  beforeEach(async () => {
    story = await beginSlackStory(mode, { retryDelaysMs: [0, 200, 8_000] });
    traffic = createTraffic(story);
  });

  test.each<[string, (faults: FaultRules) => void]>([
    ["acknowledged three seconds late, so that Slack sends them again", (faults) => faults.lateAcks(12)],
    ["each of them four times", (faults) => faults.duplicate({ events: 40, copies: 3 })],
    ["the last one first", (faults) => faults.disorder(6)],
    [
      "late, four times, and the last one first",
      (faults) => {
        faults.lateAcks(10);
        faults.duplicate({ events: 12, copies: 3 });
        faults.disorder(4);
      },
    ],
  ])("%s", async (_what, order) => {
    order(story.slack.faults);
    await traffic.ask(8);
    await story.settle();
    order(story.slack.faults);
    await traffic.reply();
    await story.settle();
    await traffic.calmDown();
    await traffic.expectAllOnce();
  });

  test("the whole desk stops and starts in the middle of them", async () => {
    await traffic.ask(4);
    await story.stop();
    await traffic.ask(4);
    await story.startAgain();
    await traffic.ask(4);
    await story.settle();
    await traffic.reply();
    await story.stop();
    await story.startAgain();
    await story.settle();
    await traffic.calmDown();
    await traffic.expectAllOnce();
  });

  test("it stops while its posts fail after they stand", async () => {
    story.slack.faults.reset(POST, { afterEffect: true, times: 12 });
    await traffic.ask(6);
    await story.restart();
    await traffic.ask(6);
    await story.restart();
    await traffic.reply();
    await traffic.calmDown();
    await traffic.expectAllOnce();
  });
});

describe("sockets", () => {
  beforeEach(async () => {
    story = await beginSlackStory("socket", { retryDelaysMs: [0, 200, 8_000] });
    traffic = createTraffic(story);
  });

  test("refreshed again and again, in turn", async () => {
    // Slack does so every few hours. Not more often than once a second: what lasts shorter counts as failed, and is waited for.
    story.slack.sockets.refreshEvery(1_100);
    const opened = () => story.slack.calls.filter(({ method }) => method === "apps.connections.open").length;
    for (let round = 0; opened() < 6; round++) {
      if (round < 20) await traffic.ask(1);
      await traffic.reply();
      await new Promise((wait) => setTimeout(wait, 100));
    }
    await story.settle();
    story.slack.sockets.refreshEvery(0);
    await traffic.calmDown();
    await traffic.expectAllOnce();
  });

  test("broken in the middle of traffic: one, then all of them", async () => {
    for (const which of ["oldest", "all", "oldest", "all"] as const) {
      const asking = traffic.ask(4);
      story.slack.sockets.drop(which);
      await asking;
      await traffic.reply();
    }
    await story.settle();
    await traffic.reply();
    await traffic.calmDown();
    await traffic.expectAllOnce();
  });
});
