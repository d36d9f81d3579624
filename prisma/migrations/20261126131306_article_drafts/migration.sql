-- CreateTable
CREATE TABLE "ArticleDraft" (
    "id" TEXT NOT NULL,
    "desk" TEXT NOT NULL,
    "source" JSONB NOT NULL,
    "by" JSONB NOT NULL,
    "place" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'wanted',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3) NOT NULL,
    "outcome" JSONB,

    CONSTRAINT "ArticleDraft_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ArticleDraft_desk_at_idx" ON "ArticleDraft"("desk", "at");

-- What is not written yet: few among all that ever were.
CREATE INDEX "ArticleDraft_wanted_idx" ON "ArticleDraft"("nextAttemptAt") WHERE "status" = 'wanted';
