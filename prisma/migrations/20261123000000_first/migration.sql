-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Person" (
    "id" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "key" TEXT,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Conversation" (
    "id" TEXT NOT NULL,
    "requesterId" TEXT NOT NULL,
    "origin" JSONB NOT NULL,
    "originKey" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "files" JSONB NOT NULL,
    "parts" JSONB NOT NULL,
    "offers" JSONB NOT NULL,
    "shown" TEXT,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastMessageAt" TIMESTAMPTZ(3) NOT NULL,
    "ticketNumber" INTEGER,
    "wakeAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Ticket" (
    "number" INTEGER NOT NULL,
    "conversationId" TEXT NOT NULL,
    "requesterId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "tier" INTEGER NOT NULL,
    "priority" TEXT NOT NULL,
    "component" TEXT,
    "site" TEXT,
    "assigneeId" TEXT,
    "question" TEXT NOT NULL,
    "resolution" TEXT,
    "resolutionKind" TEXT,
    "rating" INTEGER,
    "thread" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "resolvedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "lastSpokenAt" TIMESTAMPTZ(3) NOT NULL,
    "wakeAt" TIMESTAMPTZ(3),
    "detail" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Ticket_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "HistoryEntry" (
    "id" BIGSERIAL NOT NULL,
    "conversationId" TEXT NOT NULL,
    "ticketNumber" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "type" TEXT NOT NULL,
    "byId" TEXT,
    "byName" TEXT,
    "text" TEXT,
    "sourceKey" TEXT,

    CONSTRAINT "HistoryEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InboxEvent" (
    "seq" BIGSERIAL NOT NULL,
    "id" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "event" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "deferrals" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "error" TEXT,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "handledAt" TIMESTAMPTZ(3),

    CONSTRAINT "InboxEvent_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "OutboxMessage" (
    "seq" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "place" INTEGER NOT NULL DEFAULT 1,
    "verb" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "message" JSONB NOT NULL,
    "about" JSONB NOT NULL,
    "opens" TEXT,
    "target" TEXT,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3) NOT NULL,
    "claimedBy" TEXT,
    "claimedUntil" TIMESTAMPTZ(3),
    "error" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMPTZ(3),
    "delivered" JSONB,
    "deliveredKey" TEXT,
    "threadKey" TEXT,

    CONSTRAINT "OutboxMessage_pkey" PRIMARY KEY ("seq")
);

-- CreateIndex
CREATE INDEX "Person_email_idx" ON "Person"("email");

-- CreateIndex
CREATE INDEX "Conversation_originKey_lastMessageAt_idx" ON "Conversation"("originKey", "lastMessageAt");

-- CreateIndex
CREATE INDEX "Conversation_requesterId_lastMessageAt_idx" ON "Conversation"("requesterId", "lastMessageAt");

-- CreateIndex
CREATE INDEX "Conversation_wakeAt_idx" ON "Conversation"("wakeAt");

-- CreateIndex
CREATE UNIQUE INDEX "Ticket_conversationId_key" ON "Ticket"("conversationId");

-- CreateIndex
CREATE UNIQUE INDEX "Ticket_thread_key" ON "Ticket"("thread");

-- CreateIndex
CREATE INDEX "Ticket_wakeAt_idx" ON "Ticket"("wakeAt");

-- CreateIndex
CREATE INDEX "Ticket_requesterId_status_idx" ON "Ticket"("requesterId", "status");

-- CreateIndex
CREATE INDEX "Ticket_status_openedAt_idx" ON "Ticket"("status", "openedAt");

-- CreateIndex
CREATE INDEX "HistoryEntry_conversationId_id_idx" ON "HistoryEntry"("conversationId", "id");

-- CreateIndex
CREATE INDEX "HistoryEntry_ticketNumber_id_idx" ON "HistoryEntry"("ticketNumber", "id");

-- CreateIndex
CREATE INDEX "HistoryEntry_sourceKey_idx" ON "HistoryEntry"("sourceKey");

-- CreateIndex
CREATE UNIQUE INDEX "InboxEvent_id_key" ON "InboxEvent"("id");

-- CreateIndex
CREATE INDEX "InboxEvent_handledAt_idx" ON "InboxEvent"("handledAt");

-- CreateIndex
CREATE UNIQUE INDEX "OutboxMessage_key_key" ON "OutboxMessage"("key");

-- CreateIndex
CREATE INDEX "OutboxMessage_opens_idx" ON "OutboxMessage"("opens");

-- CreateIndex
CREATE INDEX "OutboxMessage_target_idx" ON "OutboxMessage"("target");

-- CreateIndex
CREATE INDEX "OutboxMessage_deliveredKey_idx" ON "OutboxMessage"("deliveredKey");

-- CreateIndex
CREATE INDEX "OutboxMessage_threadKey_idx" ON "OutboxMessage"("threadKey");

-- AddForeignKey
ALTER TABLE "Conversation" ADD CONSTRAINT "Conversation_requesterId_fkey" FOREIGN KEY ("requesterId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_requesterId_fkey" FOREIGN KEY ("requesterId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

