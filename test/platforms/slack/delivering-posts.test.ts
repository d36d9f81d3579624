import { channelPlace, directChat, splitTs, threadUnder } from "../../../src/platforms/slack/address";
import { BOT } from "./delivering-fake";
import {
  BEFORE,
  CHANNEL,
  failureOf,
  longContent,
  openBench,
  saying,
  TEAM,
  type Bench,
} from "./delivering-setup";

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.fake.close());

const partsOf = () =>
  bench.fake.kept.map(({ metadata }) => (metadata as { event_payload: object }).event_payload);
const refused = { ok: false, error: "invalid_blocks" };

describe("a post", () => {
  it("goes into a direct chat by the person's id, which is opened once", async () => {
    const to = directChat(TEAM, "U1");
    const first = await bench.post({ to });
    await bench.post({ to });
    expect(first.message.in).toEqual(to);
    expect(bench.fake.kept.map(({ channel }) => channel)).toEqual(["DU1", "DU1"]);
    expect(bench.fake.callsOf("conversations.open")).toEqual([{ users: "U1" }]);
  });

  it("goes to somebody who is named by their e-mail address, whose id is asked for", async () => {
    bench.fake.script("users.lookupByEmail", { ok: true, user: { id: "U7" } });
    await bench.post({ to: directChat(TEAM, "mailto:mira@acme.example") });
    expect(bench.fake.callsOf("users.lookupByEmail")).toEqual([{ email: "mira@acme.example" }]);
    expect(bench.fake.kept.map(({ channel }) => channel)).toEqual(["DU7"]);
  });

  it("to an address that Slack does not know is given up, and does not tell the address", async () => {
    bench.fake.script("users.lookupByEmail", { ok: false, error: "users_not_found" });
    const failed = await failureOf(bench.post({ to: directChat(TEAM, "mailto:mira@acme.example") }));
    expect(failed.retry).toBe("never");
    expect(failed.reason).toContain("Write their Slack id into the plan");
    expect(failed.reason).not.toContain("mira");
  });

  it("in a direct chat's thread answers under the person's message, and stands in the chat for the desk", async () => {
    const { message, thread } = await bench.post({ to: directChat(TEAM, "U1", "17.1"), opensThread: true });
    expect(bench.fake.kept[0]).toMatchObject({ channel: "DU1", thread_ts: "17.1" });
    expect(message.in).toEqual(directChat(TEAM, "U1"));
    expect(thread).toEqual(directChat(TEAM, "U1", "17.1"));
  });

  it("that opens a thread in a direct chat tells where replies to it go", async () => {
    const { message, thread } = await bench.post({ to: directChat(TEAM, "U1"), opensThread: true });
    expect(thread).toEqual(directChat(TEAM, "U1", message.messageId));
  });

  it("pings nobody and shows no previews", async () => {
    await bench.post();
    expect(bench.fake.callsOf("chat.postMessage")[0]).toMatchObject({
      parse: "none",
      link_names: "false",
      unfurl_links: "false",
      unfurl_media: "false",
    });
  });

  it("of a place without a workspace goes into the only one, and tells it from then on", async () => {
    const { workspace: _, ...bare } = CHANNEL;
    expect((await bench.post({ to: bare })).message.in).toEqual(CHANNEL);
  });

  it("that is too long for one message hangs its rest under the first when it opens a thread", async () => {
    const { message, thread } = await bench.post({
      key: "long",
      content: longContent(10),
      opensThread: true,
    });
    const all = splitTs(message.messageId);
    expect(all.length).toBeGreaterThan(1);
    expect(thread).toEqual(threadUnder(TEAM, "C1", all[0] ?? ""));
    expect(bench.fake.kept.map(({ ts, thread_ts: under }) => [ts, under])).toEqual(
      all.map((ts, index) => [ts, index === 0 ? undefined : all[0]]),
    );
    expect(partsOf()).toEqual(all.map((_, part) => ({ key: "long", part })));
  });

  it.each([
    ["a channel", CHANNEL, CHANNEL],
    ["a thread", threadUnder(TEAM, "C1", "17.1"), CHANNEL],
    ["a direct chat's thread", directChat(TEAM, "U1", "17.1"), directChat(TEAM, "U1")],
  ])(
    "tells each message that it is, where a reaction to it would say it stands: %s",
    async (_, to, stands) => {
      const { parts } = await bench.post({ to, content: longContent(10) });
      expect(parts).toEqual(bench.fake.kept.map(({ ts }) => ({ in: stands, messageId: ts })));
    },
  );

  it("that is too long stays in the thread it was meant for", async () => {
    await bench.post({ to: threadUnder(TEAM, "C1", "17.1"), content: longContent(10) });
    expect(new Set(bench.fake.kept.map(({ thread_ts: under }) => under))).toEqual(new Set(["17.1"]));
  });

  it("under a deleted message is taken back from the channel, and its thread is gone", async () => {
    bench.fake.loseThread("17.1");
    const failure = await failureOf(bench.post({ to: threadUnder(TEAM, "C1", "17.1") }));
    expect(failure).toMatchObject({ retry: "never", details: { gone: "thread" } });
    expect(failure.reason).toContain("first message was deleted");
    expect(bench.fake.kept).toEqual([]);
  });

  it.each([
    ["trouble", { status: 503 }],
    ["a rest", { status: 429, retryAfter: "2" }],
    ["a broken connection", "reset" as const],
  ])("under a deleted message that could not be taken back is so at the next try: %s", async (_, script) => {
    bench.fake.loseThread("17.1");
    const reply = { key: "same", to: threadUnder(TEAM, "C1", "17.1") };
    bench.fake.script("chat.delete", script);
    expect(await failureOf(bench.post(reply))).toMatchObject({ retry: "later" });
    expect(bench.fake.kept).toHaveLength(1);
    const again = await failureOf(bench.post({ ...reply, againSince: BEFORE }));
    expect(again).toMatchObject({ retry: "never", details: { gone: "thread" } });
    expect(bench.fake.kept).toEqual([]);
    expect(bench.fake.callsOf("chat.postMessage")).toHaveLength(1);
  });

  it("under a deleted message that Slack never lets us take back is told to be deleted by hand", async () => {
    bench.fake.loseThread("17.1");
    bench.fake.script("chat.delete", { ok: false, error: "compliance_exports_prevent_deletion" });
    const failure = await failureOf(bench.post({ to: threadUnder(TEAM, "C1", "17.1") }));
    expect(failure).toMatchObject({ retry: "never", details: { gone: "thread" } });
    expect(failure.reason).toContain("delete it there by hand");
  });
});

describe("blocks that Slack refuses", () => {
  it("are drawn more simply, with their buttons", async () => {
    bench.fake.script("chat.postMessage", refused);
    const button = { label: "Take", press: { action: "take" as const, ticket: 1 } };
    await bench.post({
      content: saying("![A map](https://example.com/map.png)", { kind: "buttons", buttons: [button] }),
    });
    expect(bench.fake.kept).toHaveLength(1);
    expect(bench.fake.kept[0]?.blocks).not.toContain('"image"');
    expect(bench.fake.kept[0]?.blocks).toContain("Take");
  });

  it("are said in plain text at last, escaped and with all words", async () => {
    bench.fake.script("chat.postMessage", refused, refused);
    const words = Array.from({ length: 1_500 }, (_, i) => `word${i}`);
    await bench.post({ content: saying(`<!channel> & ${words.join(" ")}`) });
    const { kept } = bench.fake;
    expect(kept.every(({ blocks, text }) => blocks === undefined && text.length <= 3_000)).toBe(true);
    const said = kept.map(({ text }) => text).join(" ");
    expect(said).toContain("&lt;!channel&gt; &amp; word0");
    expect(words.filter((word) => !said.includes(word))).toEqual([]);
  });

  it("of a later part leave the earlier ones as they are", async () => {
    bench.fake.script("chat.postMessage", "as usual", refused);
    await bench.post({ content: longContent(10) });
    const posted = bench.fake.callsOf("chat.postMessage");
    expect(posted[0]?.blocks).toBeDefined();
    expect(posted.slice(2).every(({ blocks }) => blocks === undefined)).toBe(true);
    expect(
      posted
        .slice(2)
        .map(({ text }) => text)
        .join(" "),
    ).toContain("Paragraph 9");
  });
});

describe("a post that is tried again", () => {
  const again = { key: "same", againSince: BEFORE };

  it("after the connection broke stands there once, with the id it has had", async () => {
    bench.fake.script("chat.postMessage", "reset after");
    await failureOf(bench.post({ key: "same", opensThread: true }));
    const { message, thread } = await bench.post({ ...again, opensThread: true });
    expect(bench.fake.kept.map(({ ts }) => ts)).toEqual([message.messageId]);
    expect(thread).toEqual(threadUnder(TEAM, "C1", message.messageId));
  });

  it.each([
    ["a channel", CHANNEL, true],
    ["a thread", threadUnder(TEAM, "C1", "17.1"), false],
    ["a direct chat", directChat(TEAM, "U1"), true],
    ["a direct chat's thread", directChat(TEAM, "U1", "17.1"), true],
  ])("sends only the parts that are missing in %s", async (_, to, opensThread) => {
    const post = { to, opensThread, content: longContent(14) };
    const whole = await bench.post({ ...post, key: "same" });
    const count = splitTs(whole.message.messageId).length;
    expect(count).toBeGreaterThan(2);
    bench.fake.kept.splice(1, 1);
    const mended = await bench.post({ ...post, ...again });
    expect(bench.fake.kept).toHaveLength(count);
    expect(splitTs(mended.message.messageId)).toHaveLength(count);
    expect(splitTs(mended.message.messageId)[0]).toBe(splitTs(whole.message.messageId)[0]);
  });

  it("is drawn as it was when Slack had refused its blocks", async () => {
    bench.fake.script("chat.postMessage", refused, refused);
    const content = longContent(3);
    const first = await bench.post({ key: "same", content });
    expect((await bench.post({ ...again, content })).message).toEqual(first.message);
  });

  it("is drawn as it was when Slack had refused only what hangs below its first part", async () => {
    const post = { content: longContent(10), opensThread: true };
    bench.fake.script("chat.postMessage", "as usual", refused);
    const first = await bench.post({ ...post, key: "same" });
    const count = bench.fake.kept.length;
    expect((await bench.post({ ...post, ...again })).message).toEqual(first.message);
    expect(bench.fake.kept).toHaveLength(count);
  });

  it("does not take for its own what another app has written there", async () => {
    bench.fake.kept.push({
      channel: "C1",
      ts: "1790000000.000001",
      text: "",
      user: "UOTHER",
      reactions: new Set(),
      metadata: { event_type: "tierdesk_message", event_payload: { key: "same", part: 0 } },
    });
    await bench.post(again);
    expect(bench.fake.kept.map(({ user }) => user)).toEqual(["UOTHER", BOT]);
  });

  it("turns at most five pages", async () => {
    const page = { ok: true, messages: [], response_metadata: { next_cursor: "more" } };
    bench.fake.script("conversations.history", ...Array.from({ length: 9 }, () => page));
    await bench.post(again);
    expect(bench.fake.callsOf("conversations.history").map(({ cursor }) => cursor)).toEqual([
      undefined,
      ...Array.from({ length: 4 }, () => "more"),
    ]);
  });

  it("looks a minute farther back, because clocks differ", async () => {
    await bench.post(again);
    const { oldest } = bench.fake.callsOf("conversations.history")[0] ?? {};
    expect(Number(oldest)).toBe(BEFORE.getTime() / 1000 - 60);
  });

  it.each(["thread_not_found", "missing_scope"])("is sent when looking is refused: %s", async (error) => {
    bench.fake.script("conversations.replies", { ok: false, error });
    await bench.post({ ...again, to: threadUnder(TEAM, "C1", "17.1") });
    expect(bench.fake.kept).toHaveLength(1);
  });
});

describe("a word for one person", () => {
  it("is shown to them alone, in the thread", async () => {
    const { message } = await bench.post({ to: threadUnder(TEAM, "C1", "17.1"), onlyFor: "U1" });
    expect(bench.fake.kept).toMatchObject([{ channel: "C1", thread_ts: "17.1", onlyFor: "U1" }]);
    expect(message.messageId).toMatch(/^ephemeral:/);
  });

  it("in their direct chat is a message like any other", async () => {
    const { message } = await bench.post({ to: directChat(TEAM, "U1"), onlyFor: "U1" });
    expect(bench.fake.kept[0]?.onlyFor).toBeUndefined();
    expect(message.messageId).toBe(bench.fake.kept[0]?.ts);
  });

  it.each(["user_not_in_channel", "not_in_channel", "channel_not_found"])(
    "comes in their direct chat when they cannot see it there: %s",
    async (error) => {
      bench.fake.script("chat.postEphemeral", { ok: false, error });
      const { message } = await bench.post({ onlyFor: "U1" });
      expect(bench.fake.kept).toMatchObject([{ channel: "DU1" }]);
      expect(message).toEqual({ in: directChat(TEAM, "U1"), messageId: bench.fake.kept[0]?.ts });
    },
  );

  it("that cannot be shown for another reason fails like any post", async () => {
    bench.fake.script("chat.postEphemeral", { ok: false, error: "is_archived" });
    expect(await failureOf(bench.post({ onlyFor: "U1" }))).toMatchObject({ retry: "never" });
    expect(bench.fake.kept).toEqual([]);
  });

  it("is drawn more simply when Slack refuses its blocks", async () => {
    bench.fake.script("chat.postEphemeral", refused, refused);
    await bench.post({ onlyFor: "U1", content: saying("Too late") });
    expect(bench.fake.kept).toMatchObject([{ onlyFor: "U1", text: expect.stringContaining("Too late") }]);
  });

  it.each(["update", "withdraw", "mark"] as const)("has nothing to %s any more", async (verb) => {
    const message = { in: channelPlace(TEAM, "C1"), messageId: "ephemeral:1.1" };
    const calls = bench.fake.calls.length;
    const deliveries = {
      update: { verb: "update" as const, content: saying("New") },
      withdraw: { verb: "withdraw" as const },
      mark: { verb: "mark" as const, mark: { state: "held" as const } },
    };
    expect(await bench.deliver({ key: "k", message, ...deliveries[verb] })).toEqual({ message });
    expect(bench.fake.calls).toHaveLength(calls);
  });
});
