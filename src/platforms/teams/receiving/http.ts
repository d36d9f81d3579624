/** How does Teams reach us? With POSTs to one path: who is let in is asked first, and the answer comes when it is stored. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Activity, InvokeAnswer } from "../activity";
import type { TeamsLog } from "../options";
import { createWarnOnce, type WarnOnce } from "../../warn-once";

export const MESSAGES_PATH = "/api/messages";

/** Teams' own messages end at 100 KB, with forms and cards around them. */
const BODY_LIMIT = 256 * 1024;

export type HttpOptions = {
  admits(activity: Activity, authorization: string | undefined): Promise<boolean>;
  /** Undefined: answered with an empty 200. Rejects: 500, and Teams sends it again. */
  take(activity: Activity): Promise<InvokeAnswer | undefined>;
  log: TeamsLog;
};

/** Strangers knock too, so it is told once. */
const NOT_LET_IN = {
  hint: "If people write in Teams and nothing arrives, check the app id and the tenant id.",
};

type Answer = { status: number; body?: unknown; headers?: Record<string, string> };

/** What is said of a failure stays here: no text of one ever goes out. */
export function createHttp(
  options: HttpOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  const told = { ...options, warnOnce: createWarnOnce(options.log) };
  return (request, response) => {
    answerTo(told, request)
      .catch((error: unknown): Answer => {
        options.log.warn("teams.request_failed", { error: nameOf(error) });
        return { status: 500 };
      })
      .then((answer) => send(response, answer))
      .catch(() => response.destroy());
  };
}

async function answerTo(
  { admits, take, log, warnOnce }: HttpOptions & { warnOnce: WarnOnce },
  request: IncomingMessage,
): Promise<Answer> {
  if ((request.url ?? "").split("?")[0] !== MESSAGES_PATH) return { status: 404 };
  if (request.method !== "POST") return { status: 405, headers: { allow: "POST" } };
  const body = await readBody(request);
  if (body === "too_large") return { status: 413, headers: { connection: "close" } };
  const activity = readActivity(body);
  if (!activity) return { status: 400 };
  try {
    if (!(await admits(activity, request.headers.authorization))) {
      warnOnce("teams.not_let_in", NOT_LET_IN);
      return { status: 401 };
    }
  } catch (error) {
    log.warn("teams.signature_not_checked", { error: nameOf(error) });
    return { status: 503 };
  }
  return (await take(activity)) ?? { status: 200 };
}

async function readBody(request: IncomingMessage): Promise<Buffer | "too_large"> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length;
    if (size > BODY_LIMIT) return "too_large";
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** Undefined: no activity. The SDK looks for its type before it looks at who sent it, and fails. */
function readActivity(body: Buffer): Activity | undefined {
  try {
    const read: unknown = JSON.parse(body.toString("utf8"));
    return isActivity(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

const isActivity = (read: unknown): read is Activity =>
  typeof read === "object" &&
  read !== null &&
  !Array.isArray(read) &&
  "type" in read &&
  typeof read.type === "string";

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  if (body === undefined) return void response.writeHead(status, headers).end();
  const json = JSON.stringify(body);
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers }).end(json);
}

/** Its message may quote from what people wrote. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
