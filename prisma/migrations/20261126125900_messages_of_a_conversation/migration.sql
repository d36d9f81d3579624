-- What was posted about a conversation: a ticket's page on the dashboard asks with exactly this expression.
CREATE INDEX IF NOT EXISTS "OutboxMessage_conversation" ON "OutboxMessage" ((about->>'conversation'));
