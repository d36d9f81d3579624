import { joinTs, splitTs, directChat, threadUnder } from "../../../src/platforms/slack/address";
import type { Mark } from "../../../src/desk/decision";
import type { Delivered } from "../../../src/desk/events";
import type { MessageRef, Person } from "../../../src/desk/model";
import type { Kept } from "./delivering-fake";
import { CHANNEL, failureOf, longContent, openBench, saying, TEAM, type Bench } from "./delivering-setup";

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.fake.close());

const refuse = (method: string, ...errors: string[]) =>
  bench.fake.script(method, ...errors.map((error) => ({ ok: false, error })));

describe("an update", () => {
  const update = (message: MessageRef, content = saying("New")) =>
    bench.deliver({ key: "update-1", verb: "update", message, content });
  const inOrder = () => bench.fake.kept.map(({ ts }) => ts);

  it("changes text and blocks, and leaves what tells the post again", async () => {
    const { message } = await bench.post({ key: "card" });
    expect(await update(message)).toEqual({ message, parts: [message] });
    const [kept] = bench.fake.kept;
    expect(kept?.blocks).toContain("New");
    expect(kept?.metadata).toMatchObject({ event_payload: { key: "card" } });
  });

  it("that is shorter takes the rest away, also when it is done again", async () => {
    const { message } = await bench.post({ content: longContent(10) });
    const [first = ""] = splitTs(message.messageId);
    for (const _ of [1, 2])
      expect(await update(message)).toMatchObject({ message: { in: CHANNEL, messageId: first } });
    expect(inOrder()).toEqual([first]);
  });

  it.each([
    ["a channel", CHANNEL, undefined],
    ["a thread", threadUnder(TEAM, "C1", "17.1"), "17.1"],
    ["a direct chat's thread", directChat(TEAM, "U1", "17.1"), "17.1"],
  ])("that is longer posts the rest under the first or in its thread: %s", async (_, to, thread) => {
    const { message } = await bench.post({ to });
    const longer = await update(message, longContent(10));
    const [first, ...rest] = splitTs(longer.message.messageId);
    expect(first).toBe(message.messageId);
    expect(rest.length).toBeGreaterThan(0);
    const stands = to.kind === "direct" ? directChat(TEAM, "U1") : CHANNEL;
    expect(longer.parts).toEqual([first, ...rest].map((messageId) => ({ in: stands, messageId })));
    const under = bench.fake.kept.slice(1).map(({ thread_ts: root }) => root);
    expect(new Set(under)).toEqual(new Set([thread ?? first]));
  });

  it("that broke off while it posted the rest does not post it twice", async () => {
    const { message } = await bench.post({ to: directChat(TEAM, "U1", "17.1") });
    bench.fake.script("chat.postMessage", "reset after");
    expect(await failureOf(update(message, longContent(10)))).toMatchObject({ retry: "later" });
    const longer = await update(message, longContent(10));
    expect(longer.message.messageId).toBe(joinTs(inOrder()));
  });

  it("whose blocks Slack refuses is shown in plain text", async () => {
    const { message } = await bench.post();
    refuse("chat.update", "invalid_blocks", "invalid_blocks");
    await update(message);
    expect(bench.fake.kept).toMatchObject([{ text: "New", blocks: "[]" }]);
  });

  it.each(["message_not_found", "cant_update_message", "edit_window_closed"])(
    "that cannot be done is given up: %s",
    async (error) => {
      const { message } = await bench.post();
      refuse("chat.update", error);
      const failure = await failureOf(update(message));
      expect(failure.retry).toBe("never");
      expect(failure.details.gone).toBeUndefined();
    },
  );
});

describe("a withdrawal", () => {
  const withdraw = (message: MessageRef) => bench.deliver({ key: "w", verb: "withdraw", message });

  it("takes all parts away, and is done when they are gone already", async () => {
    const { message } = await bench.post({ content: longContent(10) });
    await bench.post({ content: saying("Something else") });
    await withdraw(message);
    expect(bench.fake.kept).toHaveLength(1);
    expect(await withdraw(message)).toEqual({ message });
  });

  it("that Slack forbids is given up", async () => {
    const { message } = await bench.post();
    refuse("chat.delete", "compliance_exports_prevent_deletion");
    expect(await failureOf(withdraw(message))).toMatchObject({ retry: "never" });
  });
});

describe("a mark", () => {
  const personal: MessageRef = { in: CHANNEL, messageId: "1790000000.000100" };
  let kept: Kept;
  beforeEach(() => {
    kept = { channel: "C1", ts: personal.messageId, text: "Hi", user: "U2", reactions: new Set(["tada"]) };
    bench.fake.kept.push(kept);
  });
  const mark = (state: Mark["state"], message = personal): Promise<Delivered> =>
    bench.deliver({ key: "m", verb: "mark", message, mark: { state } });

  it.each([
    ["held", "hourglass_flowing_sand"],
    ["delivered", "white_check_mark"],
    ["failed", "warning"],
    ["note", "memo"],
    ["withdrawn", "leftwards_arrow_with_hook"],
    ["thanked", "pray"],
  ] as const)("%s is the reaction %s", async (state, name) => {
    expect(await mark(state)).toEqual({ message: personal });
    expect(kept.reactions).toEqual(new Set(["tada", name]));
  });

  it("takes the place of the one before, and of nobody else's", async () => {
    await mark("held");
    await mark("delivered");
    expect(kept.reactions).toEqual(new Set(["tada", "white_check_mark"]));
    expect(bench.fake.callsOf("reactions.remove").map(({ name }) => name)).toEqual([
      "hourglass_flowing_sand",
    ]);
  });

  it("leaves a person's reaction of the same kind alone", async () => {
    const message = { reactions: [{ name: "warning", users: ["U2"] }] };
    bench.fake.script("reactions.get", { ok: true, message });
    await mark("delivered");
    expect(bench.fake.callsOf("reactions.remove")).toEqual([]);
  });

  it("of thanks stands beside how it was delivered", async () => {
    for (const state of ["delivered", "thanked"] as const) await mark(state);
    expect(kept.reactions).toEqual(new Set(["tada", "white_check_mark", "pray"]));
  });

  it.each([
    ["reactions.add", "already_reacted"],
    ["reactions.add", "message_not_found"],
    ["reactions.get", "message_not_found"],
    ["reactions.get", "bad_timestamp"],
    ["reactions.add", "bad_timestamp"],
  ])("is done when %s says %s", async (method, error) => {
    refuse(method, error);
    expect(await mark("held")).toEqual({ message: personal });
  });

  it("is done when the one before was taken off meanwhile", async () => {
    await mark("held");
    refuse("reactions.remove", "no_reaction");
    expect(await mark("delivered")).toEqual({ message: personal });
  });

  it("that the app may not set is given up, and says which right is missing", async () => {
    bench.fake.script("reactions.add", { ok: false, error: "missing_scope", needed: "reactions:write" });
    const failure = await failureOf(mark("held"));
    expect(failure).toMatchObject({ retry: "never", reason: expect.stringContaining("reactions:write") });
  });

  it.each(["slack/T1/command/12.34.ab", "ephemeral:17.1", ""])(
    "on what is no message of Slack's is done without asking: %s",
    async (messageId) => {
      const calls = bench.fake.calls.length;
      const message = { ...personal, messageId };
      expect(await mark("delivered", message)).toEqual({ message });
      expect(bench.fake.calls).toHaveLength(calls);
    },
  );

  it.each([
    ["a server error", { status: 503 }],
    ["trouble of Slack's own", { ok: false, error: "internal_error" }],
    ["a word that nobody foresaw", { ok: false, error: "a_new_thing" }],
    ["a token that is refused", { ok: false, error: "token_revoked" }],
  ])("does not hold up what comes after it: given up after %s", async (_, script) => {
    bench.fake.script("reactions.add", script);
    const failure = await failureOf(mark("delivered"));
    expect(failure).toMatchObject({ retry: "never", details: {} });
    expect(failure.reason).not.toContain("tried again");
  });

  it.each([
    ["Slack asks for a rest", { status: 429, retryAfter: "3" }],
    ["nobody answers", "reset" as const],
  ])("is tried again when %s", async (_, script) => {
    bench.fake.script("reactions.add", script);
    expect(await failureOf(mark("delivered"))).toMatchObject({ retry: "later" });
    await mark("delivered");
    expect(kept.reactions).toContain("white_check_mark");
  });

  it("of a message in a direct chat finds the chat by its person", async () => {
    bench.fake.kept.push({ ...kept, channel: "DU1", reactions: new Set() });
    await mark("held", { ...personal, in: directChat(TEAM, "U1") });
    expect(bench.fake.kept.at(-1)?.reactions).toEqual(new Set(["hourglass_flowing_sand"]));
  });
});

describe("an invitation", () => {
  const rosa: Person = { platform: "slack", account: "U7", name: "Rosa Díaz" };
  const invite = (to = CHANNEL, person = rosa) => bench.deliver({ key: "i", verb: "invite", to, person });

  it("brings a person into the thread's channel, also a second time", async () => {
    const to = threadUnder(TEAM, "C1", "17.1");
    await invite(to);
    refuse("conversations.invite", "already_in_channel");
    expect(await invite(to)).toEqual({ message: { in: to, messageId: "i" } });
    expect(bench.fake.callsOf("conversations.invite")[0]).toEqual({ channel: "C1", users: "U7" });
  });

  it.each([
    [
      "channel_not_found",
      /not in the channel C1\. Invite it there with \/invite, and add this person by hand\./,
    ],
    ["not_in_channel", /not in the channel C1/],
    ["no_permission", /not in the channel C1/],
    ["is_archived", /^The channel C1 is archived.*Unarchive/],
    ["cant_invite", /add this person.*by hand/],
    ["cant_invite_self", /Name a person as the liaison/],
    ["restricted_action", /Somebody in the channel C1 can add this person by hand/],
    ["ura_max_channels", /person is a guest.*owner of the workspace/],
    ["user_is_restricted", /person is a guest/],
    ["user_is_ultra_restricted", /person is a guest/],
    ["org_user_not_in_team", /not in this workspace/],
    ["user_team_not_in_channel", /not in this workspace/],
    ["user_not_found", /no such person \(U7\).*plan/],
    ["user_disabled", /\(U7\) is deactivated\. Name another liaison/],
    ["method_not_supported_for_channel_type", /Nobody can be added to the channel C1/],
    ["missing_scope", /lacks the right groups:write.*by hand/],
  ])("that Slack refuses says what to do by hand: %s", async (error, sentence) => {
    bench.fake.script("conversations.invite", { ok: false, error, needed: "groups:write" });
    const failure = await failureOf(invite());
    expect(failure).toMatchObject({ retry: "never", details: {} });
    expect(failure.reason).toMatch(sentence);
    expect(failure.reason).toMatch(/^[A-Z][^{}\n]*\.$/u);
    // It is logged and stored; who it is about stands with it already.
    expect(failure.reason).not.toContain("Rosa");
  });

  it("is tried again when Slack has trouble", async () => {
    refuse("conversations.invite", "internal_error");
    expect(await failureOf(invite())).toMatchObject({ retry: "later" });
  });

  it("into a direct chat, or of somebody who is not on Slack, is given up without asking", async () => {
    const calls = bench.fake.calls.length;
    const inChat = await failureOf(invite(directChat(TEAM, "U1")));
    const elsewhere = await failureOf(invite(CHANNEL, { ...rosa, platform: "teams" }));
    expect(inChat).toMatchObject({ retry: "never", reason: "Nobody can be added to a direct chat." });
    expect(elsewhere.reason).toContain("no account in Slack");
    expect(elsewhere.reason).not.toContain("Rosa");
    expect(bench.fake.calls).toHaveLength(calls);
  });

  it("of somebody whose address Slack does not know asks for their id, and tells neither name nor address", async () => {
    refuse("users.lookupByEmail", "users_not_found");
    const { retry, reason } = await failureOf(invite(CHANNEL, { ...rosa, account: "mailto:rosa@a.example" }));
    expect(retry).toBe("never");
    expect(reason).toContain("Write their Slack id into the plan");
    expect(reason).not.toMatch(/rosa/i);
  });
});

describe("a home page", () => {
  const to = directChat(TEAM, "U1");

  it("is published for its person", async () => {
    await bench.deliver({ key: "h", verb: "home", to, content: saying("Your tickets") });
    const [published] = bench.fake.callsOf("views.publish");
    expect(published?.user_id).toBe("U1");
    expect(JSON.parse(published?.view ?? "")).toMatchObject({ type: "home" });
    expect(published?.view).toContain("Your tickets");
  });

  it("that is switched off says where to switch it on", async () => {
    refuse("views.publish", "not_enabled");
    const failure = await failureOf(bench.deliver({ key: "h", verb: "home", to, content: saying("Hi") }));
    expect(failure.reason).toContain("App Home");
  });
});
