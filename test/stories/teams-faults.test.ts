// Teams fails in every way it is known to: is nothing lost, and nothing doubled but what says so?
import { beginTeamsStory, type TeamsStory } from "../support/teams-story";
import { createTraffic, type Traffic } from "../support/teams-traffic";
import type { CallName } from "../support/teams/world";
import type { FaultRules } from "../support/teams/fault-rules";

/** What puts a message somewhere. */
const POSTS: CallName[] = ["create", "send"];

let story: TeamsStory;
let traffic: Traffic;
beforeEach(async () => {
  story = await beginTeamsStory({ resendAfterMs: [0, 200, 8_000] });
  traffic = createTraffic(story);
});
afterEach(() => story.end());

async function aBusyMorning(order: (faults: FaultRules) => void): Promise<void> {
  await traffic.ask(4);
  await story.settle();
  order(story.faults);
  await traffic.ask(4);
  await traffic.reply();
  await story.settle();
  await traffic.calmDown(20);
  await traffic.reply();
  await traffic.calmDown();
}

describe("calls that were refused: all that was said stands once", () => {
  test.each<[string, (faults: FaultRules) => void]>([
    [
      "a storm of 429s on all that is called",
      (faults) => {
        faults.rateLimit(["create", "send", "update", "delete", "react", "unreact"], { times: 40 });
        // Who somebody is must be known before a message is taken: Teams sends it again.
        faults.rateLimit("member", { times: 2 });
      },
    ],
    [
      "429s on every post, some with a long wait",
      (faults) => {
        faults.rateLimit(POSTS, { times: 10, retryAfterSeconds: 30 });
        faults.rateLimit(POSTS, { times: 20 });
      },
    ],
    [
      "412s: the conversation was busy",
      (faults) => faults.fail(POSTS, { status: 412, code: "PreconditionFailed", times: 20 }),
    ],
  ])("%s", async (_what, order) => {
    await aBusyMorning(order);
    await traffic.expectAllThere();
    expect(traffic.repeated()).toBe(0);
  });
});

describe("calls of which nobody knows how they ended: nothing is lost, and what is sent again says so", () => {
  test.each<[string, (faults: FaultRules) => void]>([
    ["500s before anything is done", (faults) => faults.fail("all", { status: 500, times: 20 })],
    [
      "502s after the post stands",
      (faults) => faults.fail(POSTS, { status: 502, afterEffect: true, times: 8 }),
    ],
    ["connections reset before the post", (faults) => faults.reset(POSTS, { times: 15 })],
    [
      "connections reset after the post stands",
      (faults) => faults.reset(POSTS, { afterEffect: true, times: 8 }),
    ],
    [
      "everything at once",
      (faults) => {
        faults.rateLimit(POSTS, { times: 4 });
        faults.reset(POSTS, { afterEffect: true, times: 4 });
        faults.fail("all", { status: 503, afterEffect: true, times: 8 });
        faults.fail(["update", "react"], { status: 412, times: 4 });
        faults.reset(["update", "react", "unreact"], { times: 4 });
      },
    ],
  ])("%s", async (_what, order) => {
    await aBusyMorning(order);
    await traffic.expectAllThere();
    expect(traffic.repeated()).toBeGreaterThan(0);
  });
});

test("an answer after fourteen seconds: given up by then, heard all the same, and not sent again", async () => {
  story.faults.hang(POSTS, { answersAfterMs: 14_000, times: 3 });
  await traffic.ask(3);
  await traffic.calmDown(4);
  await new Promise((late) => setTimeout(late, 5_000));
  await traffic.calmDown();
  await traffic.expectAllThere();
  expect(traffic.repeated()).toBe(0);
}, 90_000);

describe("activities that come badly: each is taken once", () => {
  test.each<[string, (faults: FaultRules) => void]>([
    ["answered too late, so that Teams sends them again", (faults) => faults.lateAnswers(12)],
    ["each of them four times", (faults) => faults.duplicate({ activities: 40, copies: 3 })],
    ["the last one first", (faults) => faults.disorder(6)],
    [
      "late, four times, and the last one first",
      (faults) => {
        faults.lateAnswers(10);
        faults.duplicate({ activities: 12, copies: 3 });
        faults.disorder(4);
      },
    ],
  ])("%s", async (_what, order) => {
    order(story.faults);
    await traffic.ask(8);
    await story.settle();
    order(story.faults);
    await traffic.reply();
    await story.settle();
    await traffic.calmDown();
    await traffic.expectAllThere();
    expect(traffic.repeated()).toBe(0);
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
    await traffic.expectAllThere();
  });
});

describe("what Teams refuses for good is told, and the rest goes on", () => {
  test("reactions: replies arrive, and nothing is asked of it again for a while", async () => {
    story.faults.fail(["react", "unreact"], { status: 405, times: 1_000 });
    await traffic.ask(4);
    await story.settle();
    await traffic.reply();
    await traffic.calmDown(4);
    await traffic.expectAllThere();
    expect(story.teams.calls.filter(({ call }) => call === "react").length).toBeLessThan(4);
  });

  test("deleting: the message says that it was withdrawn, and its words are gone", async () => {
    story.faults.fail("delete", { status: 501, times: 1_000 });
    await traffic.ask(1);
    await story.settle();
    const reply = await story.post("dana", await story.threadOf(1), "what a nuisance");
    await story.pass(6_000);
    expect(story.saidTo("ana")).toContain("what a nuisance");
    await story.remove("dana", reply);
    expect(story.saidTo("ana")).toContain("This message was withdrawn.");
    expect(story.saidTo("ana")).not.toContain("nuisance");
  });

  test("a card that is too big for it after all: its words arrive as plain text", async () => {
    await traffic.ask(1);
    await story.settle();
    story.faults.fail("send", {
      status: 413,
      code: "MessageSizeTooBig",
      conversation: story.teams.chatOf(story.ana.id),
    });
    await story.post("dana", await story.threadOf(1), "on my way");
    await story.pass(6_000);
    expect(story.saidTo("ana")).toContain("on my way");
  });
});
