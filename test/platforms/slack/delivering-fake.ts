/** How does Slack's Web API behave towards deliveries? A small one that keeps messages, and can be told to refuse. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Args = Record<string, string>;
type Json = Record<string, unknown>;

export type Kept = {
  channel: string;
  ts: string;
  thread_ts?: string;
  text: string;
  blocks?: string;
  user: string;
  metadata?: unknown;
  files?: { title: string }[];
  onlyFor?: string;
  reactions: Set<string>;
};

/** Once, instead of what it would do: an answer, a status, or a broken connection, `after` it was done or before. */
export type Script = Json | { status: number; retryAfter?: string } | "reset" | "reset after" | "as usual";

export const BOT = "UBOT";
export const TOKEN = "xoxb-secret-token";

export type Fake = {
  apiUrl: string;
  origin: string;
  calls: { method: string; args: Args }[];
  kept: Kept[];
  /** Paths outside of the Web API: files to download. */
  routes: Record<string, (request: IncomingMessage, response: ServerResponse) => void>;
  files: Record<string, Json>;
  uploads: { name: string; data: Buffer }[];
  script(method: string, ...answers: Script[]): void;
  /** By method: what happens before a call of it does anything. */
  before: Record<string, () => Promise<void> | void>;
  callsOf(method: string): Args[];
  /** Posts without the thread that is asked for, as after its first message was deleted. */
  loseThread(ts: string): void;
  close(): Promise<void>;
};

export async function startFake(): Promise<Fake> {
  const scripts = new Map<string, Script[]>();
  const lost = new Set<string>();
  let clock = 1_790_000_000;
  const nextTs = () => `${++clock}.000100`;
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fake: Fake = {
    apiUrl: `${origin}/api/`,
    origin,
    calls: [],
    kept: [],
    routes: {},
    files: {},
    uploads: [],
    before: {},
    script: (method, ...answers) => void scripts.set(method, [...(scripts.get(method) ?? []), ...answers]),
    callsOf: (method) => fake.calls.filter((call) => call.method === method).map(({ args }) => args),
    loseThread: (ts) => void lost.add(ts),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const { pathname: path, searchParams } = new URL(request.url ?? "", origin);
    if (path.startsWith("/upload/")) {
      fake.uploads.push({ name: searchParams.get("name") ?? "", data: body });
      return void response.end("OK");
    }
    if (!path.startsWith("/api/")) {
      const route = fake.routes[path];
      return route ? route(request, response) : void response.writeHead(404).end();
    }
    const method = path.slice("/api/".length);
    await fake.before[method]?.();
    answer(method, Object.fromEntries(new URLSearchParams(body.toString())), response);
  }

  function answer(method: string, args: Args, response: ServerResponse): void {
    fake.calls.push({ method, args });
    const script = scripts.get(method)?.shift();
    if (script === "reset") return void response.destroy();
    if (script === "reset after") {
      act(method, args);
      return void response.destroy();
    }
    const [status, headers, json] = readScript(script) ?? [200, {}, { ok: true, ...act(method, args) }];
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(json));
  }

  const find = ({ channel, ts, timestamp }: Args) =>
    fake.kept.find((one) => one.channel === channel && one.ts === (ts ?? timestamp));
  const missing = { ok: false, error: "message_not_found" };

  function keep(args: Args, more: Partial<Kept> = {}): Kept {
    const { channel = "", text = "", blocks, thread_ts: thread, metadata } = args;
    const kept: Kept = {
      channel,
      text,
      ts: nextTs(),
      user: BOT,
      reactions: new Set(),
      ...(blocks !== undefined && { blocks }),
      ...(thread !== undefined && !lost.has(thread) && { thread_ts: thread }),
      ...(metadata !== undefined && { metadata: JSON.parse(metadata) as unknown }),
      ...more,
    };
    fake.kept.push(kept);
    return kept;
  }

  function act(method: string, args: Args): Json {
    switch (method) {
      case "auth.test":
        return { team_id: "T1", user_id: BOT };
      case "conversations.open":
        return { channel: { id: `D${args.users ?? ""}` } };
      case "chat.postMessage": {
        const message = keep(args);
        return { ts: message.ts, channel: message.channel, message: { ...message, reactions: undefined } };
      }
      case "chat.postEphemeral":
        return { message_ts: keep(args, { onlyFor: args.user ?? "" }).ts };
      case "chat.update": {
        const { text, blocks } = args;
        return find(args) ? (Object.assign(find(args) as Kept, { text, blocks }), {}) : missing;
      }
      case "chat.delete":
        return find(args) ? (fake.kept.splice(fake.kept.indexOf(find(args) as Kept), 1), {}) : missing;
      case "conversations.history":
        return { messages: page(({ thread_ts: thread, ts }) => thread === undefined || thread === ts, args) };
      case "conversations.replies":
        return { messages: page(({ thread_ts: thread, ts }) => thread === args.ts || ts === args.ts, args) };
      case "reactions.get":
        return { message: { reactions: [...(find(args)?.reactions ?? [])].map(reactionOfBot) } };
      case "reactions.add":
        return find(args)?.reactions.add(args.name ?? "") ? {} : missing;
      case "reactions.remove":
        return find(args)?.reactions.delete(args.name ?? "") ? {} : { ok: false, error: "no_reaction" };
      case "files.info":
        return { file: fake.files[args.file ?? ""] };
      case "files.getUploadURLExternal":
        return {
          upload_url: `${origin}/upload/1?name=${encodeURIComponent(args.filename ?? "")}`,
          file_id: "F9",
        };
      case "files.completeUploadExternal":
        keep({ channel: args.channel_id ?? "", ...threadIn(args) }, { files: filesIn(args) });
        return {};
      default:
        return {};
    }
  }

  function page(isThere: (message: Kept) => boolean, { channel, oldest = "0" }: Args): unknown[] {
    return fake.kept
      .filter((one) => one.channel === channel && one.onlyFor === undefined && isThere(one))
      .filter(({ ts }) => Number(ts) >= Number(oldest))
      .map((one) => ({ ...one, reactions: undefined }));
  }
  return fake;
}

const reactionOfBot = (name: string) => ({ name, users: [BOT] });
const threadIn = ({ thread_ts: thread }: Args): Args => (thread === undefined ? {} : { thread_ts: thread });
const filesIn = ({ files = "[]" }: Args) => JSON.parse(files) as { title: string }[];

function readScript(script: Script | undefined): [number, Record<string, string>, Json] | undefined {
  if (script === undefined || typeof script === "string") return undefined;
  if (typeof script.status !== "number") return [200, {}, script];
  const { status, retryAfter } = script;
  return [status, typeof retryAfter === "string" ? { "retry-after": retryAfter } : {}, {}];
}
