-- CreateTable
CREATE TABLE "WebhookEvent" (
    "seq" BIGSERIAL NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "desk" TEXT NOT NULL,
    "webhook" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "ticketNumber" INTEGER NOT NULL,
    "entryId" BIGINT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "nextAttemptAt" TIMESTAMPTZ(3) NOT NULL,
    "claimedUntil" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "WebhookEvent_pkey" PRIMARY KEY ("seq")
);

-- CreateIndex
CREATE UNIQUE INDEX "WebhookEvent_id_key" ON "WebhookEvent"("id");

-- CreateIndex
CREATE INDEX "WebhookEvent_desk_webhook_status_seq_idx" ON "WebhookEvent"("desk", "webhook", "status", "seq");
