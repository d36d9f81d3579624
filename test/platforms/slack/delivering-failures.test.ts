import { webApi } from "@slack/bolt";
import { directChat } from "../../../src/platforms/slack/address";
import { FAILURES } from "../../../src/platforms/slack/delivering/failure-table";
import { failureOf as translate } from "../../../src/platforms/slack/delivering/failures";
import { TOKEN } from "./delivering-fake";
import { CHANNEL, failureOf, openBench, saying, TEAM, type Bench } from "./delivering-setup";

type Expected = ["later" | "never" | "never, channel gone" | "never, thread gone", RegExp];

/** What the operator is told, code by code. */
const ROWS: Record<string, Expected> = {
  channel_not_found: ["never, channel gone", /channel C1 was not found\. Invite/],
  is_archived: [
    "never, channel gone",
    /channel C1 is archived\. Unarchive it, or name another one in the plan/,
  ],
  is_inactive: ["never, channel gone", /archived or frozen\. Unarchive/],
  not_in_channel: ["never, channel gone", /Invite it there/],
  no_permission: ["never, channel gone", /Invite it there/],
  channel_is_limited_access: ["never, channel gone", /Allow it in the channel's settings/],
  restricted_action: ["never, channel gone", /Allow it in the channel's settings/],
  restricted_action_read_only_channel: ["never, channel gone", /Allow it in the channel's settings/],
  restricted_action_thread_only_channel: ["never, channel gone", /Allow it in the channel's settings/],
  restricted_action_non_threadable_channel: ["never, channel gone", /Allow it in the channel's settings/],
  cannot_reply_to_message: ["never, thread gone", /Begin a new thread/],
  thread_gone: ["never, thread gone", /nothing can be posted under it any more/],
  thread_astray: ["never, thread gone", /delete it there by hand/],
  team_access_not_granted: ["never, channel gone", /Install the app there/],
  messages_tab_disabled: ["never", /Turn it on under App Home/],
  cannot_dm_bot: ["never", /Name a person/],
  user_disabled: ["never", /deactivated\. Reach them another way/],
  person_inactive: ["never", /deactivated\. Reach them another way/],
  user_not_found: ["never", /no such person/],
  users_not_found: ["never", /no such person/],
  user_not_visible: ["never", /Reach them another way/],
  bad_timestamp: ["never", /no such message/],
  message_not_found: ["never", /somebody deleted it/],
  cant_update_message: ["never", /nobody but its author/],
  edit_window_closed: ["never", /Allow it in the workspace's settings/],
  cant_delete_message: ["never", /Delete it by hand/],
  compliance_exports_prevent_deletion: ["never", /Ask its owners/],
  not_reactable: ["never", /no more reactions/],
  too_many_emoji: ["never", /no more reactions/],
  too_many_reactions: ["never", /no more reactions/],
  not_enabled: ["never", /Turn it on under App Home/],
  missing_scope: ["never", /lacks the right chat:write\. Add it under OAuth & Permissions/],
  invalid_auth: ["later", /Install the app again/],
  not_authed: ["later", /Install the app again/],
  token_revoked: ["later", /Install the app again/],
  token_expired: ["later", /Install the app again/],
  account_inactive: ["later", /Install the app again/],
  not_installed: ["later", /Install the app again/],
  not_allowed_token_type: ["later", /Set SLACK_BOT_TOKEN/],
  accesslimited: ["later", /network address/],
  ratelimited: ["later", /less often/],
  rate_limited: ["later", /less often/],
  message_limit_exceeded: ["later", /limit of messages/],
  fatal_error: ["later", /trouble of its own \(fatal_error\)/],
  internal_error: ["later", /trouble of its own/],
  service_unavailable: ["later", /trouble of its own/],
  request_timeout: ["later", /trouble of its own/],
  update_failed: ["later", /trouble of its own/],
  hash_conflict: ["later", /trouble of its own/],
  http_error: ["later", /error page/],
  unreachable: ["later", /Check this machine's network/],
  ekm_access_denied: ["later", /suspended posting/],
  team_added_to_org: ["later", /being moved/],
  org_login_required: ["later", /being moved/],
  external_channel_migrating: ["later", /being moved/],
  msg_too_long: ["never", /fault of Tierdesk's/],
  msg_blocks_too_long: ["never", /fault of Tierdesk's/],
  invalid_blocks: ["never", /\(invalid_blocks\)\. This is a fault of Tierdesk's/],
  invalid_blocks_format: ["never", /fault of Tierdesk's/],
  block_mismatch: ["never", /fault of Tierdesk's/],
  view_too_large: ["never", /fault of Tierdesk's/],
  no_text: ["never", /fault of Tierdesk's/],
  invalid_arguments: ["never", /fault of Tierdesk's/],
  invalid_arg_name: ["never", /fault of Tierdesk's/],
  invalid_metadata_format: ["never", /fault of Tierdesk's/],
  invalid_metadata_schema: ["never", /fault of Tierdesk's/],
  metadata_too_large: ["never", /fault of Tierdesk's/],
  unknown_method: ["never", /fault of Tierdesk's/],
};

const refusal = (error: string, more: object = {}) =>
  translate(new webApi.WebAPIPlatformError({ ok: false, error, ...more }), "The channel C1");

test("every code of the table is expected here, and the reverse", () => {
  expect(Object.keys(ROWS).toSorted()).toEqual(Object.keys(FAILURES).toSorted());
});

test.each(Object.entries(ROWS))("%s is told to the operator", (code, [outcome, sentence]) => {
  const { retry, details, reason } = refusal(code, { needed: "chat:write" });
  expect(details.gone ? `${retry}, ${details.gone} gone` : retry).toBe(outcome);
  expect(reason).toMatch(sentence);
  expect(reason).toMatch(/^[A-Z][^{}\n]*\.$/u);
});

test("a code that nobody foresaw is tried again, and named", () => {
  expect(refusal("a_new_thing")).toMatchObject({
    retry: "later",
    reason: expect.stringContaining("a_new_thing"),
  });
});

test("an answer that is no code is not repeated: it may hold anything", () => {
  const { retry, reason } = refusal("<html>Ana's password is hunter2</html>");
  expect(retry).toBe("later");
  expect(reason).not.toMatch(/html|hunter2/);
});

describe("a call that fails", () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench();
  });
  afterEach(() => bench.fake.close());

  it("rests for as long as Slack says, and a little more", async () => {
    bench.fake.script("chat.postMessage", { status: 429, retryAfter: "7" });
    const { retry, details } = await failureOf(bench.post());
    expect(retry).toBe("later");
    expect(details.afterMs).toBeGreaterThanOrEqual(7_000);
    expect(details.afterMs).toBeLessThanOrEqual(7_500);
  });

  it.each([
    ["a server error", { status: 503 }, /error page \(HTTP 503\)/],
    ["a broken connection", "reset" as const, /cannot be reached/],
    ["a 429 without a time", { status: 429 }, /cannot be reached/],
  ])("is tried again after %s, by the outbox and not at once", async (_, script, sentence) => {
    bench.fake.script("chat.postMessage", script);
    const { retry, reason } = await failureOf(bench.post());
    expect(retry).toBe("later");
    expect(reason).toMatch(sentence);
    expect(bench.fake.callsOf("chat.postMessage")).toHaveLength(1);
  });

  it("asks for the token anew once Slack has refused it, and is tried again in ten minutes", async () => {
    bench.fake.script("chat.postMessage", { ok: false, error: "token_revoked" });
    const { retry, details } = await failureOf(bench.post());
    expect(retry).toBe("later");
    expect(details.afterMs).toBeGreaterThanOrEqual(600_000);
    const asked = bench.fake.callsOf("auth.test").length;
    await bench.post();
    expect(bench.fake.callsOf("auth.test")).toHaveLength(asked + 1);
  });

  it("tells a deactivated person from a deactivated app", async () => {
    const to = directChat(TEAM, "U1");
    bench.fake.script("chat.postMessage", { ok: false, error: "account_inactive" });
    expect(await failureOf(bench.post({ to }))).toMatchObject({ retry: "never" });
    bench.fake.script("chat.postMessage", { ok: false, error: "account_inactive" });
    bench.fake.script("auth.test", { ok: false, error: "account_inactive" });
    expect(await failureOf(bench.post({ to }))).toMatchObject({ retry: "later" });
  });

  it("tells neither the token nor what was to be said", async () => {
    for (const script of [{ status: 500 }, "reset" as const, { ok: false, error: "invalid_auth" }]) {
      bench.fake.script("chat.postMessage", script);
      const failure = await failureOf(bench.post({ content: saying("Secret words") }));
      const told = `${failure.message} ${failure.stack} ${JSON.stringify(failure)} ${bench.logged.join()}`;
      expect(told).not.toContain(TOKEN);
      expect(told).not.toContain("Secret words");
    }
  });

  it("waits for the installation when the app is not in the place's workspace", async () => {
    const failure = await failureOf(bench.post({ to: { ...CHANNEL, workspace: "T2" } }));
    expect(failure).toMatchObject({
      retry: "later",
      reason: expect.stringContaining("Install the app again"),
    });
  });
});
