/** What does Teams answer to a call of the app? Whether it may, the faults a test ordered, then the call. */
import { CALLS } from "./calls";
import type { CallFault } from "./fault-rules";
import { Refusal } from "./refusal";
import type { Call, ConnectorCall, Json, World } from "./world";

/** `path`: below `/v3/`, decoded. `size`: as Teams counts it, in UTF-16. */
export type Asked = {
  method: string;
  path: string[];
  targeted: boolean;
  bearer: string | undefined;
  size: number;
  body: Json;
};

export type Reply = {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
  /** Not before so many milliseconds. */
  afterMs?: number;
};

/** `reset`: the connection breaks instead. `hang`: nothing ever comes. */
export type Answer = Reply | "reset" | "hang";

const JSON_TYPE = { "content-type": "application/json; charset=utf-8" };

export async function answerCall(world: World, asked: Asked): Promise<Answer> {
  const name = nameOf(asked);
  const conversation = conversationOf(asked);
  const call: Call = {
    call: name ?? "other",
    conversation,
    outcome: "404",
    at: world.now(),
    body: asked.body,
  };
  world.calls.push(call);
  if (!name) return json(404, { error: { code: "NotFound", message: "No such path." } });
  const { accepts } = world.options;
  const fault = world.faults.takeCallFault(name, conversation);
  if (fault && !fault.afterEffect) return faulty(call, fault);
  const isAccepted = !accepts || (await accepts(asked.bearer));
  const reply = isAccepted ? perform(world, name, asked) : refused(new Refusal(401, "Unauthorized"));
  call.outcome = String(reply.status);
  if (!fault) return reply;
  if (fault.kind === "hang" && fault.answersAfterMs !== undefined)
    return { ...reply, afterMs: fault.answersAfterMs };
  return faulty(call, fault);
}

export function faulty(call: Call, fault: CallFault): Answer {
  const before = fault.afterEffect ? `${call.outcome}, then ` : "";
  call.outcome = `${before}${fault.kind === "status" ? fault.status : fault.kind}`;
  if (fault.kind !== "status") return fault.kind;
  const { status, code = "ServiceError", retryAfterSeconds } = fault;
  const reply = json(status, { error: { code, message: "As the test ordered." } });
  if (retryAfterSeconds === undefined) return reply;
  return { ...reply, headers: { ...reply.headers, "retry-after": String(retryAfterSeconds) } };
}

function perform(world: World, name: ConnectorCall, asked: Asked): Reply {
  try {
    const { status, body } = CALLS[name](world, asked);
    return json(status, body);
  } catch (error) {
    if (error instanceof Refusal) return refused(error);
    throw error;
  }
}

const refused = ({ status, code, message }: Refusal): Reply => json(status, { error: { code, message } });

const json = (status: number, body: object): Reply => ({
  status,
  headers: JSON_TYPE,
  body: JSON.stringify(body),
});

const ON_MESSAGES: Record<string, ConnectorCall> = { POST: "send", PUT: "update", DELETE: "delete" };
const ON_REACTIONS: Record<string, ConnectorCall> = { PUT: "react", DELETE: "unreact" };

/** A message that is sent "in reply to" another is sent to the same place. */
function nameOf({ method, path: [room, , what, , below] }: Asked): ConnectorCall | undefined {
  if (room !== "conversations") return undefined;
  if (what === undefined) return method === "POST" ? "create" : undefined;
  if (what === "members") return method === "GET" ? "member" : undefined;
  if (what !== "activities") return undefined;
  return (below === "reactions" ? ON_REACTIONS : ON_MESSAGES)[method];
}

/** For a new post or chat: the channel's or the person's id. */
function conversationOf({ path: [, conversation], body }: Asked): string {
  if (conversation !== undefined) return conversation;
  const { channelData, members } = body as {
    channelData?: { channel?: { id?: string } };
    members?: { id?: string }[];
  };
  return channelData?.channel?.id ?? members?.[0]?.id ?? "";
}
