// What does a database look like after years of work? Closed tickets with their conversations, stories and messages, in bulk.

import type { Pool } from "pg";

const PEOPLE = 5000;
/** Rows of one statement: some memory, and a word on the way. */
const BATCH = 50_000;

/** Names, words and sentences that a question and its resolution are made of. */
export type Vocabulary = { components: string[]; things: string[]; troubles: string[]; cures: string[] };

export const VOCABULARY: Vocabulary = {
  components: ["accounts", "network", "email", "printing", "devices", "software"],
  things: [
    "password",
    "wifi",
    "mailbox",
    "printer",
    "laptop",
    "licence",
    "projector",
    "calendar",
    "chromebook",
    "toner",
    "VPN",
    "account",
    "scanner",
    "tablet",
    "monitor",
    "keyboard",
    "spreadsheet",
    "gradebook",
    "headset",
    "phone",
  ],
  troubles: [
    "does not work",
    "shows an error",
    "is very slow",
    "is broken",
    "stopped working after the update",
    "cannot be found",
    "asks again and again",
    "makes a noise",
    "has expired",
    "freezes",
  ],
  cures: [
    "Set up again from the image.",
    "Replaced the cable.",
    "Reset in the portal and signed in once more.",
    "The driver was old, installed the new one.",
    "Was blocked by the firewall, opened it.",
    "Explained how it is meant.",
  ],
};

/** Closed tickets from number `from` to `to`, a minute apart and all older than a day; three lines of story and two messages each. */
export async function insertPastTickets(pool: Pool, from: number, to: number, now: Date): Promise<void> {
  await pool.query(insertPeople);
  for (let first = from; first <= to; first += BATCH) {
    const values = [
      first,
      Math.min(to, first + BATCH - 1),
      now,
      ...Object.values(VOCABULARY).map((words) => words),
    ];
    await pool.query(`${PAST} ${insertConversations}`, values);
    await pool.query(`${PAST} ${insertTickets}`, values);
    await pool.query(`${PAST} ${insertWords}`, values);
    await pool.query(`${PAST} ${insertHistory}`, values);
    await pool.query(`${PAST} ${insertMessages}`, values);
  }
  await pool.query("VACUUM ANALYZE");
}

const insertPeople = `
  INSERT INTO "Person" (id, platform, account, name, email)
  SELECT 'sandbox/staff-' || i, 'sandbox', 'staff-' || i, 'Staff ' || i, 'staff-' || i || '@lakeside.example'
    FROM generate_series(1, ${PEOPLE}) i ON CONFLICT DO NOTHING`;

/** One row a ticket. The same for the same number. */
const PAST = `
  WITH past AS (
    SELECT n AS number, 'past-' || n AS conversation, 1 + h % ${PEOPLE} AS staff, h,
           $3::timestamptz - interval '1 day' - interval '1 minute' * (2000000 - n) AS "openedAt",
           ($4::text[])[1 + h % array_length($4::text[], 1)] AS component,
           format('the %s in room %s %s', ($5::text[])[1 + (h / 7) % array_length($5::text[], 1)], h % 997,
                  ($6::text[])[1 + (h / 31) % array_length($6::text[], 1)]) AS question,
           ($7::text[])[1 + (h / 101) % array_length($7::text[], 1)] AS resolution,
           jsonb_build_object('platform', 'sandbox', 'kind', 'direct', 'id', 'staff-' || (1 + h % ${PEOPLE})) AS origin
      FROM (SELECT n, hashint4(n) & 2147483647 AS h FROM generate_series($1::int, $2::int) n) numbers
  )`;

const insertConversations = `
  INSERT INTO "Conversation" (id, "requesterId", origin, "originKey", "chatKey", status, question, files, parts, offers,
                              "askedAt", "lastMessageAt", "ticketNumber")
  SELECT conversation, 'sandbox/staff-' || staff, origin, 'sandbox/direct/staff-' || staff, 'sandbox/direct/staff-' || staff,
         'ended', question, '[]', '[]', '[]', "openedAt", "openedAt" + interval '3 hours', number
    FROM past`;

const target = (kind: string, hours: number): string => `
  jsonb_build_object('kind', '${kind}', 'tier', 2, 'minutes', ${hours * 60}, 'calendar', 'school-hours', 'state', 'met',
    'startedAt', "openedAt", 'due', "openedAt" + interval '${hours} hours', 'warnAt', "openedAt" + interval '${hours} hours' * 0.75)`;

const dana = `jsonb_build_object('platform', 'sandbox', 'account', 'dana', 'name', 'Dana Brooks')`;

const insertTickets = `
  INSERT INTO "Ticket" (number, "conversationId", "requesterId", status, tier, priority, component, "assigneeId", question,
                        resolution, "resolutionKind", thread, "openedAt", "resolvedAt", "closedAt", "lastSpokenAt", detail)
  SELECT number, conversation, 'sandbox/staff-' || staff, 'closed', 2, 'normal', component, 'sandbox/dana', question,
         resolution, 'solved', 'ticket-' || number, "openedAt", "openedAt" + interval '3 hours', "openedAt" + interval '1 day',
         "openedAt" + interval '3 hours',
         jsonb_build_object('origin', origin, 'reasons', jsonb_build_array('Nothing in the knowledge base fits.'),
           'assignee', ${dana}, 'card', 'ticket/' || number || '/card', 'remindersSent', 0,
           'channel', jsonb_build_object('platform', 'sandbox', 'kind', 'channel', 'id', 'service-desk'),
           'targets', jsonb_build_array(${target("first_response", 4)}, ${target("resolution", 28)}),
           'resolution', jsonb_build_object('kind', 'solved', 'note', resolution, 'by', ${dana},
                                            'at', "openedAt" + interval '3 hours', 'confirmed', true))
    FROM past`;

/** As the store has them, in the index's order. */
const insertWords = `
  INSERT INTO "SolvedWord" (desk, word, number)
  SELECT 'main', word, number
    FROM past, unnest(tsvector_to_array(to_tsvector('english', question || ' ' || resolution))) AS word
   ORDER BY word, number`;

const insertHistory = `
  INSERT INTO "HistoryEntry" ("conversationId", "ticketNumber", at, type, "byId", "byName", text)
  SELECT conversation, number, "openedAt" + line.after, line.type, line.by, line.name, coalesce(line.text, question)
    FROM past, (VALUES ('asked', interval '0', 'sandbox/staff-1', 'Staff', NULL),
                       ('ticket_opened', interval '1 s', 'sandbox/staff-1', 'Staff', ''),
                       ('resolved', interval '3 hours', 'sandbox/dana', 'Dana Brooks', 'Solved')) line (type, after, by, name, text)`;

const insertMessages = `
  INSERT INTO "OutboxMessage" (key, lane, place, verb, platform, message, about, opens, status, "nextAttemptAt", "createdAt",
                               "sentAt", delivered, "deliveredKey", "threadKey")
  SELECT 'ticket/' || number || '/card', 'thread/ticket-' || number, 0, 'post', 'sandbox',
         jsonb_build_object('verb', 'post', 'opens', 'ticket-' || number, 'content', jsonb_build_object('summary', question, 'blocks',
           jsonb_build_array(jsonb_build_object('kind', 'quote', 'from', 'Staff', 'text', question)))),
         jsonb_build_object('conversation', conversation, 'ticket', number, 'role', 'card', 'receipt', true),
         'ticket-' || number, 'sent', "openedAt", "openedAt", "openedAt",
         jsonb_build_object('thread', jsonb_build_object('platform', 'sandbox', 'kind', 'thread', 'id', 'service-desk/p' || number)),
         'sandbox/channel/service-desk#p' || number, 'sandbox/thread/service-desk/p' || number
    FROM past
  UNION ALL
  SELECT 'past/' || number || '/opened', 'sandbox/direct/staff-' || staff, 1, 'post', 'sandbox',
         jsonb_build_object('verb', 'post', 'content', jsonb_build_object('summary', 'opened', 'blocks', '[]'::jsonb)),
         jsonb_build_object('conversation', conversation, 'ticket', number, 'role', 'notice'),
         NULL, 'sent', "openedAt", "openedAt", "openedAt", '{}', 'sandbox/direct/staff-' || staff || '#o' || number, NULL
    FROM past`;
