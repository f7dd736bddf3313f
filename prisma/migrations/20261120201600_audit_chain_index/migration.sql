-- remit:no-transaction
CREATE INDEX CONCURRENTLY "audit_event_merchant_id_written_xid_idx" ON "audit_event"("merchant_id", "written_xid");
