-- What stands here from before is of the one desk there was, in chats without threads.

-- DropIndex
DROP INDEX "Conversation_originKey_lastMessageAt_idx";

-- DropIndex
DROP INDEX "Ticket_status_openedAt_idx";

-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN     "chatKey" TEXT,
ADD COLUMN     "desk" TEXT NOT NULL DEFAULT 'main',
ADD COLUMN     "formerKey" TEXT,
ADD COLUMN     "formerly" JSONB;
UPDATE "Conversation" SET "chatKey" = "originKey";
ALTER TABLE "Conversation" ALTER COLUMN "chatKey" SET NOT NULL;

-- AlterTable
ALTER TABLE "OutboxMessage" ADD COLUMN     "partKeys" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "outside" TEXT,
ADD COLUMN     "workspace" TEXT;

-- AlterTable
ALTER TABLE "Ticket" ADD COLUMN     "desk" TEXT NOT NULL DEFAULT 'main';

-- CreateTable
CREATE TABLE "Installation" (
    "id" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Installation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Conversation_chatKey_lastMessageAt_idx" ON "Conversation"("chatKey", "lastMessageAt");

-- CreateIndex
CREATE INDEX "Ticket_desk_status_openedAt_idx" ON "Ticket"("desk", "status", "openedAt");

-- CreateIndex
CREATE INDEX "Conversation_formerKey_idx" ON "Conversation"("formerKey");

-- CreateIndex
CREATE INDEX "Conversation_ticketNumber_idx" ON "Conversation"("ticketNumber");

-- CreateIndex
CREATE INDEX "OutboxMessage_partKeys_idx" ON "OutboxMessage" USING GIN ("partKeys");
