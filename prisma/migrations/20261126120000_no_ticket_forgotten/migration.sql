-- Where every promise was missed, or a vendor was waited for, no clock looked at a ticket any more. It looks once now, and sets the
-- moment at which somebody is asked for a word to the requester.
UPDATE "Ticket" SET "wakeAt" = now() WHERE "wakeAt" IS NULL AND status IN ('open', 'waiting');
