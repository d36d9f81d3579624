-- CreateTable
CREATE TABLE "DeskDuty" (
    "desk" TEXT NOT NULL,
    "duty" TEXT NOT NULL,
    "doneAt" TIMESTAMPTZ(3) NOT NULL,
    "wakeAt" TIMESTAMPTZ(3),
    "told" TEXT,

    CONSTRAINT "DeskDuty_pkey" PRIMARY KEY ("desk","duty")
);

-- CreateIndex
CREATE INDEX "DeskDuty_wakeAt_idx" ON "DeskDuty"("wakeAt");
