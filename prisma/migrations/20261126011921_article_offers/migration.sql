-- CreateTable
CREATE TABLE "ArticleOffer" (
    "conversationId" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "desk" TEXT NOT NULL,
    "article" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "edition" TEXT,
    "outcome" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ArticleOffer_pkey" PRIMARY KEY ("conversationId","place")
);

-- CreateIndex
CREATE INDEX "ArticleOffer_desk_at_idx" ON "ArticleOffer"("desk", "at");

-- AddForeignKey
ALTER TABLE "ArticleOffer" ADD CONSTRAINT "ArticleOffer_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Answers that somebody said a word on: all that is asked for every minute (store/experience.ts). The schema has no words for it.
CREATE INDEX "ArticleOffer_told" ON "ArticleOffer" (desk, at) WHERE kind = 'answer' AND outcome IN ('confirmed', 'failed');

-- What was offered so far.
INSERT INTO "ArticleOffer" ("conversationId", place, desk, article, kind, edition, outcome, at)
SELECT c.id, offered.number - 1, c.desk, offered.offer->>'article', offered.offer->>'kind', offered.offer->>'edition',
       offered.offer->>'outcome', (offered.offer->>'at')::timestamptz
  FROM "Conversation" c, jsonb_array_elements(c.offers) WITH ORDINALITY AS offered(offer, number);
