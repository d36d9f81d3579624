// Is each way in which Teams refuses told to the operator, with what to do about it?
import type { Delivery } from "../../../src/platforms/platform";
import { DeliveryError } from "../../../src/platforms/platform";
import { ConnectorFailure } from "../../../src/platforms/teams/connector";
import {
  FAILURES,
  FAILURES_BY_STATUS,
  FAILURES_IN,
} from "../../../src/platforms/teams/delivering/failure-table";
import { failureOf as translate } from "../../../src/platforms/teams/delivering/failures";
import { refusal } from "./delivering-fake";
import { CHANNEL, DIRECT, IN_GROUP, THREAD, failureOf, openBench, saying } from "./delivering-setup";

type Expected = ["later" | "never" | "never, channel gone" | "never, thread gone", RegExp];

const PLACES = { channel: CHANNEL, thread: THREAD, chat: IN_GROUP, person: DIRECT };

const deliveryTo = (where: keyof typeof FAILURES_IN): Delivery =>
  where === "message"
    ? { key: "k", verb: "update", message: { in: THREAD, messageId: "1" }, content: saying("Hi") }
    : { key: "k", verb: "post", to: PLACES[where], content: saying("Hi"), opensThread: false };

function told(error: ConnectorFailure, where: keyof typeof FAILURES_IN = "channel"): DeliveryError {
  const failure = translate(error, deliveryTo(where));
  if (failure instanceof DeliveryError) return failure;
  throw new Error("Expected a DeliveryError.");
}

/** Wherever it goes. */
const ROWS: Record<string, Expected> = {
  BotNotRegistered: ["later", /Check TEAMS_APP_ID/],
  token_refused: ["later", /TEAMS_APP_PASSWORD/],
  token_unreachable: ["later", /Check this machine's network/],
  address_refused: ["later", /Write to the help desk in Teams once/],
  BotDisabledByAdmin: ["never", /allow it in the Teams admin center/],
  InvalidBotApiHost: ["later", /Write to the help desk in Teams once/],
  NotEnoughPermissions: ["never", /permissions in the Teams admin center/],
  ActivityNotFoundInConversation: ["never", /no such message/],
  PreconditionFailed: ["later", /tried again/],
  Throttled: ["later", /less often/],
  ServiceError: ["later", /trouble of its own/],
  unreachable: ["later", /cannot be reached/],
  lost: ["later", /did not answer in time/],
  BadArgument: ["never", /please report it/],
  BadSyntax: ["never", /please report it/],
  MessageSizeTooBig: ["never", /Send a shorter one/],
};

/** By where it goes. */
const ROWS_IN: { [where in keyof typeof FAILURES_IN]: Record<string, Expected> } = {
  channel: {
    BotNotInConversationRoster: [
      "never, channel gone",
      /^The channel 19:tier2@thread.tacv2 belongs .* Install the app in that team/,
    ],
    ForbiddenOperationException: ["never, channel gone", /Install the app in that team/],
    ConversationBlockedByUser: ["never, channel gone", /moderation settings/],
    MessageWritesBlocked: ["never, channel gone", /Restore the team/],
    ConversationNotFound: ["never, channel gone", /was deleted/],
  },
  thread: {
    BotNotInConversationRoster: ["never, channel gone", /Install the app in that team/],
    ForbiddenOperationException: ["never, channel gone", /Install the app in that team/],
    ConversationBlockedByUser: ["never, channel gone", /moderation settings/],
    MessageWritesBlocked: ["never, channel gone", /Restore the team/],
    ConversationNotFound: ["never, thread gone", /first message was deleted/],
    ActivityNotFoundInConversation: ["never, thread gone", /first message was deleted/],
  },
  chat: {
    BotNotInConversationRoster: [
      "never, channel gone",
      /^The group chat 19:lunch@thread.v2 .* can add it again/,
    ],
    ForbiddenOperationException: ["never, channel gone", /can add it again/],
    ConversationBlockedByUser: ["never, channel gone", /can allow it/],
    MessageWritesBlocked: ["never, channel gone", /can allow it/],
    ConversationNotFound: ["never, channel gone", /left or deleted/],
  },
  person: {
    BotNotInConversationRoster: ["never", /^The direct chat with da4a.*Install it for them/],
    ForbiddenOperationException: ["never", /Install it for them/],
    ConversationBlockedByUser: ["never", /Reach them another way/],
    MessageWritesBlocked: ["never", /Reach them another way/],
    ConversationNotFound: ["never", /Check their id/],
  },
  message: {
    ActivityNotFoundInConversation: ["never", /somebody deleted it/],
    ConversationNotFound: ["never", /conversation was deleted/],
    NotEnoughPermissions: ["never", /nobody but its author/],
  },
};

function expectTold({ retry, details, reason }: DeliveryError, [outcome, sentence]: Expected): void {
  expect(details.gone ? `${retry}, ${details.gone} gone` : retry).toBe(outcome);
  expect(reason).toMatch(sentence);
  expect(reason).toMatch(/^[A-Z][^{}\n]*\.$/u);
}

test("no row of the tables is without an expectation", () => {
  expect(Object.keys(ROWS).toSorted()).toEqual(Object.keys(FAILURES).toSorted());
  for (const [where, table] of Object.entries(FAILURES_IN))
    expect([where, ...Object.keys(ROWS_IN[where as keyof typeof FAILURES_IN]).toSorted()]).toEqual([
      where,
      ...Object.keys(table).toSorted(),
    ]);
});

test.each(Object.entries(ROWS))("%s is told to the operator", (code, expected) => {
  const failure = ["unreachable", "lost"].includes(code)
    ? new ConnectorFailure(code as "lost")
    : new ConnectorFailure("answered", 418, code);
  expectTold(told(failure), expected);
});

describe.each(["channel", "thread", "chat", "person", "message"] as const)("of a %s", (where) => {
  test.each(Object.entries(ROWS_IN[where]))("%s is told to the operator", (code, expected) => {
    expectTold(told(new ConnectorFailure("answered", 403, code), where), expected);
  });
});

test.each(Object.entries(FAILURES_BY_STATUS))(
  "HTTP %s without a word of Teams' is like %s",
  (status, code) => {
    const { retry, details } = told(refusal(Number(status), code));
    expect(told(refusal(Number(status)))).toMatchObject({
      retry,
      ...(details.gone && { details: { gone: details.gone } }),
    });
  },
);

test("a message in a place that does not let the app in any more cannot be changed", () => {
  const failure = told(refusal(403, "BotNotInConversationRoster"), "message");
  expect(failure).toMatchObject({
    retry: "never",
    reason: expect.stringContaining("Install the app there."),
  });
  expect(failure.details.gone).toBeUndefined();
});

test.each([405, 501])("what Teams does not offer is given up: HTTP %s", (status) => {
  expect(told(refusal(status))).toMatchObject({
    retry: "never",
    reason: expect.stringContaining("not offer"),
  });
});

test("Teams' words are known however it spells them", () => {
  expect(told(refusal(400, "Bad Argument")).reason).toBe(told(refusal(400, "BadArgument")).reason);
});

test("a code that nobody foresaw goes by its status, and is named", () => {
  expect(told(refusal(503, "NewTrouble"))).toMatchObject({
    retry: "later",
    reason: expect.stringContaining("NewTrouble"),
  });
  expect(told(refusal(418, "Teapot"))).toMatchObject({
    retry: "later",
    reason: expect.stringContaining("Teapot"),
  });
});

test("what is no code is not repeated: it may hold anything", () => {
  expect(told(refusal(500, "<html>Dana's password is hunter2</html>")).reason).not.toMatch(/html|hunter2/);
});

describe("a call that fails", () => {
  it("rests for as long as Teams says, and a little more", async () => {
    const { fake, post } = openBench();
    fake.script("createThread", refusal(429, "Throttled", 7_000));
    const { details } = await failureOf(post());
    expect(details.afterMs).toBeGreaterThanOrEqual(7_000);
    expect(details.afterMs).toBeLessThanOrEqual(7_500);
  });

  it.each([Number.POSITIVE_INFINITY, 1e15, 86_400_000])("rests for an hour at most, not for %p ms", (ms) => {
    const { afterMs = 0 } = told(refusal(503, "ServiceError", ms)).details;
    expect(afterMs).toBeGreaterThanOrEqual(3_600_000);
    expect(afterMs).toBeLessThanOrEqual(3_600_500);
  });

  it("is tried again by the outbox, not at once", async () => {
    const { fake, post } = openBench();
    fake.script("createThread", refusal(503));
    expect(await failureOf(post())).toMatchObject({ retry: "later" });
    expect(fake.callsOf("createThread")).toHaveLength(1);
  });

  it("asks seldom while the secret has run out", async () => {
    const { fake, post } = openBench();
    fake.script("createThread", new ConnectorFailure("unreachable", undefined, "token_refused"));
    const { retry, details } = await failureOf(post());
    expect(retry).toBe("later");
    expect(details.afterMs).toBeGreaterThanOrEqual(600_000);
  });

  it("tells nothing of what was to be said", async () => {
    const { fake, post, logged } = openBench();
    fake.script("createThread", refusal(403, "NotEnoughPermissions"));
    const failure = await failureOf(post({ content: saying("Secret words") }));
    expect(`${failure.stack} ${JSON.stringify(failure)} ${logged.join()}`).not.toContain("Secret words");
  });
});
