/** What does the help desk know of somebody? All of it, in the order in which a person would read it. */
import { personKey } from "../../desk/address";
import type { Content } from "../../desk/content";
import type { Person } from "../../desk/model";
import type { Database, Sql } from "../transaction";
import { wholeWord } from "./forgetting";
import { rowsWithWords, tablesWithWords, type StoredRow } from "./sweep";

export type PersonExport = {
  exportedAt: string;
  accounts: Person[];
  questions: Question[];
  tickets: StoredRow[];
  /** What they did on questions and tickets of others. */
  elsewhere: Line[];
  messagesToThem: { at: string; sentAt: string | null; status: string; text: string }[];
  /** Rows of all other tables that name one of their accounts or addresses, as they are stored. */
  otherRows: Record<string, StoredRow[]>;
};

type Line = { at: string; type: string; by: string | null; text: string | null; ticket: number | null };
type Question = StoredRow & { lines: Line[] };

/** Told in a way of their own, above. */
const TOLD = [
  "Person",
  "Conversation",
  "Ticket",
  "HistoryEntry",
  "OutboxMessage",
  "ArticleOffer",
  "SolvedWord",
  // The same as TicketFigures, of thousands of tickets in one row.
  "FiguresPack",
];

export async function exportPerson(sql: Database, people: Person[], now: Date): Promise<PersonExport> {
  const keys = people.map(personKey);
  return {
    exportedAt: now.toISOString(),
    accounts: people,
    questions: await questionsOf(sql, keys),
    tickets: await ticketsOf(sql, keys),
    elsewhere: await linesElsewhere(sql, keys),
    messagesToThem: await messagesTo(sql, keys),
    otherRows: await otherRows(sql, people),
  };
}

/** Keys in their order, which jsonb has not. With each line of its story, also what technicians noted on it: the admin sees what leaves the house. */
const questionsOf = async (sql: Sql, keys: string[]): Promise<Question[]> => {
  const rows = await sql.$queryRaw<{ question: Question }[]>`
    SELECT json_build_object('id', c.id, 'desk', c.desk, 'askedAt', c."askedAt", 'lastMessageAt', c."lastMessageAt",
             'status', c.status, 'place', c.origin, 'question', c.question, 'files', c.files, 'offers', c.offers,
             'component', c.component, 'site', c.site, 'ticket', c."ticketNumber",
             'lines', coalesce((SELECT json_agg(json_build_object('at', h.at, 'type', h.type, 'by', h."byName", 'text', h.text,
                                       'ticket', h."ticketNumber") ORDER BY h.id)
                                  FROM "HistoryEntry" h WHERE h."conversationId" = c.id), '[]')) AS question
      FROM "Conversation" c WHERE c."requesterId" = ANY (${keys}) ORDER BY c."askedAt", c.id`;
  return rows.map(({ question }) => question);
};

const ticketsOf = async (sql: Sql, keys: string[]): Promise<StoredRow[]> => {
  const rows = await sql.$queryRaw<{ ticket: StoredRow }[]>`
    SELECT json_build_object('number', number, 'desk', desk, 'status', status, 'tier', tier, 'priority', priority,
             'component', component, 'site', site, 'openedAt', "openedAt", 'resolvedAt', "resolvedAt", 'closedAt', "closedAt",
             'question', question, 'reasons', detail->'reasons', 'resolution', resolution, 'resolutionKind', "resolutionKind", 'rating', rating,
             'openedBy', detail->'openedBy'->>'name', 'assignee', detail->'assignee'->>'name', 'conversation', "conversationId")
             AS ticket
      FROM "Ticket" WHERE "requesterId" = ANY (${keys}) ORDER BY number`;
  return rows.map(({ ticket }) => ticket);
};

const linesElsewhere = async (sql: Sql, keys: string[]): Promise<Line[]> => {
  const rows = await sql.$queryRaw<{ line: Line }[]>`
    SELECT json_build_object('at', h.at, 'type', h.type, 'by', h."byName", 'text', h.text, 'ticket', h."ticketNumber") AS line
      FROM "HistoryEntry" h JOIN "Conversation" c ON c.id = h."conversationId"
     WHERE h."byId" = ANY (${keys}) AND c."requesterId" <> ALL (${keys}) ORDER BY h.id`;
  return rows.map(({ line }) => line);
};

/** What stood where they asked, and in their direct chats. */
async function messagesTo(sql: Sql, keys: string[]): Promise<PersonExport["messagesToThem"]> {
  const rows = await sql.$queryRaw<
    { createdAt: Date; sentAt: Date | null; status: string; content: Content }[]
  >`
    SELECT m."createdAt", m."sentAt", m.status, m.message->'content' AS content
      FROM "OutboxMessage" m LEFT JOIN "Conversation" c ON c.id = m.about->>'conversation'
     WHERE m.message ? 'content' AND (
             (c."requesterId" = ANY (${keys}) AND m.message->'to' = c.origin)
          OR concat_ws('/', m.message->'to'->>'platform', m.message->'to'->>'workspace', m.message->'to'->>'id') = ANY (${keys}))
     ORDER BY m.seq`;
  return rows.map(({ createdAt, sentAt, status, content }) => ({
    at: createdAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
    status,
    text: textOf(content),
  }));
}

const textOf = ({ summary, blocks }: Content): string =>
  blocks
    .flatMap((block): string[] => {
      if (block.kind === "text") return [block.markdown];
      if (block.kind === "quote") return [`${block.from}: ${block.text}`];
      if (block.kind === "facts") return block.facts.map(({ label, value }) => `${label}: ${value}`);
      if (block.kind === "files") return block.files.map(({ name }) => name);
      return block.kind === "mention" ? [block.text] : [];
    })
    .join("\n") || summary;

async function otherRows(sql: Database, people: Person[]): Promise<Record<string, StoredRow[]>> {
  const words = people.flatMap(({ account, email }) => [account, ...(email === undefined ? [] : [email])]);
  const told: [string, StoredRow[]][] = [];
  for (const table of await tablesWithWords(sql)) {
    if (TOLD.includes(table.name)) continue;
    const rows = await rowsWithWords(sql, table, words);
    const theirs = rows.filter((row) => words.some((word) => wholeWord(word).test(JSON.stringify(row))));
    if (theirs.length > 0) told.push([table.name, theirs]);
  }
  return Object.fromEntries(told);
}
