-- AlterTable
ALTER TABLE "Ticket" ADD COLUMN     "incident" INTEGER;

-- CreateIndex
CREATE INDEX "Ticket_incident_idx" ON "Ticket"("incident");

-- Incidents that are not over: asked for with each question. The schema file has no words for a partial index.
CREATE INDEX "Ticket_open_incidents" ON "Ticket" (desk, number) WHERE incident = number AND status IN ('open', 'waiting');

-- An incident opens before the flood that called for it is worked through: store/inbox.ts asks with exactly this expression.
CREATE INDEX "InboxEvent_ahead" ON "InboxEvent" (seq) WHERE status = 'waiting' AND event->>'type' = 'incident_called_for';
