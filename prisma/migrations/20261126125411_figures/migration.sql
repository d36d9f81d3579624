-- CreateTable
CREATE TABLE "TicketFigures" (
    "number" INTEGER NOT NULL,
    "desk" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "waitingOn" TEXT,
    "tier" SMALLINT NOT NULL,
    "priority" TEXT NOT NULL,
    "kind" TEXT,
    "component" TEXT,
    "site" TEXT,
    "requesterId" TEXT,
    "assigneeId" TEXT,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "respondedAt" TIMESTAMPTZ(3),
    "responseWork" REAL,
    "responseWall" REAL,
    "responseKept" BOOLEAN,
    "responseJudgedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "ending" TEXT,
    "confirmed" BOOLEAN NOT NULL DEFAULT false,
    "resolutionWork" REAL,
    "resolutionWall" REAL,
    "resolutionKept" BOOLEAN,
    "resolutionJudgedAt" TIMESTAMPTZ(3),
    "reopenings" SMALLINT NOT NULL DEFAULT 0,
    "rating" SMALLINT,
    "dueAt" TIMESTAMPTZ(3),
    "dueKind" TEXT,
    "overdueSince" TIMESTAMPTZ(3),

    CONSTRAINT "TicketFigures_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "QuestionFigures" (
    "conversationId" TEXT NOT NULL,
    "desk" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "offered" BOOLEAN NOT NULL,
    "ticket" BOOLEAN NOT NULL,

    CONSTRAINT "QuestionFigures_pkey" PRIMARY KEY ("conversationId")
);

-- CreateIndex
CREATE INDEX "TicketFigures_desk_openedAt_idx" ON "TicketFigures"("desk", "openedAt");

-- CreateIndex
CREATE INDEX "TicketFigures_desk_respondedAt_idx" ON "TicketFigures"("desk", "respondedAt");

-- CreateIndex
CREATE INDEX "TicketFigures_desk_endedAt_idx" ON "TicketFigures"("desk", "endedAt");

-- CreateIndex
CREATE INDEX "TicketFigures_desk_responseJudgedAt_idx" ON "TicketFigures"("desk", "responseJudgedAt");

-- CreateIndex
CREATE INDEX "TicketFigures_desk_resolutionJudgedAt_idx" ON "TicketFigures"("desk", "resolutionJudgedAt");

-- CreateIndex
CREATE INDEX "QuestionFigures_desk_askedAt_idx" ON "QuestionFigures"("desk", "askedAt");

-- What is unresolved: all that the page on now reads. The schema file has no words for a partial index.
CREATE INDEX "TicketFigures_unresolved" ON "TicketFigures" (desk) WHERE status IN ('open', 'waiting');

-- Tickets from before. When a person's words first arrived, the outbox knows as far as it was kept.
WITH first AS (
  SELECT (about->>'ticket')::int AS number, min("sentAt") AS at
    FROM "OutboxMessage" WHERE verb = 'post' AND status = 'sent' AND about->>'role' = 'reply' GROUP BY 1
)
UPDATE "Ticket" t
   SET detail = detail || jsonb_build_object('firstResponse',
         jsonb_build_object('at', to_char(first.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
  FROM first WHERE first.number = t.number AND first.at >= t."openedAt";

-- When they waited, nothing says, but of those that surely never did. So business time of the others stays unknown.
UPDATE "Ticket" t SET detail = detail || '{"waits": []}'
 WHERE status = 'open' AND NOT EXISTS (
   SELECT FROM "HistoryEntry" h WHERE h."ticketNumber" = t.number
      AND h.type IN ('waiting', 'asked_for_more', 'continued', 'escalated', 'case_set', 'packet_sent', 'assigned'));

-- The rows as store/ticket-figures.ts makes them, without business time.
WITH targets AS (
  SELECT t.number, target->>'kind' AS kind, target->>'state' AS state, (target->>'due')::timestamptz AS due
    FROM "Ticket" t, jsonb_array_elements(t.detail->'targets') AS target
), promises AS (
  SELECT number,
         min(due) FILTER (WHERE kind = 'first_response' AND state = 'breached') AS "responseMissed",
         bool_or(kind = 'first_response' AND state = 'met') AS "responseMet",
         min(due) FILTER (WHERE kind = 'resolution' AND state = 'breached') AS "resolutionMissed",
         bool_or(kind = 'resolution' AND state = 'met') AS "resolutionMet",
         (array_agg(due ORDER BY due) FILTER (WHERE state IN ('running', 'warned')
           AND kind IN ('first_response', 'next_response', 'resolution')))[1] AS "dueAt",
         (array_agg(kind ORDER BY due) FILTER (WHERE state IN ('running', 'warned')
           AND kind IN ('first_response', 'next_response', 'resolution')))[1] AS "dueKind"
    FROM targets GROUP BY number
), known AS (
  SELECT t.*, (t.detail->'firstResponse'->>'at')::timestamptz AS responded,
         CASE WHEN t.status IN ('resolved', 'closed') THEN t."resolvedAt" END AS ended,
         CASE WHEN t.status IN ('resolved', 'closed')
               AND t."resolutionKind" IN ('solved', 'workaround', 'not_reproducible', 'not_ours') THEN t."resolvedAt" END AS answered
    FROM "Ticket" t
)
INSERT INTO "TicketFigures" (
  number, desk, part, status, "waitingOn", tier, priority, kind, component, site, "requesterId", "assigneeId", "openedAt",
  "respondedAt", "responseWall", "responseKept", "responseJudgedAt", "endedAt", ending, confirmed, "resolutionWall",
  "resolutionKept", "resolutionJudgedAt", reopenings, rating, "dueAt", "dueKind", "overdueSince")
SELECT t.number, t.desk,
       CASE WHEN t.incident IS NULL THEN 'single' WHEN t.incident = t.number THEN 'incident' ELSE 'report' END,
       t.status, CASE WHEN t.status = 'waiting' THEN t.detail->>'waitingOn' END, t.tier, t.priority, t.detail->>'kind',
       t.component, t.site, CASE WHEN t.incident IS DISTINCT FROM t.number THEN t."requesterId" END, t."assigneeId", t."openedAt",
       t.responded, extract(epoch FROM t.responded - t."openedAt") / 60,
       CASE WHEN p."responseMissed" IS NOT NULL THEN false WHEN p."responseMet" AND t.responded IS NOT NULL THEN true END,
       CASE WHEN p."responseMissed" IS NOT NULL THEN p."responseMissed" WHEN p."responseMet" THEN t.responded END,
       t.ended, CASE WHEN t.ended IS NOT NULL THEN t."resolutionKind" END,
       t.ended IS NOT NULL AND coalesce((t.detail->'resolution'->>'confirmed')::boolean, false),
       extract(epoch FROM t.answered - t."openedAt") / 60,
       CASE WHEN p."resolutionMissed" IS NOT NULL THEN false WHEN p."resolutionMet" AND t.answered IS NOT NULL THEN true END,
       CASE WHEN p."resolutionMissed" IS NOT NULL THEN p."resolutionMissed" WHEN p."resolutionMet" THEN t.answered END,
       coalesce((t.detail->>'reopenings')::int, 0), t.rating,
       CASE WHEN t.status IN ('open', 'waiting') THEN p."dueAt" END,
       CASE WHEN t.status IN ('open', 'waiting') THEN p."dueKind" END,
       CASE WHEN t.status IN ('open', 'waiting')
            THEN least(p."resolutionMissed", CASE WHEN t.responded IS NULL THEN p."responseMissed" END) END
  FROM known t LEFT JOIN promises p ON p.number = t.number;

-- Questions from before, as store/question-figures.ts makes the rows.
INSERT INTO "QuestionFigures" ("conversationId", desk, "askedAt", outcome, offered, ticket)
SELECT id, desk, "askedAt", outcome, offered, ticket
  FROM (SELECT c.id, c.desk, c."askedAt", o.offered, c."ticketNumber" IS NOT NULL AS ticket,
               CASE WHEN o.confirmed THEN 'confirmed' WHEN o.failed THEN 'failed' WHEN h."notFound" THEN 'not_found'
                    WHEN h.routed THEN 'routed' WHEN c."ticketNumber" IS NOT NULL THEN 'person'
                    WHEN NOT o.offered THEN NULL WHEN o.silent OR c.status = 'ended' THEN 'silent' ELSE 'pending' END AS outcome
          FROM "Conversation" c
          JOIN "Person" p ON p.id = c."requesterId" AND p.account <> ''
          LEFT JOIN (SELECT "conversationId", bool_or(type = 'not_found') AS "notFound", bool_or(type = 'routed') AS routed
                       FROM "HistoryEntry" WHERE type IN ('not_found', 'routed') GROUP BY 1) h ON h."conversationId" = c.id
         CROSS JOIN LATERAL (SELECT count(*) > 0 AS offered, bool_or(a.outcome = 'confirmed') AS confirmed,
                                    bool_or(a.outcome = 'failed') AS failed, bool_or(a.outcome = 'silent') AS silent
                               FROM "ArticleOffer" a WHERE a."conversationId" = c.id) o) told
 WHERE outcome IS NOT NULL;
