/** What does Slack answer to a call of its Web API? The token, the scopes, the faults a test ordered, then the method. */
import { textOf } from "./arguments";
import type { CallFault } from "./fault-rules";
import { missingScope, METHOD_SCOPES } from "./method-scopes";
import type { Methods } from "./methods";
import { chatMethods } from "./methods-chat";
import { conversationMethods } from "./methods-conversations";
import { fileMethods } from "./methods-files";
import { historyMethods } from "./methods-history";
import { peopleMethods } from "./methods-people";
import { openMethods } from "./methods-open";
import { viewMethods } from "./methods-views";
import { SIGN_IN_PAGE } from "./file-server";
import { Refusal, refuse } from "./refusal";
import type { Reply } from "./server";
import type { Call, ChannelKind, Json, Workspace, World } from "./world";

const METHODS: Methods = {
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...historyMethods,
  ...peopleMethods,
  ...viewMethods,
};

/** `reset`: the connection breaks instead. `hang`: nothing ever comes. */
export type Answer = Reply | "reset" | "hang";

export function answerCall(world: World, method: string, token: string | undefined, args: Json): Answer {
  const workspace = [...world.workspaces.values()].find((one) => one.token === token);
  const { token: _, ...shown } = args;
  const team = workspace && { team: workspace.team };
  const call: Call = { method, args: shown, outcome: "ok", at: Date.now(), ...team };
  world.calls.push(call);
  const fault = world.faults.takeCallFault(method, args);
  if (fault && !("afterEffect" in fault && fault.afterEffect)) return faulty(call, fault);
  const body = perform(world, method, token, workspace, args);
  if (body["ok"] === false) call.outcome = String(body["error"]);
  if (fault) return faulty(call, fault);
  return { status: 200, headers: headersFor(method, workspace), body: JSON.stringify(body) };
}

/** What goes wrong with a file that goes up or down. Slack's error there is a page to sign in on. */
export function spoilTransfer(world: World, method: "upload" | "download", file: string): Answer | undefined {
  const fault = world.faults.takeCallFault(method, {});
  if (!fault) return undefined;
  const call: Call = { method, args: { file }, outcome: "ok", at: Date.now() };
  world.calls.push(call);
  return fault.kind === "error" ? SIGN_IN_PAGE : faulty(call, fault);
}

function faulty(call: Call, fault: CallFault): Answer {
  call.outcome = `${call.outcome === "ok" && "afterEffect" in fault && fault.afterEffect ? "ok, then " : ""}${fault.kind}`;
  const json = { "content-type": "application/json; charset=utf-8" };
  switch (fault.kind) {
    case "reset":
    case "hang":
      return fault.kind;
    case "status":
      return { status: fault.status, headers: { "content-type": "text/plain" }, body: "upstream error" };
    case "redirect":
      return { status: 302, headers: { location: fault.to }, body: "" };
    case "error":
      call.outcome = fault.error;
      return { status: 200, headers: json, body: JSON.stringify({ ok: false, error: fault.error }) };
    case "rateLimit":
      return {
        status: 429,
        headers: { ...json, "retry-after": String(fault.retryAfterSeconds) },
        body: JSON.stringify({ ok: false, error: "ratelimited" }),
      };
  }
}

function perform(
  world: World,
  method: string,
  token: string | undefined,
  workspace: Workspace | undefined,
  args: Json,
): Json {
  try {
    const open = openMethods[method];
    if (open) return { ok: true, ...open(world, token, args) };
    const found = METHODS[method] ?? refuse("unknown_method", { req_method: method });
    const caller = allowed(token, workspace);
    checkScope(caller, method, args);
    return { ok: true, ...found({ world, workspace: caller, args }) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ok: false, error: error.error, ...error.more };
  }
}

function allowed(token: string | undefined, workspace: Workspace | undefined): Workspace {
  if (token === undefined || token === "") return refuse("not_authed");
  if (!workspace || workspace.access === "not_installed") return refuse("invalid_auth");
  if (workspace.access === "token_revoked") return refuse("token_revoked");
  if (workspace.access === "uninstalled") return refuse("account_inactive");
  return workspace;
}

function checkScope(workspace: Workspace, method: string, args: Json): void {
  const needed = missingScope(method, kindOf(workspace, args), workspace.scopes);
  if (needed !== undefined)
    refuse("missing_scope", { needed, provided: [...workspace.scopes].toSorted().join(",") });
}

/** A private channel that the bot is not in is answered as one that does not exist, so its kind stays unknown. */
function kindOf(workspace: Workspace, args: Json): ChannelKind | undefined {
  const channel = workspace.channels.get(textOf(args, "channel") ?? "");
  return channel?.kind === "group" && !channel.members.has(workspace.botUser) ? undefined : channel?.kind;
}

function headersFor(method: string, workspace: Workspace | undefined): Record<string, string> {
  const accepted = METHOD_SCOPES[method] ?? [];
  return {
    "content-type": "application/json; charset=utf-8",
    ...(workspace && { "x-oauth-scopes": [...workspace.scopes].join(",") }),
    ...(Array.isArray(accepted) && { "x-accepted-oauth-scopes": accepted.join(",") }),
  };
}
