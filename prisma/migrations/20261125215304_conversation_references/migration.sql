-- CreateTable
CREATE TABLE "ConversationReference" (
    "id" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "serviceUrl" TEXT NOT NULL,
    "conversation" TEXT,
    "user" TEXT,
    "team" TEXT,
    "hearsAll" BOOLEAN,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "ConversationReference_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ConversationReference_tenant_updatedAt_idx" ON "ConversationReference"("tenant", "updatedAt");
