-- For the week's thanks: a handful among all that happened. Prisma cannot say it.
CREATE INDEX "HistoryEntry_thanked_at_idx" ON "HistoryEntry" (at) WHERE type IN ('thanked', 'rated');
