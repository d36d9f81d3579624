// What becomes of a message that stands: is it changed, taken back, marked, and who is brought to it?
import type { Mark } from "../../../src/desk/decision";
import type { Delivered } from "../../../src/desk/events";
import type { MessageRef } from "../../../src/desk/model";
import { channelPlace, joinIds, splitIds } from "../../../src/platforms/teams/address";
import { ConnectorFailure } from "../../../src/platforms/teams/connector";
import { refusal } from "./delivering-fake";
import {
  BUTTONS,
  CHANNEL,
  CHANNEL_ID,
  DANA,
  DIRECT,
  GROUP_ID,
  IN_GROUP,
  TEAM_ID,
  TENANT,
  THREAD,
  failureOf,
  longContent,
  openBench,
  saying,
  wordsOf,
  type Bench,
} from "./delivering-setup";

const lost = new ConnectorFailure("lost");
let bench: Bench;
beforeEach(() => {
  bench = openBench();
});

const update = (message: MessageRef, content = saying("New words")) =>
  bench.deliver({ key: `update ${content.blocks.length}`, verb: "update", message, content });
const withdraw = (message: MessageRef) => bench.deliver({ key: "withdraw", verb: "withdraw", message });
const words = () => bench.fake.kept.map(wordsOf).join();

describe("an update", () => {
  it("changes the message where it stands", async () => {
    const { message, parts } = await bench.post({ opensThread: true });
    expect(await update(message)).toEqual({ message, parts });
    expect(words()).toMatch(/New words/);
    expect(words()).not.toMatch(/Hello/);
    expect(bench.fake.callsOf("update")[0]?.[0]).toBe(`${CHANNEL_ID};messageid=${message.messageId}`);
  });

  it("that is longer goes on below, and one that is shorter takes the rest away", async () => {
    const { message, thread } = await bench.post({ opensThread: true });
    const longer = await update(message, longContent(30));
    const all = splitIds(longer.message);
    expect(all.length).toBeGreaterThan(2);
    expect(all[0]).toBe(message.messageId);
    expect(longer.parts).toEqual(all.map((messageId) => ({ in: CHANNEL, messageId })));
    expect(new Set(bench.fake.kept.map(({ conversation }) => conversation))).toEqual(new Set([thread?.id]));
    const shorter = await update(longer.message);
    expect(shorter.message).toEqual(message);
    expect(bench.fake.kept.map(({ id }) => id)).toEqual([message.messageId]);
  });

  it("that is longer posts no part twice when it is tried again", async () => {
    const { message } = await bench.post({ to: THREAD });
    bench.fake.script("send", "as usual", refusal(429));
    await failureOf(update(message, longContent(30)));
    const longer = await update(message, longContent(30));
    expect(bench.fake.kept.map(({ id }) => id)).toEqual(splitIds(longer.message));
  });

  it("of a message that somebody deleted is given up", async () => {
    const { message } = await bench.post({ to: THREAD });
    bench.fake.kept.length = 0;
    const failure = await failureOf(update(message));
    expect(failure).toMatchObject({ retry: "never", reason: expect.stringContaining("somebody deleted it") });
    expect(failure.details.gone).toBeUndefined();
  });

  it("that Teams does not take as a card is said in plain text", async () => {
    const { message } = await bench.post({ to: THREAD });
    bench.fake.script("update", refusal(413));
    await update(message);
    expect(bench.fake.kept[0]?.activity).toMatchObject({ textFormat: "plain", text: "New words" });
  });

  it("changes a message in the playground, whose id says nothing about its thread, in its channel", async () => {
    await failureOf(update({ in: CHANNEL, messageId: "0d0f-guid" }));
    expect(bench.fake.callsOf("update")[0]?.slice(0, 2)).toEqual([CHANNEL_ID, "0d0f-guid"]);
  });
});

describe("a withdrawal", () => {
  it("takes all parts back, the last one first", async () => {
    const { message } = await bench.post({ to: THREAD, content: longContent(30) });
    expect(await withdraw(message)).toEqual({ message });
    expect(bench.fake.kept).toEqual([]);
    expect(bench.fake.callsOf("remove").map(([, id]) => id)).toEqual(splitIds(message).toReversed());
  });

  it("of what somebody deleted is done", async () => {
    expect(await withdraw({ in: THREAD, messageId: "1+2" })).toBeDefined();
  });

  it.each([405, 501])("says that it was withdrawn where Teams does not delete: HTTP %s", async (status) => {
    const { message } = await bench.post({ to: DIRECT });
    bench.fake.script("remove", refusal(status));
    await withdraw(message);
    expect(bench.fake.kept[0]?.activity).toMatchObject({ text: "This message was withdrawn." });
    expect(words()).not.toMatch(/Hello/);
  });

  it("that fails is tried again", async () => {
    const { message } = await bench.post({ to: THREAD });
    bench.fake.script("remove", refusal(503));
    expect(await failureOf(withdraw(message))).toMatchObject({ retry: "later" });
    await withdraw(message);
    expect(bench.fake.kept).toEqual([]);
  });
});

describe("a mark", () => {
  const mark = (message: MessageRef, state: Mark["state"], on = bench) =>
    on.deliver({ key: `mark ${state}`, verb: "mark", message, mark: { state } });
  const reactions = () => [...(bench.fake.kept[0]?.reactions ?? [])];
  let message: MessageRef;
  beforeEach(async () => {
    ({ message } = await bench.post({ to: THREAD }));
    bench.fake.calls.length = 0;
  });

  it.each([
    ["held", "231b_hourglassdone"],
    ["delivered", "2705_whiteheavycheckmark"],
    ["failed", "26a0_warningsign"],
    ["note", "1f4dd_memo"],
    ["withdrawn", "21a9_leftwardsarrowwithhook"],
    ["thanked", "praying"],
  ] as const)("shows %s as a reaction", async (state, reaction) => {
    await mark(message, state);
    expect(reactions()).toEqual([reaction]);
  });

  it("takes the one before away, and no other", async () => {
    await mark(message, "held");
    await mark(message, "delivered");
    expect(reactions()).toEqual(["2705_whiteheavycheckmark"]);
    expect(bench.fake.callsOf("unreact")).toHaveLength(1);
  });

  it("takes away what may stand there after a restart", async () => {
    await mark(message, "held");
    await mark(message, "delivered", openBench({ fake: bench.fake }));
    expect(reactions()).toEqual(["2705_whiteheavycheckmark"]);
  });

  it("thanks beside how the delivery ended", async () => {
    await mark(message, "delivered");
    await mark(message, "thanked");
    await mark(message, "withdrawn");
    expect(reactions().toSorted()).toEqual(["21a9_leftwardsarrowwithhook", "praying"]);
  });

  it.each([400, 403, 404, 405, 501])(
    "is left out silently for an hour where Teams does not offer reactions: HTTP %s",
    async (status) => {
      bench.fake.script("react", refusal(status));
      await mark(message, "held");
      await mark(message, "note");
      expect(bench.fake.callsOf("react")).toHaveLength(1);
      expect(bench.logged).toEqual([expect.stringContaining("teams.marks_refused")]);
      bench.clock.forward(3_600_000);
      await mark(message, "note");
      expect(reactions()).toEqual(["1f4dd_memo"]);
    },
  );

  describe("where Teams does not offer reactions", () => {
    const said = () =>
      bench.fake.kept.slice(1).map(({ conversation, activity }) => [conversation, activity.text]);
    const direct = { in: DIRECT, messageId: "5" };
    beforeEach(() => bench.fake.script("react", refusal(405)));

    it("says to a requester that it was passed on, once, now and for the next hour", async () => {
      await mark(direct, "delivered");
      await mark(direct, "delivered");
      await mark({ in: IN_GROUP, messageId: "6" }, "delivered");
      expect(said()).toEqual([
        [`a:chat-with-${DANA}`, "✅ Passed on."],
        [GROUP_ID, "✅ Passed on."],
      ]);
    });

    it("says nothing else, and nothing in a thread", async () => {
      await mark(direct, "thanked");
      await mark(direct, "withdrawn");
      await mark(message, "delivered");
      expect(said()).toEqual([]);
    });
  });

  it("on a deleted message says nothing about the others", async () => {
    await mark({ ...message, messageId: "1" }, "held");
    await mark(message, "held");
    expect(reactions()).toEqual(["231b_hourglassdone"]);
  });

  it.each(["teams/t/once/dana", "deadline/7", "targeted:1"])(
    "is not put on what is no message: %s",
    async (id) => {
      await mark({ ...message, messageId: id }, "held");
      expect(bench.fake.calls).toEqual([]);
    },
  );

  it.each([
    ["later", refusal(429)],
    ["later", new ConnectorFailure("unreachable")],
    ["never", refusal(503)],
    ["never", lost],
  ])("is tried %s, so that nothing waits behind it for long", async (retry, error) => {
    bench.fake.script("react", error);
    expect(await failureOf(mark(message, "held"))).toMatchObject({ retry });
  });
});

describe("an invitation", () => {
  const kofi = {
    platform: "teams" as const,
    account: DANA,
    name: "Kofi Mensah",
    email: "kofi@school.example",
  };
  const invite = (person = kofi, to = THREAD) => bench.deliver({ key: "invite", verb: "invite", to, person });

  it("is done for somebody who is in the channel's team", async () => {
    bench.fake.members[TEAM_ID] = [{ id: "29:kofi", aadObjectId: DANA }];
    expect(await invite()).toEqual({ message: { in: THREAD, messageId: "invite" } });
  });

  it("finds somebody of whom the plan has the e-mail address only", async () => {
    bench.fake.members[TEAM_ID] = [{ id: "29:kofi", email: "kofi@school.example" }];
    await invite({ ...kofi, account: "mailto:kofi@school.example" });
    expect(bench.fake.callsOf("member")).toEqual([[TEAM_ID, "kofi@school.example"]]);
  });

  it.each([
    ["is not in the team", undefined],
    ["is not known", refusal(404)],
  ])("says what an owner of the team does for somebody who %s", async (_, error) => {
    if (error) bench.fake.script("member", error);
    const { retry, reason, details } = await failureOf(invite());
    expect(retry).toBe("never");
    expect(details.gone).toBeUndefined();
    expect(reason).toMatch(
      /^Kofi Mensah is not in the team .* owner of the team can.*\(kofi@school\.example\)\.$/,
    );
  });

  it("into a group chat is for those who are in it", async () => {
    const { reason } = await failureOf(invite(kofi, channelPlace(TENANT, GROUP_ID)));
    expect(reason).toMatch(/Somebody in the chat/);
  });

  it("of somebody on another platform is given up", async () => {
    const person = { ...kofi, platform: "slack" as const };
    const delivering = bench.deliver({ key: "invite", verb: "invite", to: THREAD, person });
    expect(await failureOf(delivering)).toMatchObject({
      retry: "never",
      reason: expect.stringContaining("no account in Teams"),
    });
    expect(bench.fake.calls).toEqual([]);
  });

  it("is tried again after trouble", async () => {
    bench.fake.script("member", refusal(502));
    expect(await failureOf(invite())).toMatchObject({ retry: "later" });
  });
});

describe("a word for one person", () => {
  const forDana = { to: THREAD, onlyFor: DANA, content: saying("Only you") };
  const withButtons = { ...forDana, content: saying("Undo?", BUTTONS) };
  const kept = () => bench.fake.kept.map(({ conversation, onlyFor }) => [conversation, onlyFor]);
  const chat = `a:chat-with-${DANA}`;
  beforeEach(() => {
    bench.fake.members["*"] = [{ id: "29:dana", aadObjectId: DANA, name: "Dana" }];
  });

  it("is shown to them where they are, and can be changed and taken back there", async () => {
    const { message } = await bench.post(withButtons);
    expect(kept()).toEqual([[THREAD.id, "29:dana"]]);
    expect(message.in).toEqual(THREAD);
    expect(await update(message)).toEqual({ message });
    expect(words()).toMatch(/New words/);
    // Teams refuses an update that names the recipient.
    expect(bench.fake.kept[0]?.activity).not.toHaveProperty("recipient");
    await withdraw(message);
    expect(bench.fake.kept).toEqual([]);
  });

  it("that has disappeared by then is not missed", async () => {
    const { message } = await bench.post(withButtons);
    bench.fake.kept.length = 0;
    expect(await update(message)).toEqual({ message });
    expect(await withdraw(message)).toEqual({ message });
  });

  it.each([405, 501])("says that it is over where Teams does not delete: HTTP %s", async (status) => {
    const { message } = await bench.post(withButtons);
    bench.fake.script("remove", refusal(status));
    await withdraw(message);
    expect(bench.fake.kept[0]?.activity).toMatchObject({ text: "This no longer applies." });
    expect(words()).not.toMatch(/Hello|Undo/);
  });

  it("goes into the thread itself with its buttons, where Teams does not offer that", async () => {
    bench.fake.script("send", refusal(400));
    const { message } = await bench.post(withButtons);
    expect(kept()).toEqual([[THREAD.id, undefined]]);
    expect(message).toEqual({ in: THREAD, messageId: bench.fake.kept[0]?.id });
  });

  it("goes into their direct chat without buttons, where Teams does not offer that", async () => {
    bench.fake.script("send", refusal(501));
    const { message } = await bench.post(forDana);
    expect(kept()).toEqual([[chat, undefined]]);
    expect(message.in).toEqual(DIRECT);
  });

  it("goes into the thread when they do not have the app either", async () => {
    bench.fake.script("send", refusal(403));
    bench.fake.script("createChat", refusal(403, "ForbiddenOperationException"));
    await bench.post(forDana);
    expect(kept()).toEqual([[THREAD.id, undefined]]);
  });

  it("is asked for once an hour where Teams does not offer it at all", async () => {
    bench.fake.script("send", refusal(400));
    const targeted = () =>
      bench.fake.callsOf("send").filter(([, , isTargeted]) => isTargeted === true).length;
    await bench.post(withButtons);
    await bench.post(withButtons);
    expect(targeted()).toBe(1);
    bench.clock.forward(3_600_000);
    await bench.post(withButtons);
    expect(targeted()).toBe(2);
  });

  it("who is not there goes into their direct chat", async () => {
    bench.fake.members = {};
    await bench.post(forDana);
    expect(kept()).toEqual([[chat, undefined]]);
  });

  it("is a plain message in a direct chat", async () => {
    await bench.post({ ...forDana, to: DIRECT });
    expect(kept()).toEqual([[chat, undefined]]);
    expect(bench.fake.callsOf("member")).toEqual([]);
  });

  it("is tried again after trouble, and not shown to others", async () => {
    bench.fake.script("send", refusal(503));
    expect(await failureOf(bench.post(forDana))).toMatchObject({ retry: "later" });
    expect(kept()).toEqual([]);
  });

  it("that is refused in the middle is all of it in the thread", async () => {
    bench.fake.script("send", "as usual", refusal(413));
    const { message } = await bench.post({
      ...withButtons,
      content: saying("", ...longContent(30).blocks, BUTTONS),
    });
    const inThread = bench.fake.kept.filter(({ onlyFor }) => onlyFor === undefined);
    expect(inThread.map(({ id }) => id)).toEqual(splitIds(message));
    for (let i = 0; i < 30; i++) expect(inThread.map(wordsOf).join()).toContain(`Paragraph ${i} `);
  });

  it("that is long is all of it theirs", async () => {
    const { message }: Delivered = await bench.post({ ...forDana, content: longContent(30) });
    expect(new Set(kept().map(([, onlyFor]) => onlyFor))).toEqual(new Set(["29:dana"]));
    expect(message.messageId).toBe(`targeted:${joinIds(bench.fake.kept.map(({ id }) => id))}`);
    await withdraw(message);
    expect(bench.fake.kept).toEqual([]);
  });
});

test("Teams has no home page", async () => {
  const delivering = bench.deliver({ key: "home", verb: "home", to: DIRECT, content: saying("Hi") });
  expect(await failureOf(delivering)).toMatchObject({ retry: "never" });
});
