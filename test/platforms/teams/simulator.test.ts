// Does our stand-in for Teams take an app's calls as Teams does, and refuse what Teams refuses?
import { startListeningApp, type ListeningApp } from "../../support/teams/listening-app";
import {
  ANA,
  cardOf,
  CHAT,
  DANA,
  DESK,
  messageOf,
  OMAR,
  sampleTenant,
  TEAM,
} from "../../support/teams/sample-tenant";

let app: ListeningApp;
beforeEach(async () => {
  app = await startListeningApp(sampleTenant());
});
afterEach(() => app.close());

const thread = (root: string) => `${DESK};messageid=${root}`;
const openThread = (activity: object) =>
  app.call("POST", "conversations", {
    channelData: { channel: { id: DESK } },
    tenantId: "tenant-1",
    activity,
  });
const openChat = (id: string) =>
  app.call("POST", "conversations", { members: [{ id }], tenantId: "tenant-1" });
const send = (conversation: string, activity: object, query = "") =>
  app.call("POST", `conversations/${encodeURIComponent(conversation)}/activities${query}`, activity);
const codeOf = ({ body }: { body: Record<string, unknown> }) => (body["error"] as { code?: string })?.code;

describe("posts", () => {
  test("a new post in a channel begins a thread, named by its own id", async () => {
    const { status, body } = await openThread(messageOf("HD-1"));
    const root = String(body["activityId"]);
    expect([status, body["id"]]).toEqual([201, thread(root)]);
    await send(thread(root), messageOf("below"));
    expect(app.teams.messages(DESK, DANA).map((one) => [one.text, one.root])).toEqual([
      ["HD-1", undefined],
      ["below", root],
    ]);
  });

  test("a chat with somebody is the same each time, by either of their ids", async () => {
    const first = await openChat(ANA);
    expect((await openChat(app.teams.idOf(ANA))).body["id"]).toBe(first.body["id"]);
    await send(String(first.body["id"]), messageOf("**hello**"));
    expect(app.teams.messages(ANA, ANA)).toMatchObject([{ by: "app", text: "hello" }]);
  });

  test("a changed message says what it says now, a deleted one nothing", async () => {
    const { body } = await send(CHAT, messageOf("one"));
    const path = `conversations/${CHAT}/activities/${String(body["id"])}`;
    await app.call("PUT", path, messageOf("two"));
    expect(app.teams.messages(CHAT, ANA)).toMatchObject([{ text: "two", edited: true }]);
    await app.call("DELETE", path);
    expect(app.teams.messages(CHAT, ANA)).toMatchObject([{ text: "", gone: true }]);
    expect((await app.call("PUT", path, messageOf("three"))).status).toBe(404);
  });

  test("a targeted message is seen by its recipient alone, and changed only as such", async () => {
    const only = { ...messageOf("You were second."), recipient: { id: app.teams.idOf(DANA) } };
    const { body } = await send(DESK, only, "?isTargetedActivity=true");
    expect(app.teams.messages(DESK, DANA)).toHaveLength(1);
    expect(app.teams.messages(DESK, ANA)).toEqual([]);
    const path = `conversations/${DESK}/activities/${String(body["id"])}`;
    expect((await app.call("DELETE", path)).status).toBe(404);
    expect((await app.call("DELETE", `${path}?isTargetedActivity=true`)).status).toBe(200);
  });

  test("reactions come and go", async () => {
    const message = app.teams.people.post(DANA, { in: DESK }, "Is it plugged in?");
    const path = `conversations/${DESK}/activities/${message}/reactions/2705_whiteheavycheckmark`;
    await app.call("PUT", path);
    expect(app.teams.messages(DESK, ANA)[0]?.reactions).toEqual([
      { name: "2705_whiteheavycheckmark", by: ["app"] },
    ]);
    await app.call("DELETE", path);
    expect(app.teams.messages(DESK, ANA)[0]?.reactions).toEqual([]);
  });

  test("members of a channel are those of its team, with what Teams knows about them", async () => {
    const { body } = await app.call("GET", `conversations/${TEAM}/members/${ANA}`);
    expect(body).toMatchObject({ aadObjectId: ANA, email: "ana@lakeside.example", userRole: "user" });
    expect((await app.call("GET", `conversations/${DESK}/members/${OMAR}`)).status).toBe(404);
    const guest = await app.call("GET", `conversations/${CHAT}/members/${OMAR}`);
    expect(guest.body["userRole"]).toBe("guest");
  });
});

describe("refusals", () => {
  test("whoever has not installed the app cannot be written to", async () => {
    expect(await openChat(OMAR)).toMatchObject({ status: 403 });
    expect(codeOf(await send(app.teams.chatOf(OMAR), messageOf("hi")))).toBe("BotNotInConversationRoster");
  });

  test("a team without the app, a deleted channel, a place nobody knows", async () => {
    app.teams.admin.uninstall(TEAM);
    expect(codeOf(await openThread(messageOf("hi")))).toBe("BotNotInConversationRoster");
    app.teams.admin.install(TEAM);
    app.teams.admin.deleteChannel(DESK);
    expect(codeOf(await openThread(messageOf("hi")))).toBe("ConversationNotFound");
    expect((await send("19:nowhere@thread.tacv2", messageOf("hi"))).status).toBe(404);
  });

  test("no token, another tenant", async () => {
    const response = await fetch(`${app.teams.serviceUrl}v3/conversations`, { method: "POST", body: "{}" });
    expect(response.status).toBe(401);
    const foreign = { members: [{ id: ANA }], tenantId: "tenant-2" };
    expect((await app.call("POST", "conversations", foreign)).status).toBe(400);
  });

  test("more than 100 KB as Teams counts it", async () => {
    expect((await send(CHAT, messageOf("x".repeat(50_000)))).status).toBe(201);
    expect((await send(CHAT, messageOf("x".repeat(52_000)))).status).toBe(413);
  });

  test.each<[string, object]>([
    ["nothing at all", { type: "message" }],
    ["a card with an unknown element", cardOf([{ type: "TextBox", text: "hi" }])],
    ["a text block without text", cardOf([{ type: "TextBlock" }])],
    ["an unknown action", cardOf([], [{ type: "Action.Do", title: "Do" }])],
    [
      "seven actions",
      cardOf(
        [],
        Array.from({ length: 7 }, () => ({ type: "Action.Submit", title: "Do" })),
      ),
    ],
    ["two inputs with one id", cardOf(Array.from({ length: 2 }, () => ({ type: "Input.Text", id: "a" })))],
    ["a mention of nobody", { ...messageOf("<at>X</at>"), entities: mention("<at>X</at>", "29:nobody") }],
    ["a mention that is not in the text", { ...messageOf("hi"), entities: mention("<at>Ana</at>", ANA) }],
    [
      "a mention in a card that is not in its text",
      cardOf([{ type: "TextBlock", text: "hi" }], [], { msteams: { entities: mention("<at>A</at>", ANA) } }),
    ],
  ])("%s", async (_what, activity) => {
    expect(await send(CHAT, activity)).toMatchObject({ status: 400 });
    expect(app.teams.messages(CHAT, ANA)).toEqual([]);
  });

  test("seven actions pass when the seventh is in the menu", async () => {
    const actions = Array.from({ length: 7 }, (_, n) => ({
      type: "Action.Submit",
      title: `Do ${n}`,
      ...(n === 6 && { mode: "secondary" }),
    }));
    await send(CHAT, cardOf([{ type: "TextBlock", text: "hi" }], actions));
    expect(app.teams.messages(CHAT, ANA)[0]?.buttons).toHaveLength(7);
  });

  test("a message of a person is not the app's to change", async () => {
    const message = app.teams.people.post(ANA, { in: DESK }, "mine");
    expect((await app.call("DELETE", `conversations/${DESK}/activities/${message}`)).status).toBe(403);
  });

  test("a targeted message to nobody, or in a personal chat", async () => {
    const query = "?isTargetedActivity=true";
    expect((await send(DESK, messageOf("hi"), query)).status).toBe(400);
    const only = { ...messageOf("hi"), recipient: { id: ANA } };
    expect((await send(app.teams.chatOf(ANA), only, query)).status).toBe(400);
  });
});

describe("faults", () => {
  test("a limit of calls says when to come back, in the place that was named only", async () => {
    app.teams.faults.rateLimit("send", { conversation: DESK, retryAfterSeconds: 7 });
    const response = await fetch(`${app.teams.serviceUrl}v3/conversations/${DESK}/activities`, {
      method: "POST",
      headers: { authorization: "Bearer good" },
      body: JSON.stringify(messageOf("hi")),
    });
    expect([response.status, response.headers.get("retry-after")]).toEqual([429, "7"]);
    app.teams.faults.rateLimit("send", { conversation: DESK });
    expect((await send(CHAT, messageOf("hi"))).status).toBe(201);
    expect((await send(DESK, messageOf("hi"))).status).toBe(429);
    expect((await send(DESK, messageOf("hi"))).status).toBe(201);
  });

  test.each([false, true])("a connection that breaks, after it took effect: %s", async (afterEffect) => {
    app.teams.faults.reset("send", { afterEffect });
    await expect(send(CHAT, messageOf("hi"))).rejects.toThrow();
    expect(app.teams.messages(CHAT, ANA)).toHaveLength(afterEffect ? 1 : 0);
    expect(app.teams.calls.at(-1)).toMatchObject({ outcome: afterEffect ? "201, then reset" : "reset" });
  });

  test("an answer that comes late, after it took effect", async () => {
    app.teams.faults.hang("send", { answersAfterMs: 30 });
    expect((await send(CHAT, messageOf("hi"))).status).toBe(201);
    app.teams.faults.fail("send", { status: 502, afterEffect: true });
    expect((await send(CHAT, messageOf("hi"))).status).toBe(502);
    expect(app.teams.messages(CHAT, ANA)).toHaveLength(2);
  });
});

function mention(text: string, id: string): object[] {
  return [{ type: "mention", text, mentioned: { id, name: "X" } }];
}
