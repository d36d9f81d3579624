// What does a desk look like after years of tickets? Tickets with their figures, story and questions, in bulk.

import type { Store } from "../../src/store/client";
import { packFigures } from "../../src/store/figures/packing";

const PEOPLE = 5000;
/** Rows of one statement: some memory, and a word on the way. */
const BATCH = 100_000;
/** A large district's: a hundred thousand tickets are a year, a million ten. */
const A_YEAR = 100_000;

/** Tickets `from` to `to`, the last one opened a minute ago; four thousandths and the newest are unresolved. Four lines of story each. How long it took to pack their figures, in milliseconds. */
export async function insertTickets(
  { pool, db }: Store,
  from: number,
  to: number,
  now: Date,
): Promise<number> {
  await pool.query(insertPeople);
  for (let first = from; first <= to; first += BATCH) {
    const values = [first, Math.min(to, first + BATCH - 1), now];
    for (const insert of [insertConversations, insertRows, insertFigures, insertQuestions, insertHistory])
      await pool.query(`${TOLD} ${insert}`, values);
  }
  const started = performance.now();
  while (await packFigures(db, "main", now));
  const packedIn = performance.now() - started;
  // Some are rated late, reopened or somebody's who was erased: one in most packs.
  await pool.query(`UPDATE "TicketFigures" SET rating = 1 WHERE number % 2000 = 0`);
  await pool.query("VACUUM ANALYZE");
  return packedIn;
}

/** Numbers go backwards in time: what is inserted later is older, so that the newest are always there. */
const AGE = `make_interval(secs => (n - 1) * ${(365.25 * 86_400) / A_YEAR} + 60)`;

const insertPeople = `
  INSERT INTO "Person" (id, platform, account, name, email)
  SELECT 'sandbox/staff-' || i, 'sandbox', 'staff-' || i, 'Staff ' || i, 'staff-' || i || '@lakeside.example'
    FROM generate_series(1, ${PEOPLE}) i ON CONFLICT DO NOTHING`;

/** The same for the same number. Times are mostly short and sometimes very long, as people's are. */
const TOLD = `
  WITH numbers AS (
    SELECT n, hashint4(n) & 2147483647 AS h, hashint4(n + 77777777) & 2147483647 AS h2,
           -ln(1 - (hashint4(n + 11111111) & 1048575) / 1048577.0) AS slow
      FROM generate_series($1::int, $2::int) n
  ), told AS (
    SELECT n AS number, 'seen-' || n AS conversation, 'sandbox/staff-' || (1 + h % ${PEOPLE}) AS requester, h, h2, slow,
           $3::timestamptz - ${AGE} AS "openedAt",
           h % 250 = 0 OR (n < 2000 AND h % 4 = 0) AS "isOpen",
           (ARRAY[2, 2, 2, 2, 2, 2, 3, 3, 4])[1 + h2 % 9] AS tier,
           (ARRAY['normal', 'normal', 'normal', 'normal', 'high', 'low', 'urgent'])[1 + h2 / 9 % 7] AS priority,
           (ARRAY['accounts', 'network', 'email', 'printing', 'devices', 'software', 'phones', 'doors', 'library', 'payroll', 'website', NULL])[1 + h2 / 63 % 12] AS component,
           CASE WHEN h2 % 40 = 0 THEN NULL ELSE 'school-' || (1 + h2 / 756 % 14) END AS site,
           CASE WHEN h % 10 = 0 THEN NULL ELSE 'sandbox/tech-' || (1 + h2 / 7 % 30) END AS assignee,
           (30 * slow * slow + 2)::real AS response, (300 * slow * slow + 20)::real AS resolution
      FROM numbers
  )`;

const insertConversations = `
  INSERT INTO "Conversation" (id, "requesterId", origin, "originKey", "chatKey", status, question, files, parts, offers, "askedAt",
                              "lastMessageAt", "ticketNumber")
  SELECT conversation, requester, '{}', requester, requester, 'ended', 'the printer in room ' || h % 997 || ' does not work', '[]', '[]', '[]',
         "openedAt", "openedAt", number FROM told`;

/** `detail` as the desk writes it: the naive way reads its targets. */
const insertRows = `
  INSERT INTO "Ticket" (number, "conversationId", "requesterId", status, tier, priority, component, site, "assigneeId", question, resolution,
                        "resolutionKind", rating, thread, "openedAt", "resolvedAt", "closedAt", "lastSpokenAt", detail)
  SELECT number, conversation, requester, CASE WHEN "isOpen" THEN 'open' ELSE 'closed' END, tier, priority, component, site, assignee,
         'the printer in room ' || h % 997 || ' does not work', CASE WHEN NOT "isOpen" THEN 'Replaced the cable.' END,
         CASE WHEN NOT "isOpen" THEN 'solved' END, CASE WHEN h % 5 = 0 THEN 1 + h % 5 END, 'ticket-' || number, "openedAt",
         CASE WHEN NOT "isOpen" THEN "openedAt" + make_interval(mins => resolution::int) END,
         CASE WHEN NOT "isOpen" THEN "openedAt" + make_interval(mins => resolution::int) END, "openedAt",
         jsonb_strip_nulls(jsonb_build_object('reasons', jsonb_build_array('Printing goes to the Service Desk.'), 'card', 'ticket/' || number || '/card',
           'channel', jsonb_build_object('platform', 'sandbox', 'kind', 'channel', 'id', 'service-desk'),
           'origin', jsonb_build_object('platform', 'sandbox', 'kind', 'direct', 'id', requester), 'remindersSent', 0, 'waits', '[]'::jsonb,
           'assignee', CASE WHEN assignee IS NOT NULL THEN jsonb_build_object('platform', 'sandbox', 'account', assignee, 'name', assignee,
             'email', replace(assignee, '/', '-') || '@lakeside.example') END,
           'resolution', CASE WHEN NOT "isOpen" THEN jsonb_build_object('kind', 'solved', 'note', 'Replaced the cable.', 'minutes', resolution) END,
           'firstResponse', jsonb_build_object('at', "openedAt" + make_interval(mins => response::int), 'minutes', response),
           'targets', jsonb_build_array(
             jsonb_build_object('kind', 'first_response', 'tier', 2, 'minutes', 120, 'calendar', 'school', 'startedAt', "openedAt",
               'due', "openedAt" + interval '2 hours', 'warnAt', "openedAt" + interval '90 minutes', 'state', CASE WHEN response < 120 THEN 'met' ELSE 'breached' END),
             jsonb_build_object('kind', 'resolution', 'tier', 2, 'minutes', 960, 'calendar', 'school', 'startedAt', "openedAt",
               'due', "openedAt" + interval '2 days', 'warnAt', "openedAt" + interval '36 hours', 'state', CASE WHEN resolution < 960 THEN 'met' ELSE 'breached' END))))
    FROM told`;

const insertFigures = `
  INSERT INTO "TicketFigures" (number, desk, part, status, tier, priority, kind, component, site, "requesterId", "assigneeId", "openedAt",
    "respondedAt", "responseWork", "responseWall", "responseKept", "responseJudgedAt", "endedAt", ending, confirmed, "resolutionWork", "resolutionWall",
    "resolutionKept", "resolutionJudgedAt", reopenings, rating, "dueAt", "dueKind", "overdueSince")
  SELECT number, 'main', 'single', CASE WHEN "isOpen" THEN 'open' ELSE 'closed' END, tier, priority,
         (ARRAY['incident', 'request', 'question', NULL])[1 + h % 4], component, site, requester, assignee, "openedAt",
         "openedAt" + make_interval(mins => (response * 3)::int), response, response * 3, response < 120,
         "openedAt" + make_interval(mins => CASE WHEN response < 120 THEN response * 3 ELSE 120 END::int),
         CASE WHEN NOT "isOpen" THEN "openedAt" + make_interval(mins => (resolution * 3)::int) END,
         CASE WHEN NOT "isOpen" THEN (ARRAY['solved', 'solved', 'solved', 'workaround', 'not_ours', 'cancelled', 'no_response'])[1 + h % 7] END,
         h % 2 = 0, CASE WHEN NOT "isOpen" AND h % 7 < 5 THEN resolution END, CASE WHEN NOT "isOpen" AND h % 7 < 5 THEN resolution * 3 END,
         CASE WHEN NOT "isOpen" THEN resolution < 960 END,
         CASE WHEN NOT "isOpen" THEN "openedAt" + make_interval(mins => CASE WHEN resolution < 960 THEN resolution * 3 ELSE 2880 END::int) END,
         CASE WHEN h % 20 = 0 THEN 1 ELSE 0 END, CASE WHEN h % 5 = 0 THEN 1 + h % 5 END,
         CASE WHEN "isOpen" AND number < 2000 THEN $3::timestamptz + make_interval(mins => h % 3000 - 500) END,
         CASE WHEN "isOpen" AND number < 2000 THEN 'resolution' END, CASE WHEN "isOpen" AND number >= 2000 THEN "openedAt" + interval '2 days' END
    FROM told`;

/** Three questions a ticket: most are answered, or silent. */
const insertQuestions = `
  INSERT INTO "QuestionFigures" ("conversationId", desk, "askedAt", outcome, offered, ticket, component, site)
  SELECT conversation || '/' || i, 'main', "openedAt" + make_interval(secs => i),
         CASE WHEN i = 0 THEN (ARRAY['not_found', 'failed', 'person'])[1 + h % 3] ELSE (ARRAY['confirmed', 'silent', 'routed', 'silent'])[1 + (h + i) % 4] END,
         i > 0 OR h % 3 = 1, i = 0, component, site
    FROM told, generate_series(0, 2) i`;

const insertHistory = `
  INSERT INTO "HistoryEntry" ("conversationId", "ticketNumber", at, type, "byId", "byName", text)
  SELECT conversation, number, "openedAt" + make_interval(mins => after::int), type, requester, 'Staff', 'some words'
    FROM told, LATERAL (VALUES ('ticket_opened', 0), ('replied', response), ('replied', response * 2), ('resolved', resolution)) AS line(type, after)`;
