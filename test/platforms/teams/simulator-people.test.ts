// Does our stand-in for Teams tell an app what people do, as Teams does?
import type { Activity } from "../../../src/platforms/teams/activity";
import { startListeningApp, type ListeningApp } from "../../support/teams/listening-app";
import { ANA, cardOf, CHAT, DANA, DESK, OMAR, sampleTenant, TEAM } from "../../support/teams/sample-tenant";

let app: ListeningApp;
beforeEach(async () => {
  app = await startListeningApp(sampleTenant({ sign: () => "signed", answerWithinMs: 100 }));
});
afterEach(() => app.close());

const heard = async (): Promise<Activity[]> => {
  await app.teams.idle();
  return app.heard;
};
const people = () => app.teams.people;

/** Sends a card to Ana and answers its id. */
async function show(body: object[], actions: object[]): Promise<string> {
  const chat = app.teams.chatOf(ANA);
  const { body: sent } = await app.call("POST", `conversations/${chat}/activities`, cardOf(body, actions));
  return String(sent["id"]);
}

describe("messages", () => {
  test("in a personal chat: signed, with who, where and when", async () => {
    const id = people().post(ANA, { in: ANA }, "My mouse <b> is dead");
    expect(await heard()).toMatchObject([
      {
        type: "message",
        id,
        text: "My mouse <b> is dead",
        textFormat: "plain",
        channelId: "msteams",
        serviceUrl: app.teams.serviceUrl,
        from: { aadObjectId: ANA, name: "Ana Lopez" },
        recipient: { id: "28:app-1" },
        conversation: { conversationType: "personal", tenantId: "tenant-1", id: app.teams.chatOf(ANA) },
        attachments: [{ contentType: "text/html", content: "<p>My mouse &lt;b&gt; is dead</p>" }],
      },
    ]);
    expect(app.authorizations).toEqual(["Bearer signed"]);
  });

  test("in a channel: the conversation names the thread, also of the post that begins one", async () => {
    const root = people().post(ANA, { in: DESK }, "first");
    people().post(DANA, { in: DESK, under: root }, "<at>Helpdesk</at> <at>Ana Lopez</at> <at>all</at>");
    const [first, second] = await heard();
    expect(first?.conversation?.id).toBe(`${DESK};messageid=${root}`);
    expect(second?.conversation?.id).toBe(`${DESK};messageid=${root}`);
    expect(second?.channelData).toMatchObject({ team: { id: TEAM }, channel: { id: DESK } });
    const mentioned = second?.entities?.flatMap((one) => one.mentioned?.id ?? []);
    expect(mentioned).toEqual(["28:app-1", app.teams.idOf(ANA)]);
  });

  test("without consent only what mentions the app, and what becomes of that", async () => {
    app.teams.admin.consent(TEAM, false);
    const unheard = people().post(ANA, { in: DESK }, "to nobody");
    people().edit(ANA, DESK, unheard, "still to nobody");
    const told = people().post(ANA, { in: DESK }, "<at>Helpdesk</at> hi");
    people().edit(ANA, DESK, told, "hi");
    people().remove(ANA, DESK, told);
    people().post(ANA, { in: CHAT }, "among us");
    expect((await heard()).map(({ type, id }) => [type, id === told])).toEqual([
      ["message", true],
      ["messageUpdate", true],
      ["messageDelete", true],
    ]);
  });

  test("edits, deletions and taking them back say what kind of change they are", async () => {
    const id = people().post(ANA, { in: ANA }, "one");
    people().edit(ANA, ANA, id, "two");
    people().remove(ANA, ANA, id);
    people().restore(ANA, ANA, id);
    const told = (await heard()).map((one) => [one.type, one.text, one.channelData?.eventType]);
    expect(told).toEqual([
      ["message", "one", undefined],
      ["messageUpdate", "two", "editMessage"],
      ["messageDelete", undefined, "softDeleteMessage"],
      ["messageUpdate", "two", "undeleteMessage"],
    ]);
  });

  test("files can be had in personal chats, not in channels", async () => {
    const files = [{ name: "screen.png", data: Buffer.from("pixels") }];
    people().post(ANA, { in: ANA }, "", files);
    people().post(ANA, { in: DESK }, "see", files);
    const [direct, channel] = await heard();
    const content = direct?.attachments?.[0]?.content as { downloadUrl: string; fileSize: number };
    expect(content.fileSize).toBe(6);
    expect(await (await fetch(content.downloadUrl)).text()).toBe("pixels");
    expect(channel?.attachments).toMatchObject([{ contentType: "text/html" }]);
    expect(app.teams.messages(DESK, DANA)[0]?.files).toEqual(["screen.png"]);
  });

  test("reactions are told when they are to the app's own messages", async () => {
    const card = await show([{ type: "TextBlock", text: "Solved?" }], []);
    people().react(ANA, ANA, card, "like");
    people().react(ANA, ANA, people().post(ANA, { in: ANA }, "mine"), "like");
    const reactions = (await heard()).filter(({ type }) => type === "messageReaction");
    expect(reactions).toMatchObject([{ replyToId: card, reactionsAdded: [{ type: "like" }] }]);
  });

  test("nobody sees or writes where they are not", () => {
    expect(() => app.teams.messages(DESK, OMAR)).toThrow("sees nothing");
    expect(() => people().post(OMAR, { in: OMAR }, "hi")).toThrow("not installed");
  });
});

describe("buttons and dialogs", () => {
  const execute = {
    type: "Action.Execute",
    title: "Take",
    verb: "take",
    data: { once: "1" },
    fallback: { type: "Action.Submit", title: "Take", data: { once: "1" } },
  };
  const openForm = {
    type: "Action.Submit",
    title: "Reply…",
    data: { once: "2", msteams: { type: "task/fetch" } },
  };
  const form = {
    type: "AdaptiveCard",
    version: "1.5",
    body: [{ type: "Input.Text", id: "text", label: "Your reply", isRequired: true, maxLength: 20 }],
    actions: [{ type: "Action.Submit", title: "Send", data: { note: "n" } }],
  };
  const dialog = {
    task: { type: "continue", value: { title: "Reply", card: { contentType: "x", content: form } } },
  };
  const answering = (body: object) => () => ({ status: 200, body });

  test("Action.Execute is an invoke; its answer may be words, a refusal, or a new card", async () => {
    const id = await show([{ type: "Input.Text", id: "why", value: "so" }], [execute]);
    app.answer = answering({
      statusCode: 200,
      type: "application/vnd.microsoft.activity.message",
      value: "ok",
    });
    expect(await people().press(ANA, ANA, id, "Take")).toEqual({ said: "ok" });
    expect(app.heard[0]).toMatchObject({
      type: "invoke",
      name: "adaptiveCard/action",
      replyToId: id,
      value: { action: { type: "Action.Execute", verb: "take", data: { once: "1", why: "so" } } },
    });
    app.answer = answering({ statusCode: 400 });
    expect(await people().press(ANA, ANA, id, "Take")).toEqual({ failed: "The app answered 400" });
    const card = { type: "AdaptiveCard", version: "1.5", body: [{ type: "TextBlock", text: "Taken" }] };
    app.answer = answering({ statusCode: 200, type: "application/vnd.microsoft.card.adaptive", value: card });
    await people().press(ANA, ANA, id, "Take");
    expect(app.teams.messages(ANA, ANA)[0]?.text).toBe("Taken");
  });

  test("an older client sends the fallback, as a message without text", async () => {
    const id = await show([{ type: "TextBlock", text: "hi" }], [execute]);
    await people().press(ANA, ANA, id, "Take", { old: true });
    const [told] = await heard();
    expect(told).toMatchObject({ type: "message", value: { once: "1" }, replyToId: id });
    expect(told?.text).toBeUndefined();
  });

  test("a dialog opens, keeps what is wrong from being sent, and sends what was typed", async () => {
    const id = await show([{ type: "TextBlock", text: "hi" }], [openForm]);
    app.answer = answering(dialog);
    await people().press(ANA, ANA, id, "Reply…");
    expect(people().dialog(ANA)).toMatchObject({ title: "Reply", fields: [{ id: "text" }] });
    expect((await people().submit(ANA, { text: "" })).errors).toEqual({ text: expect.any(String) });
    expect((await people().submit(ANA, { text: "x".repeat(21) })).errors).toBeDefined();
    app.answer = () => ({ status: 200 });
    await people().submit(ANA, { text: "on my way" });
    expect(people().dialog(ANA)).toBeUndefined();
    expect(app.heard.map(({ name }) => name)).toEqual(["task/fetch", "task/submit"]);
    expect(app.heard[1]?.value).toMatchObject({ data: { text: "on my way", note: "n" } });
  });

  test("an action in a message's menu brings the message along, at both steps", async () => {
    const message = people().post(DANA, { in: DESK }, "the <projector> is dark");
    await app.teams.idle();
    app.answer = answering(dialog);
    await people().useMessageAction(ANA, DESK, message, "createTicket");
    app.answer = () => ({ status: 200 });
    await people().submit(ANA, { text: "please" });
    const [opened, sent] = app.heard.slice(1);
    expect([opened?.name, sent?.name]).toEqual([
      "composeExtension/fetchTask",
      "composeExtension/submitAction",
    ]);
    const messagePayload = { id: message, from: { user: { id: DANA } } };
    expect(opened?.value).toMatchObject({ commandId: "createTicket", messagePayload });
    expect(sent?.value).toMatchObject({
      commandId: "createTicket",
      messagePayload,
      data: { text: "please" },
    });
  });
});

describe("sending again", () => {
  test("a message that is not taken comes again as it was, an invoke under a new id", async () => {
    let tries = 0;
    app.answer = () => ({ status: ++tries % 2 === 1 ? 500 : 200 });
    people().post(ANA, { in: ANA }, "hello?");
    const [first, second] = await heard();
    expect(first?.id).toBe(second?.id);
    const id = await show([{ type: "TextBlock", text: "hi" }], [{ type: "Action.Execute", title: "Go" }]);
    await people().press(ANA, ANA, id, "Go");
    const [once, again] = app.heard.slice(2);
    expect(once?.value).toEqual(again?.value);
    expect(once?.id).not.toBe(again?.id);
  });

  test("what is answered never or too late comes again, and is given up on in the end", async () => {
    app.answer = () => undefined;
    people().post(ANA, { in: ANA }, "hello?");
    expect(await heard()).toHaveLength(3);
    expect(app.teams.lost).toHaveLength(1);
    app.answer = () => ({ status: 200 });
    app.teams.sendLost();
    expect(await heard()).toHaveLength(4);
    app.teams.faults.lateAnswers(1);
    people().post(ANA, { in: ANA }, "and now?");
    expect(await heard()).toHaveLength(6);
    expect(app.teams.lost).toEqual([]);
  });

  test("duplicates and disorder, as ordered", async () => {
    app.teams.faults.duplicate({ copies: 2 });
    people().post(ANA, { in: ANA }, "thrice");
    expect(await heard()).toHaveLength(3);
    app.teams.faults.disorder(2);
    people().post(ANA, { in: ANA }, "one");
    people().post(ANA, { in: ANA }, "two");
    expect((await heard()).slice(3).map(({ text }) => text)).toEqual(["two", "one"]);
  });
});

test("installing, renaming, deleting, coming and going are told", async () => {
  const { admin } = app.teams;
  admin.install(OMAR);
  admin.uninstall(TEAM);
  admin.install(TEAM);
  admin.renameChannel(DESK, "it-desk");
  admin.addMember(TEAM, OMAR);
  admin.removeMember(TEAM, OMAR);
  admin.deleteChannel(DESK);
  admin.renameTeam(TEAM, "Help");
  admin.deleteTeam(TEAM);
  const told = (await heard()).map(({ type, action, channelData, membersAdded, membersRemoved }) =>
    [type, action ?? channelData?.eventType, (membersAdded ?? membersRemoved)?.[0]?.id].join(" ").trim(),
  );
  const byPlace = (one: string) => told.filter((line) => line.includes(one)).length;
  expect(byPlace("installationUpdate add")).toBe(2);
  expect(byPlace("installationUpdate remove")).toBe(1);
  expect(byPlace("28:app-1")).toBe(3);
  expect(byPlace(app.teams.idOf(OMAR))).toBe(2);
  for (const change of ["channelRenamed", "channelDeleted", "teamRenamed", "teamDeleted"])
    expect(byPlace(change)).toBe(1);
});
