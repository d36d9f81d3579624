-- Partial and full-text indexes: the schema file has no words for them.

-- The inbox: the head of each lane, and what is stuck. Handled events (nearly all of the table) are not in these.
CREATE INDEX "InboxEvent_waiting_seq" ON "InboxEvent" (seq) WHERE status = 'waiting';
CREATE INDEX "InboxEvent_waiting_lane" ON "InboxEvent" (lane, seq) WHERE status = 'waiting';
CREATE INDEX "InboxEvent_stuck" ON "InboxEvent" (seq) WHERE status = 'stuck';

-- The outbox: the head of each lane, when the next message is due, who is sending, and what failed.
CREATE INDEX "OutboxMessage_unsent_lane" ON "OutboxMessage" (lane, place, seq) WHERE status IN ('held', 'pending', 'sending');
CREATE INDEX "OutboxMessage_unsent_seq" ON "OutboxMessage" (seq) WHERE status IN ('held', 'pending');
CREATE INDEX "OutboxMessage_unsent_due" ON "OutboxMessage" ("nextAttemptAt") WHERE status IN ('held', 'pending');
CREATE INDEX "OutboxMessage_sending" ON "OutboxMessage" (seq) WHERE status = 'sending';
CREATE INDEX "OutboxMessage_failed" ON "OutboxMessage" (seq) WHERE status = 'failed';

-- Resolved tickets like a question: store/similar.ts asks with exactly this expression.
CREATE INDEX "Ticket_solved_words" ON "Ticket"
  USING gin (to_tsvector('english', question || ' ' || resolution)) WHERE resolution IS NOT NULL;
