/** What waits in the inbox, the outbox or for webhooks, and how does the operator give it another chance? Never what anybody wrote. */
import { listInbox, retryInbox } from "../store/inbox";
import { listOutbox, retryOutbox } from "../store/outbox-lines";
import type { Database } from "../store/transaction";
import { listWebhookEvents, retryWebhookEvents } from "../store/webhook-events";
import { refused } from "./refusing";
import type { Outcome } from "./refusing";

export type QueueName = "inbox" | "outbox" | "webhook";

/** What the queues tell of an entry. */
type Line = {
  number: string;
  what: string;
  status: string;
  attempts: number;
  since: Date;
  next: Date;
  where: string;
  error: string | null;
};

/** Longest list printed; `--json` too. */
const MOST = 100;

/** Those that were given up; with `all` also those that wait for their turn. */
export async function listQueue(
  name: QueueName,
  options: { all?: true; json?: true },
  database: Database,
): Promise<Outcome> {
  const found = await readLines(database, name);
  const lines = options.all ? found : found.filter(isGivenUp);
  if (options.json) return { text: lines.map((line) => JSON.stringify(line)).join("\n"), exitCode: 0 };
  const hidden = found.filter((line) => !lines.includes(line) && line.error !== null).length;
  const more = `${hidden} failed and will be tried again: tierdesk ${name} list --all`;
  return { text: [listText(name, lines), ...(hidden > 0 ? [more] : [])].join("\n"), exitCode: 0 };
}

const isGivenUp = ({ status }: Line): boolean => status === "stuck" || status === "failed";

export async function retryQueue(
  name: QueueName,
  number: string | undefined,
  database: Database,
  now: Date,
): Promise<Outcome> {
  if (number !== undefined && !/^\d{1,18}$/.test(number))
    return refused(`"${number}" is no number of an entry. \`tierdesk ${name} list\` shows them.`);
  const seq = number === undefined ? undefined : BigInt(number);
  const retry = { inbox: retryInbox, outbox: retryOutbox, webhook: retryWebhookEvents }[name];
  const count = await retry(database, now, seq);
  if (count === 0 && seq !== undefined)
    return refused(
      `Nothing to try again under ${number}: \`tierdesk ${name} list\` shows what was given up.`,
    );
  if (count === 0) return { text: "Nothing was given up, so there is nothing to try again.", exitCode: 0 };
  return {
    text: `${count} to be tried again. The running help desk takes them up within a second.`,
    exitCode: 0,
  };
}

async function readLines(database: Database, name: QueueName): Promise<Line[]> {
  if (name === "inbox") {
    const rows = [
      ...(await listInbox(database, "stuck", MOST)),
      ...(await listInbox(database, "waiting", MOST)),
    ];
    return rows.map((r) => ({
      number: String(r.seq), what: r.type, status: r.status, attempts: r.attempts,
      since: r.receivedAt, next: r.nextAttemptAt, where: r.lane, error: r.error,
    })); // prettier-ignore
  }
  if (name === "webhook") {
    const rows = [
      ...(await listWebhookEvents(database, "failed", MOST)),
      ...(await listWebhookEvents(database, "waiting", MOST)),
    ];
    return rows.map((r) => ({
      number: String(r.seq), what: r.type, status: r.status, attempts: r.attempts, since: r.createdAt,
      next: r.nextAttemptAt, where: `ticket ${r.ticketNumber} to ${r.desk}/${r.webhook}`, error: r.error,
    })); // prettier-ignore
  }
  const rows = [
    ...(await listOutbox(database, "failed", MOST)),
    ...(await listOutbox(database, "pending", MOST)),
  ];
  return rows.map((r) => ({
    number: String(r.seq), what: r.verb, status: r.status, attempts: r.attempts,
    since: r.createdAt, next: r.nextAttemptAt, where: r.lane, error: r.error,
  })); // prettier-ignore
}

const ALL_DONE: Record<QueueName, string> = {
  inbox: "Every event has been handled.",
  outbox: "Every message has been delivered.",
  webhook: "No ticket event was given up.",
};

function listText(name: QueueName, lines: Line[]): string {
  if (lines.length === 0) return ALL_DONE[name];
  const rows = lines.map((line) =>
    [
      `${line.number.padStart(6)}  ${line.status.padEnd(8)} ${line.what.padEnd(16)} ${line.where}`,
      `        since ${line.since.toISOString()}, ${line.attempts} ${line.attempts === 1 ? "try" : "tries"}${line.error ? `: ${line.error}` : ""}`,
    ].join("\n"),
  );
  return [...rows, `Try again: tierdesk ${name} retry [number]`].join("\n");
}
