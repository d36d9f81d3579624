/** Does our simulated Slack refuse what Slack refuses, and keep what it is told? Shown with the real Web API client. */
import { webApi } from "@slack/bolt";
import { silent } from "../../support/slack/listening-app";
import {
  ANA,
  BOT,
  EVE,
  GENERAL,
  GUS,
  OLD,
  QUIET,
  sampleOptions,
  SHARED,
  SUE,
  TEAM,
  TIER2,
  TOM,
  wideManifest,
} from "../../support/slack/sample-workspace";
import { startSlackSimulator, type SlackSimulator } from "../../support/slack/simulator";

let slack: SlackSimulator;
let client: webApi.WebClient;

const say = (message: webApi.ChatPostMessageArguments) => {
  const { postMessage } = client.chat;
  return postMessage(message);
};

const connect = (token?: string) =>
  new webApi.WebClient(token, {
    slackApiUrl: slack.apiUrl,
    timeout: 500,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
  });

async function errorOf(calling: Promise<unknown>): Promise<string> {
  const error: unknown = await calling.then(
    () => "no error",
    (reason: unknown) => reason,
  );
  if (error instanceof webApi.WebAPIPlatformError) return error.data.error;
  return error instanceof Error ? error.name : String(error);
}

beforeEach(async () => {
  slack = await startSlackSimulator(sampleOptions());
  client = connect("xoxb-acme-no-worth");
});
afterEach(() => slack.close());

describe("tokens and scopes", () => {
  it("tells who a token belongs to, and what it was granted", async () => {
    const answer = await client.auth.test();
    expect(answer).toMatchObject({ team_id: TEAM, user_id: BOT, team: "Acme Schools" });
    expect(answer.response_metadata?.scopes).toContain("chat:write");
  });

  it("refuses no token, a wrong one, a revoked one, and that of an app that was removed", async () => {
    expect(await errorOf(connect().auth.test())).toBe("not_authed");
    expect(await errorOf(connect("xoxb-other").auth.test())).toBe("invalid_auth");
    slack.admin(TEAM).revokeToken();
    expect(await errorOf(client.auth.test())).toBe("token_revoked");
    const again = connect(slack.admin(TEAM).install());
    expect(await errorOf(again.auth.test())).toBe("no error");
    slack.admin(TEAM).uninstall();
    expect(await errorOf(again.auth.test())).toBe("account_inactive");
  });

  it("names the scope that is missing, by the kind of channel", async () => {
    slack.admin(TEAM).dropScopes("groups:history");
    expect(await errorOf(client.conversations.history({ channel: GENERAL }))).toBe("no error");
    const refused = client.conversations.history({ channel: TIER2 });
    await expect(refused).rejects.toMatchObject({
      data: { error: "missing_scope", needed: "groups:history" },
    });
  });

  it("knows no method that it does not know", async () => {
    expect(await errorOf(client.apiCall("chat.invent"))).toBe("unknown_method");
  });

  it("gives an e-mail address only with its scope", async () => {
    expect((await client.users.info({ user: ANA })).user?.profile?.email).toBe("ana@acme.example");
    slack.admin(TEAM).dropScopes("users:read.email");
    expect((await client.users.info({ user: ANA })).user?.profile?.email).toBeUndefined();
  });

  it("exchanges an OAuth code once, for a token that then holds", async () => {
    await slack.close();
    const options = sampleOptions({ oauth: { clientId: "1.2", clientSecret: "hush" } });
    const workspaces = options.workspaces.map((one) => ({ ...one, notInstalled: true as const }));
    slack = await startSlackSimulator({ ...options, workspaces });
    const open = connect();
    expect(await errorOf(connect("xoxb-acme-no-worth").auth.test())).toBe("invalid_auth");
    const exchange = { client_id: "1.2", client_secret: "hush", code: slack.admin(TEAM).oauthCode() };
    const { access_token: token, bot_user_id: user } = await open.oauth.v2.access(exchange);
    expect(user).toBe(BOT);
    expect((await connect(token).auth.test()).team_id).toBe(TEAM);
    expect(await errorOf(open.oauth.v2.access(exchange))).toBe("invalid_code");
  });
});

describe("messages", () => {
  it("keeps a post with its metadata, which only those see who ask for it", async () => {
    const metadata = { event_type: "tierdesk_message", event_payload: { key: "k1", part: 0 } };
    const { ts } = await say({ channel: GENERAL, text: "Hello", metadata });
    const plain = await client.conversations.history({ channel: GENERAL });
    const whole = await client.conversations.history({ channel: GENERAL, include_all_metadata: true });
    expect(plain.messages).toMatchObject([{ ts, text: "Hello", bot_id: "B0000000B0T", user: BOT }]);
    expect(plain.messages?.[0]).not.toHaveProperty("metadata");
    expect(whole.messages?.[0]?.metadata).toEqual(metadata);
  });

  it("pages a history, the latest first, and a thread, its root first", async () => {
    const { ts } = await say({ channel: TIER2, text: "Card" });
    for (const text of ["1", "2", "3"]) await say({ channel: TIER2, text, thread_ts: ts ?? "" });
    const first = await client.conversations.replies({ channel: TIER2, ts: ts ?? "", limit: 3 });
    const cursor = first.response_metadata?.next_cursor ?? "";
    const rest = await client.conversations.replies({ channel: TIER2, ts: ts ?? "", limit: 3, cursor });
    expect([first, rest].map(({ messages }) => messages?.map(({ text }) => text))).toEqual([
      ["Card", "1", "2"],
      ["3"],
    ]);
    expect((await client.conversations.history({ channel: TIER2 })).messages).toHaveLength(1);
    expect(first.messages?.[0]).toMatchObject({ reply_count: 3, thread_ts: ts });
  });

  it("posts a reply to a deleted message at top level", async () => {
    const { ts = "" } = await say({ channel: GENERAL, text: "Root" });
    await client.chat.delete({ channel: GENERAL, ts });
    const reply = await say({ channel: GENERAL, text: "Reply", thread_ts: ts });
    expect(reply.message).not.toHaveProperty("thread_ts");
    expect((await client.conversations.history({ channel: GENERAL })).messages).toHaveLength(1);
  });

  it("loses the blocks when an update brings only text", async () => {
    const blocks = [{ type: "section", text: { type: "mrkdwn", text: "*Card*" } }];
    const { ts = "" } = await say({ channel: GENERAL, text: "Card", blocks });
    await client.chat.update({ channel: GENERAL, ts, text: "Bare" });
    expect(slack.messages(TEAM, GENERAL, ANA)[0]).toMatchObject({ text: "Bare", raw: { text: "Bare" } });
    expect(slack.messages(TEAM, GENERAL, ANA)[0]?.raw).not.toHaveProperty("blocks");
  });

  it("refuses places, messages and texts by Slack's names", async () => {
    const theirs = slack.as(TEAM).post(ANA, { channel: GENERAL }, "Mine");
    const post = (channel: string, text = "x") => say({ channel, text });
    expect(await errorOf(post("C0000000XXX"))).toBe("channel_not_found");
    expect(await errorOf(post(QUIET))).toBe("not_in_channel");
    expect(await errorOf(post(GENERAL, ""))).toBe("no_text");
    expect(await errorOf(post(GENERAL, "x".repeat(40_001)))).toBe("msg_too_long");
    const blocks = [{ type: "section", text: { type: "mrkdwn", text: "x".repeat(3_001) } }];
    expect(await errorOf(say({ channel: GENERAL, text: "x", blocks }))).toBe("invalid_blocks");
    const message = { channel: GENERAL, ts: theirs };
    expect(await errorOf(client.chat.update({ ...message, text: "Yours" }))).toBe("cant_update_message");
    expect(await errorOf(client.chat.delete(message))).toBe("cant_delete_message");
    expect(await errorOf(client.chat.delete({ channel: GENERAL, ts: "1.000001" }))).toBe("message_not_found");
    slack.admin(TEAM).archive(GENERAL);
    expect(await errorOf(post(GENERAL))).toBe("is_archived");
    slack.admin(TEAM).kick(TIER2, BOT);
    expect(await errorOf(post(TIER2))).toBe("channel_not_found"); // a private channel is no longer there
  });

  it("shows an ephemeral message to one person, and in no history", async () => {
    await client.chat.postEphemeral({ channel: GENERAL, user: ANA, text: "Only you" });
    expect(slack.messages(TEAM, GENERAL, ANA)).toMatchObject([{ text: "Only you", ephemeral: true }]);
    expect(slack.messages(TEAM, GENERAL, TOM)).toEqual([]);
    expect((await client.conversations.history({ channel: GENERAL })).messages).toEqual([]);
    const missing = client.chat.postEphemeral({ channel: TIER2, user: ANA, text: "x" });
    expect(await errorOf(missing)).toBe("user_not_in_channel");
  });

  it("takes a reaction once", async () => {
    const timestamp = slack.as(TEAM).post(ANA, { channel: GENERAL }, "Done?");
    const mark = { channel: GENERAL, timestamp, name: "white_check_mark" };
    await client.reactions.add(mark);
    expect(await errorOf(client.reactions.add(mark))).toBe("already_reacted");
    expect(slack.messages(TEAM, GENERAL, TOM)[0]?.reactions).toEqual([
      { name: "white_check_mark", users: [BOT] },
    ]);
    await client.reactions.remove(mark);
    expect(await errorOf(client.reactions.remove(mark))).toBe("no_reaction");
  });

  it("tells a time at which nothing stands from what is no time at all", async () => {
    const ask = (ts: string) => {
      const channel = GENERAL;
      return [
        client.reactions.add({ channel, timestamp: ts, name: "eyes" }),
        client.reactions.get({ channel, timestamp: ts }),
        client.chat.update({ channel, ts, text: "New" }),
        client.chat.delete({ channel, ts }),
        client.conversations.replies({ channel, ts }),
      ];
    };
    const said = async (ts: string) => new Set(await Promise.all(ask(ts).map(errorOf)));
    expect(await said("command/1.2")).toEqual(new Set(["bad_timestamp"]));
    expect(await said("1700000000.000100")).toEqual(new Set(["message_not_found", "thread_not_found"]));
  });
});

describe("people and channels", () => {
  it("invites whom it may, and says why not", async () => {
    const invite = (users: string, channel = TIER2) =>
      errorOf(client.conversations.invite({ channel, users }));
    expect(await invite(SUE)).toBe("no error");
    expect(await invite(SUE)).toBe("already_in_channel");
    expect(await invite(BOT)).toBe("cant_invite_self");
    expect(await invite(GUS)).toBe("cant_invite");
    expect(await invite(EVE)).toBe("cant_invite");
    expect(await invite(OLD)).toBe("cant_invite");
    expect(await invite("U0000000XXX")).toBe("user_not_found");
    expect(await invite(TOM, QUIET)).toBe("not_in_channel");
    expect((await client.conversations.members({ channel: TIER2 })).members).toEqual([BOT, TOM, SUE]);
  });

  it("opens one direct chat with a person, and knows strangers as such", async () => {
    const first = await client.conversations.open({ users: ANA });
    const again = await client.conversations.open({ users: ANA });
    expect(first.channel?.id).toMatch(/^D/u);
    expect(again.channel?.id).toBe(first.channel?.id);
    expect(await errorOf(client.conversations.open({ users: "U0000000XXX" }))).toBe("user_not_found");
    expect((await client.users.info({ user: EVE })).user).toMatchObject({
      team_id: "T0000000099",
      is_stranger: true,
    });
    expect(await errorOf(client.users.lookupByEmail({ email: "eve@globex.example" }))).toBe(
      "users_not_found",
    );
    expect((await client.conversations.info({ channel: SHARED })).channel?.is_ext_shared).toBe(true);
  });
});

describe("files", () => {
  it("takes an upload in three steps and shows it where it is shared", async () => {
    await client.filesUploadV2({ channel_id: TIER2, file: Buffer.from("log lines"), filename: "app.log" });
    expect(slack.messages(TEAM, TIER2, TOM)[0]?.files).toMatchObject([
      { name: "app.log", data: Buffer.from("log lines") },
    ]);
  });

  it("gives a file to the token's holder, and a sign-in page to anybody else", async () => {
    const files = [{ name: "screen.png", data: Buffer.from("pixels") }];
    slack.as(TEAM).post(ANA, { channel: GENERAL }, "", { files });
    const { messages } = await client.conversations.history({ channel: GENERAL });
    const url = messages?.[0]?.files?.[0]?.url_private_download ?? "";
    const headers = { authorization: "Bearer xoxb-acme-no-worth" };
    expect(await (await fetch(url, { headers })).text()).toBe("pixels");
    const stranger = await fetch(url);
    expect([stranger.status, stranger.headers.get("content-type")]).toEqual([
      200,
      "text/html; charset=utf-8",
    ]);
  });

  it("sends a download elsewhere, or to the sign-in page, when a test wants that", async () => {
    const files = [{ name: "screen.png", data: Buffer.from("pixels") }];
    slack.as(TEAM).post(ANA, { channel: GENERAL }, "", { files });
    const { messages } = await client.conversations.history({ channel: GENERAL });
    const url = messages?.[0]?.files?.[0]?.url_private_download ?? "";
    const headers = { authorization: "Bearer xoxb-acme-no-worth" };
    slack.faults.redirect("download", "https://evil.example/");
    slack.faults.error("download", "signed_out");
    const first = await fetch(url, { headers, redirect: "manual" });
    expect([first.status, first.headers.get("location")]).toEqual([302, "https://evil.example/"]);
    expect((await fetch(url, { headers })).headers.get("content-type")).toContain("text/html");
    expect(await (await fetch(url, { headers })).text()).toBe("pixels");
  });

  it("only announces a stranger's file, and tells more when asked", async () => {
    slack
      .as(TEAM)
      .post(EVE, { channel: SHARED }, "See", { files: [{ name: "a.txt", data: Buffer.from("a") }] });
    const { messages } = await client.conversations.history({ channel: SHARED });
    const [file] = messages?.[0]?.files ?? [];
    expect(file).toMatchObject({ mode: "file_access", file_access: "check_file_info" });
    expect((await client.files.info({ file: file?.id ?? "" })).file?.name).toBe("a.txt");
  });
});

describe("faults", () => {
  it("storms with 429 for one channel only", async () => {
    slack.faults.rateLimit("chat.postMessage", { times: 1, retryAfterSeconds: 7, channel: TIER2 });
    expect(await errorOf(say({ channel: GENERAL, text: "x" }))).toBe("no error");
    const limited = say({ channel: TIER2, text: "x" });
    await expect(limited).rejects.toMatchObject({ retryAfter: 7 });
    expect(await errorOf(say({ channel: TIER2, text: "x" }))).toBe("no error");
  });

  it("breaks off after the post took effect, or before it", async () => {
    slack.faults.reset("chat.postMessage", { afterEffect: true });
    slack.faults.fail("chat.postMessage", { status: 500 });
    expect(await errorOf(say({ channel: GENERAL, text: "first" }))).toBe("WebAPIRequestError");
    expect(await errorOf(say({ channel: GENERAL, text: "second" }))).toBe("WebAPIHTTPError");
    expect(slack.messages(TEAM, GENERAL, ANA).map(({ text }) => text)).toEqual(["first"]);
    expect(slack.calls.map(({ outcome }) => outcome)).toEqual(["ok, then reset", "status"]);
  });

  it("answers any error by name, or never", async () => {
    slack.faults.error("chat.postMessage", "internal_error");
    slack.faults.hang("chat.postMessage");
    const post = () => errorOf(say({ channel: GENERAL, text: "x" }));
    expect(await post()).toBe("internal_error");
    expect(await post()).toBe("WebAPIRequestError");
    expect(await post()).toBe("no error");
  });
});

it("grants and tells only what the manifest says", async () => {
  await slack.close();
  const manifest = wideManifest();
  manifest.oauth_config.scopes.bot = ["chat:write"];
  slack = await startSlackSimulator(sampleOptions({ manifest }));
  client = connect("xoxb-acme-no-worth");
  expect(await errorOf(client.users.info({ user: ANA }))).toBe("missing_scope");
  slack.as(TEAM).post(ANA, { dm: true }, "Nobody hears me"); // im:history is not granted
  await slack.idle();
  expect(slack.lost).toEqual([]);
});
