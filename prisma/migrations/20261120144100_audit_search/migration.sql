-- The audit log is searched by payment and by person.
CREATE INDEX "audit_event_merchant_id_payment_id_idx" ON "audit_event"("merchant_id", "payment_id");
CREATE INDEX "audit_event_merchant_id_user_id_idx" ON "audit_event"("merchant_id", "user_id");
