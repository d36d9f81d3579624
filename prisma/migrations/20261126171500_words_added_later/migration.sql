-- Whoever adds a note to a closed ticket whose words are gone makes it due once more: any change of it does.
DROP INDEX "Ticket_with_text";
CREATE INDEX "Ticket_with_text" ON "Ticket" (desk, "closedAt")
  WHERE status = 'closed' AND ("textRemovedAt" IS NULL OR "textRemovedAt" < "updatedAt");
