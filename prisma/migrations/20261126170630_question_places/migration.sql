-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN     "component" TEXT,
ADD COLUMN     "site" TEXT;

-- AlterTable
ALTER TABLE "QuestionFigures" ADD COLUMN     "component" TEXT,
ADD COLUMN     "site" TEXT;

-- Questions from before that became a ticket; of the others it was not kept.
UPDATE "QuestionFigures" q SET component = t.component, site = t.site
  FROM "Ticket" t WHERE t."conversationId" = q."conversationId" AND (t.component IS NOT NULL OR t.site IS NOT NULL);
