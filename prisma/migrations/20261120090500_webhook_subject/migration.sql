-- An event keeps what it means to us and which payment it speaks of, so that nobody has to parse it again.
ALTER TABLE "webhook_event" ADD COLUMN "gateway_payment_id" TEXT, ADD COLUMN "kind" TEXT NOT NULL;
CREATE INDEX "webhook_event_gateway_gateway_payment_id_idx" ON "webhook_event"("gateway", "gateway_payment_id");
