-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN     "textRemovedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Ticket" ADD COLUMN     "textRemovedAt" TIMESTAMPTZ(3);

-- Whose words are due to go: what was reopened, and closed again, is due once more. What is emptied is in these no more.
CREATE INDEX "Ticket_with_text" ON "Ticket" (desk, "closedAt")
  WHERE status = 'closed' AND ("textRemovedAt" IS NULL OR "textRemovedAt" < "closedAt");
CREATE INDEX "Conversation_with_text" ON "Conversation" (desk, "lastMessageAt")
  WHERE "ticketNumber" IS NULL AND ("textRemovedAt" IS NULL OR "textRemovedAt" < "lastMessageAt");

-- What was said about no matter.
CREATE INDEX "OutboxMessage_about_none" ON "OutboxMessage" ("createdAt")
  WHERE about->>'conversation' IS NULL AND message ? 'content';
