-- New entries go into the index at once. Kept aside to be sorted in later, they were read through for every message in a direct
-- chat: a quarter of the time to handle one (benchmarks/slack.md).
ALTER INDEX "OutboxMessage_partKeys_idx" SET (fastupdate = off);
