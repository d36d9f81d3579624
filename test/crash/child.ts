/**
 * A whole Tierdesk but for the desk's rules, in a process that the crash test kills: events come by HTTP, replies go to a file.
 *
 * node -r ./test/support/typescript.cjs test/crash/child.ts <database url> <file>; prints its port.
 */
import { openSync, writeSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Decision, DeskEvent, DeskState } from "../../src/desk/model";
import { createHandle } from "../../src/handle";
import { createInbox } from "../../src/inbox/inbox";
import { createOutbox } from "../../src/outbox/outbox";
import { openStore } from "../../src/store/client";
import { conversation, decided, direct, post, postedIn } from "../store/samples";
import { createRecordingPlatform } from "../support/recording-platform";

/** One line of history and one reply a message, in one conversation a place: each message changes a row that exists. */
function reply(event: DeskEvent, state: DeskState, now: Date): Decision {
  if (event.type !== "message_posted") return decided({ ignored: "not asked" });
  const known = state.conversation ?? conversation({ id: state.nextConversationId, origin: event.replyIn });
  return decided({
    conversations: [{ ...known, lastMessageAt: now }],
    history: [{ conversation: known.id, type: "asked", by: event.by, text: event.id }],
    messages: [post(event.id, { to: event.replyIn, about: { role: "reply", receipt: true } })],
  });
}

async function run(url: string, file: string): Promise<void> {
  const log = { info: () => {}, warn: () => {}, error: console.error };
  const now = (): Date => new Date();
  const { db, pool } = await openStore({ url, log });

  // Nothing is kept back and nothing is recognised as a repeat: what the file holds is what a requester would have read.
  const platform = createRecordingPlatform();
  const deliveries = openSync(file, "a");
  platform.beforeDelivery = ({ key }) => void writeSync(deliveries, `${key}\n`);

  const outbox = createOutbox({
    database: db,
    platforms: [platform],
    now,
    log,
    connect: () => pool.connect(),
    onReceipt: () => inbox.nudge(),
  });
  const inbox = createInbox({
    database: db,
    handleNext: createHandle({ database: db, decide: reply, now }),
    now,
    log,
    onHandled: outbox.nudge,
  });
  await outbox.start();
  inbox.start();

  const server = createServer((request, response) => {
    takeIn(request)
      .then(inbox.receive)
      .then(
        () => response.writeHead(200).end(),
        () => response.writeHead(503).end(),
      );
  });
  server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
}

async function takeIn(request: IncomingMessage): Promise<DeskEvent> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  const { place, id } = JSON.parse(body) as { place: string; id: string };
  return postedIn(direct(place), id);
}

const [, , url, file] = process.argv;
if (url === undefined || file === undefined) throw new Error("child.ts <database url> <file>");
void run(url, file);
