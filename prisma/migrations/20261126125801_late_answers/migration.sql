-- CreateTable
CREATE TABLE "KnownEdition" (
    "desk" TEXT NOT NULL,
    "edition" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "KnownEdition_pkey" PRIMARY KEY ("desk","edition")
);

-- CreateTable
CREATE TABLE "LateAnswer" (
    "conversationId" TEXT NOT NULL,
    "article" TEXT NOT NULL,
    "desk" TEXT NOT NULL,
    "edition" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "toldAt" TIMESTAMPTZ(3),

    CONSTRAINT "LateAnswer_pkey" PRIMARY KEY ("conversationId","article")
);

-- CreateTable
CREATE TABLE "NoLateAnswers" (
    "desk" TEXT NOT NULL,
    "personId" TEXT NOT NULL,

    CONSTRAINT "NoLateAnswers_pkey" PRIMARY KEY ("desk","personId")
);

-- CreateIndex
CREATE INDEX "LateAnswer_desk_status_dueAt_idx" ON "LateAnswer"("desk", "status", "dueAt");

-- CreateIndex
CREATE INDEX "LateAnswer_desk_toldAt_idx" ON "LateAnswer"("desk", "toldAt");

-- CreateIndex
CREATE INDEX "Conversation_desk_askedAt_idx" ON "Conversation"("desk", "askedAt");

-- AddForeignKey
ALTER TABLE "LateAnswer" ADD CONSTRAINT "LateAnswer_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
