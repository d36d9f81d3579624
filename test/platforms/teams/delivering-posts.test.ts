// Does each message get to where it belongs, and say where that is?
import type { Block, Content } from "../../../src/desk/content";
import type { Address } from "../../../src/desk/model";
import {
  channelPlace,
  directChat,
  joinIds,
  splitIds,
  threadUnder,
} from "../../../src/platforms/teams/address";
import type { ConversationReference } from "../../../src/platforms/teams/options";
import { createFake, refusal } from "./delivering-fake";
import {
  BUTTONS,
  CHANNEL,
  CHANNEL_ID,
  CHANNEL_REFERENCE,
  DANA,
  DIRECT,
  EUROPE,
  GROUP_ID,
  IN_GROUP,
  TENANT,
  THREAD,
  failureOf,
  longContent,
  openBench,
  saying,
  wordsOf,
} from "./delivering-setup";

const NEW_CHAT = `a:chat-with-${DANA}`;
const DANAS_CHAT = {
  tenant: TENANT,
  id: DANA,
  kind: "person" as const,
  serviceUrl: EUROPE,
  conversation: "a:dana",
  user: "29:dana",
};

describe("a post into a channel", () => {
  it("begins a thread, and tells where replies to it go", async () => {
    const { fake, post } = openBench();
    const { message, thread, parts } = await post({ opensThread: true });
    const id = fake.kept[0]?.id ?? "";
    expect(message).toEqual({ in: CHANNEL, messageId: id });
    expect(thread).toEqual(threadUnder(TENANT, CHANNEL_ID, id));
    expect(parts).toEqual([{ in: CHANNEL, messageId: id }]);
  });

  it("takes the thread's root from the conversation, whatever the message is called", async () => {
    const fake = createFake();
    const { connectorFor } = fake;
    fake.connectorFor = (url) => ({
      ...connectorFor(url),
      createThread: async () => ({ conversation: `${CHANNEL_ID};messageid=17`, id: "0d0f-guid" }),
    });
    const { message, thread } = await openBench({ fake }).post({ opensThread: true });
    expect(message.messageId).toBe("0d0f-guid");
    expect(thread).toEqual(threadUnder(TENANT, CHANNEL_ID, "17"));
  });

  it("that is too long goes on in its own thread, in order", async () => {
    const { fake, post } = openBench();
    const { message, thread, parts } = await post({ content: longContent(30), opensThread: true });
    const all = splitIds(message);
    expect(all.length).toBeGreaterThan(2);
    expect(fake.kept.map(({ id }) => id)).toEqual(all);
    expect(new Set(fake.kept.map(({ conversation }) => conversation))).toEqual(new Set([thread?.id]));
    expect(parts).toEqual(all.map((messageId) => ({ in: CHANNEL, messageId })));
  });

  it("that opens no thread tells none", async () => {
    expect(await openBench().post()).not.toHaveProperty("thread");
  });

  it.each([
    [
      "the channel's own address",
      [CHANNEL_REFERENCE, { ...CHANNEL_REFERENCE, id: "x", serviceUrl: "https://later/" }],
      EUROPE,
    ],
    ["else the organisation's last one", [{ ...CHANNEL_REFERENCE, id: "x" }], EUROPE],
    ["else Microsoft's for everybody", [], "https://smba.trafficmanager.net/teams/"],
  ])("goes to %s", async (_, known, serviceUrl) => {
    const { fake, post } = openBench({ known });
    await post();
    expect(fake.calls.map((call) => call.serviceUrl)).toEqual([serviceUrl]);
  });

  it("goes to the configured address where nothing was heard yet", async () => {
    const { fake, post } = openBench({ known: [], serviceUrl: "http://localhost:1/" });
    await post();
    expect(fake.calls[0]?.serviceUrl).toBe("http://localhost:1/");
  });

  it.each([
    ["in the playground, before anything was heard", CHANNEL],
    ["in the playground, of a place without an organisation", { ...CHANNEL, workspace: undefined }],
  ])("waits %s", async (_, { workspace, ...to }) => {
    const { post } = openBench({ known: [], access: { kind: "anonymous" } });
    const failure = await failureOf(post({ to: { ...to, ...(workspace !== undefined && { workspace }) } }));
    expect(failure).toMatchObject({
      retry: "later",
      reason: expect.stringContaining("Write to the help desk"),
    });
  });

  it("of a plan that names no organisation goes to the app's own, and tells it from then on", async () => {
    const { workspace: _, ...bare } = CHANNEL;
    expect((await openBench().post({ to: bare })).message.in).toEqual(CHANNEL);
  });
});

const REPLY: Block = {
  kind: "buttons",
  buttons: [{ label: "Reply…", press: { action: "reply", ticket: 7 }, opensForm: true }],
};

describe("the card that opens a thread", () => {
  const card = { opensThread: true, content: saying("Ticket 7", REPLY) };
  const told = /mention it in this channel/;

  it("says how to answer where only mentions are heard", async () => {
    const { fake, post, deliver } = openBench();
    const { message } = await post(card);
    expect(fake.kept.map(wordsOf).join()).toMatch(told);
    await deliver({ key: "u", verb: "update", message, content: card.content });
    expect(fake.kept.map(wordsOf).join()).toMatch(told);
  });

  it("says nothing of that where everything is heard", async () => {
    const { fake, post } = openBench({ known: [{ ...CHANNEL_REFERENCE, hearsAll: true }] });
    await post(card);
    expect(fake.kept.map(wordsOf).join()).not.toMatch(told);
  });

  it("in a group chat has no thread to open: the plan must name a channel", async () => {
    const failure = await failureOf(openBench().post({ ...card, to: channelPlace(TENANT, GROUP_ID) }));
    expect(failure).toMatchObject({ retry: "never", details: { gone: "channel" } });
    expect(failure.reason).toContain("Name a channel");
  });
});

describe("what a requester reads", () => {
  const opened: Content = saying("I've opened HD-7. Write here to add anything.", {
    kind: "buttons",
    buttons: [{ label: "Cancel this ticket", press: { action: "cancel", ticket: 7 } }],
  });
  const relayed: Content = saying("Which room?", { kind: "quote", from: "Dana Lee", text: "Which room?" });
  const heard = [{ ...CHANNEL_REFERENCE, hearsAll: true as const }];
  const told = /mention it here/;

  it.each<[string, Address, Content, boolean, ConversationReference[]?]>([
    ["of a new ticket in a group chat says how to add to it", IN_GROUP, opened, true],
    ["of a new ticket in a channel where only mentions are heard", THREAD, opened, true],
    ["of a new ticket in a channel where everything is heard: nothing of that", THREAD, opened, false, heard],
    ["of a new ticket in a direct chat: nothing of that", DIRECT, opened, false],
    ["from a technician in a group chat says how to answer", IN_GROUP, relayed, true],
    ["from a technician in a direct chat: nothing of that", DIRECT, relayed, false],
  ])("%s", async (_what, to, content, isTold, known = [CHANNEL_REFERENCE]) => {
    const { fake, post } = openBench({ known });
    await post({ to, content });
    expect(told.test(fake.kept.map(wordsOf).join())).toBe(isTold);
  });
});

describe("a reply", () => {
  it("stands in its thread for the desk, and in its channel for those who react to it", async () => {
    const { fake, post } = openBench();
    const { message, parts } = await post({ to: THREAD, content: longContent(20) });
    const all = fake.kept.map(({ id }) => id);
    expect(message).toEqual({ in: THREAD, messageId: joinIds(all) });
    expect(parts).toEqual(all.map((messageId) => ({ in: CHANNEL, messageId })));
    expect(new Set(fake.kept.map(({ conversation }) => conversation))).toEqual(new Set([THREAD.id]));
  });

  it("in a group chat goes into the chat, and names who asked", async () => {
    const { fake, post } = openBench();
    fake.members[GROUP_ID] = [{ id: "29:dana", aadObjectId: DANA, name: "Dana Lee" }];
    const { message } = await post({ to: IN_GROUP });
    expect(message.in).toEqual(IN_GROUP);
    expect(fake.kept[0]?.conversation).toBe(GROUP_ID);
    expect(wordsOf(fake.kept[0])).toContain("<at>Dana Lee</at>");
    await post({ to: IN_GROUP });
    expect(fake.callsOf("member")).toHaveLength(1);
  });

  it("in a group chat arrives without a name when that cannot be had", async () => {
    const { fake, post } = openBench();
    fake.script("member", refusal(500));
    await post({ to: IN_GROUP });
    expect(fake.kept).toHaveLength(1);
  });
});

describe("a post to a person", () => {
  it("goes into the chat that they have with the help desk", async () => {
    const { fake, post } = openBench({ known: [DANAS_CHAT] });
    const { message, parts } = await post({ to: DIRECT });
    expect(fake.kept.map(({ conversation }) => conversation)).toEqual(["a:dana"]);
    expect(message.in).toEqual(DIRECT);
    expect(parts).toEqual([message]);
    expect(fake.callsOf("createChat")).toEqual([]);
  });

  it("makes the chat when there is none, once, and keeps it", async () => {
    const { fake, post, references } = openBench();
    await post({ to: DIRECT });
    await post({ to: DIRECT });
    expect(fake.callsOf("createChat")).toEqual([[DANA, TENANT]]);
    expect(fake.kept.map(({ conversation }) => conversation)).toEqual([NEW_CHAT, NEW_CHAT]);
    expect(references.get(`${TENANT}/${DANA}`)).toMatchObject({
      kind: "person",
      serviceUrl: EUROPE,
      conversation: NEW_CHAT,
    });
  });

  it("makes the chat anew when Teams does not know it any more, by what Teams calls the person", async () => {
    const { fake, post, references } = openBench({ known: [DANAS_CHAT] });
    fake.script("send", refusal(404, "ConversationNotFound"));
    await post({ to: DIRECT });
    expect(fake.callsOf("createChat")).toEqual([["29:dana", TENANT]]);
    expect(fake.kept.map(({ conversation }) => conversation)).toEqual(["a:chat-with-29:dana"]);
    expect(references.get(`${TENANT}/${DANA}`)).toMatchObject({
      user: "29:dana",
      conversation: "a:chat-with-29:dana",
    });
  });

  it("is given up when the new chat is not known either", async () => {
    const { fake, post } = openBench({ known: [DANAS_CHAT] });
    fake.script("send", refusal(404), refusal(404));
    expect(await failureOf(post({ to: DIRECT }))).toMatchObject({ retry: "never" });
    expect(fake.callsOf("createChat")).toHaveLength(1);
  });

  it("who does not have the app is told to the operator", async () => {
    const { fake, post } = openBench();
    fake.script("createChat", refusal(403, "ForbiddenOperationException"));
    const failure = await failureOf(post({ to: DIRECT }));
    expect(failure).toMatchObject({ retry: "never", reason: expect.stringContaining("Install it for them") });
  });

  it("of whom only an e-mail address is known asks for their id", async () => {
    const { post } = openBench();
    const failure = await failureOf(post({ to: directChat(TENANT, "mailto:dana@example.org") }));
    expect(failure).toMatchObject({ retry: "never", reason: expect.stringContaining("Entra id") });
  });

  it("opens no thread: all goes on in the chat", async () => {
    const { thread } = await openBench().post({ to: DIRECT, opensThread: true });
    expect(thread).toEqual(DIRECT);
  });
});

describe("a message that Teams does not take as a card", () => {
  it.each([
    ["is too big", refusal(413, "MessageSizeTooBig")],
    ["is not understood", refusal(400, "BadArgument")],
  ])("is said in plain text when it %s", async (_, error) => {
    const { fake, post } = openBench();
    fake.script("createThread", error);
    const content = saying(
      "Press **Take**",
      { kind: "quote", from: "Dana", text: "My *screen* is dark" },
      BUTTONS,
    );
    const { message } = await post({ content, opensThread: true });
    const [plain] = fake.kept;
    expect(message.messageId).toBe(plain?.id);
    expect(plain?.activity).toMatchObject({ textFormat: "plain", text: expect.stringContaining("Dana") });
    expect(plain?.activity.text).toMatch(
      /My \*screen\* is dark[^]*buttons of this message could not be shown/,
    );
    expect(plain?.activity).not.toHaveProperty("attachments");
  });

  it("goes on in plain text from where it was refused", async () => {
    const { fake, post } = openBench();
    fake.script("send", "as usual", refusal(413));
    const { message } = await post({ to: THREAD, content: longContent(30) });
    const isCard = fake.kept.map(({ activity }) => activity.attachments !== undefined);
    expect(isCard.slice(0, 3)).toEqual([true, false, false]);
    expect(splitIds(message)).toEqual(fake.kept.map(({ id }) => id));
    for (let i = 0; i < 30; i++) expect(fake.kept.map(wordsOf).join()).toContain(`Paragraph ${i} `);
  });

  it("is given up when the plain text is refused, too", async () => {
    const { fake, post } = openBench();
    fake.script("createThread", refusal(413), refusal(413));
    expect(await failureOf(post())).toMatchObject({ retry: "never" });
    expect(fake.callsOf("createThread")).toHaveLength(2);
  });
});
