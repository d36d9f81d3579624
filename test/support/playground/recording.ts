/** What did the help desk say to the playground? Its calls go through here, are handed on, and are written down. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { OutboundActivity } from "../../../src/platforms/teams/activity";

/** A message of the help desk as it stands now. `conversation`: with `;messageid=` for a thread, its first message included. */
export type Said = { conversation: string; id: string; activity: OutboundActivity; gone: boolean };

export type Refusal = { status: number; code: string };

export type Recording = {
  url: string;
  said: Said[];
  /** From now on calls for this channel or chat do not get through. Undefined: they do again. */
  refuse(where: string, answer: Refusal | undefined): void;
  close(): Promise<void>;
};

/** `target`: the playground's connector; asked for each time, for it starts later. */
export async function startRecording(target: () => string): Promise<Recording> {
  const said: Said[] = [];
  const refused = new Map<string, Refusal>();

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, body, sent } = await handOn(request, target(), refused);
    const { method = "", url: path = "" } = request;
    if (status < 300) writeDown(said, { method, path, sent, body });
    response.writeHead(status, { "content-type": "application/json" }).end(body);
  }

  const server = createServer((request, response) => {
    void take(request, response).catch(() => response.writeHead(502).end());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    said,
    refuse(where, answer) {
      if (answer) refused.set(where, answer);
      else refused.delete(where);
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function handOn(request: IncomingMessage, target: string, refused: Map<string, Refusal>) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const sent = Buffer.concat(chunks).toString("utf8");
  const path = decodeURIComponent(request.url ?? "");
  const refusal = [...refused].find(
    ([where]) => path.includes(`/${where}`) || sent.includes(`"${where}"`),
  )?.[1];
  if (refusal && request.method !== "GET")
    return { status: refusal.status, body: JSON.stringify({ error: { code: refusal.code } }), sent };
  const answer = await fetch(`${target}${request.url}`, {
    method: request.method ?? "GET",
    headers: { "content-type": "application/json" },
    ...(sent !== "" && { body: sent }),
  });
  return { status: answer.status, body: await answer.text(), sent };
}

type Exchange = { method: string; path: string; sent: string; body: string };

function writeDown(said: Said[], { method, path, sent, body }: Exchange): void {
  const [, conversation, id] =
    /^\/v3\/conversations(?:\/([^/?]+)\/activities(?:\/([^/?]+))?)?(?:\?.*)?$/.exec(path) ?? [];
  const asked = sent === "" ? {} : (JSON.parse(sent) as { type?: string; activity?: OutboundActivity });
  const answered = body === "" ? {} : (JSON.parse(body) as { id?: string; activityId?: string });
  const decoded = conversation === undefined ? undefined : decodeURIComponent(conversation);
  if (method === "PUT" && decoded !== undefined) {
    const known = said.find((one) => one.id === id && baseOf(one.conversation) === baseOf(decoded));
    if (known) known.activity = asked as OutboundActivity;
  } else if (method === "POST" && decoded !== undefined && asked.type === "message") {
    said.push({
      conversation: decoded,
      id: answered.id ?? "",
      activity: asked as OutboundActivity,
      gone: false,
    });
  } else if (method === "POST" && decoded === undefined && asked.activity) {
    const thread = answered.id ?? "";
    said.push({
      conversation: thread,
      id: thread.split(";messageid=")[1] ?? "",
      activity: asked.activity,
      gone: false,
    });
  }
}

const baseOf = (conversation: string): string => conversation.split(";")[0] ?? conversation;
