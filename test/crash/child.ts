/**
 * A whole Tierdesk in a process that the crash test kills: events come by HTTP, what is delivered goes to a file.
 *
 * node -r ./test/support/typescript.cjs test/crash/child.ts <database url> <file> echo|desk; prints its port.
 */
import { openSync, writeSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Decision } from "../../src/desk/decision";
import type { DeskEvent } from "../../src/desk/events";
import type { DeskState } from "../../src/desk/state";
import { decide } from "../../src/desk/decide";
import { createHandle, type Decide } from "../../src/handle";
import { createInbox } from "../../src/inbox/inbox";
import { createOutbox } from "../../src/outbox/outbox";
import { loadRules } from "../../src/sources/rules";
import { openStore } from "../../src/store/client";
import { ana, conversation, decided, direct, post, postedIn } from "../store/samples";
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

/** The helpdesk's own rules, with the example organisation's plan and knowledge base. All ask the same, and that is no incident here. */
async function deskRules(): Promise<Decide> {
  const { rules } = await loadRules({ kb: "knowledge-base", plan: "helpdesk.yaml" });
  if (!rules) throw new Error("The example plan or knowledge base has errors");
  const { incidents: _never, ...plan } = rules.plan;
  return (event, state, now) => decide(event, state, { ...rules, plan }, now);
}

async function run(url: string, file: string, rules: Decide): Promise<void> {
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
    handleNext: createHandle({ database: db, decide: rules, now }),
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
  const { place, id, text } = JSON.parse(body) as { place: string; id: string; text: string };
  return { ...postedIn(direct(place), id), at: new Date(), by: { ...ana, account: place }, text };
}

const [, , url, file, rules] = process.argv;
if (url === undefined || file === undefined) throw new Error("child.ts <database url> <file> echo|desk");
void (rules === "desk" ? deskRules() : Promise.resolve(reply)).then((chosen) => run(url, file, chosen));
