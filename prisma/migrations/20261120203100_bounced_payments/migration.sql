-- Which payment paid the part of an order, so that it can be taken back; and who said that it went back, when and why.
ALTER TABLE "manual_payment_part" ADD COLUMN "payment_id" UUID;
ALTER TABLE "manual_payment_part" ADD CONSTRAINT "manual_payment_part_merchant_id_payment_id_fkey"
  FOREIGN KEY ("merchant_id", "payment_id") REFERENCES "payment"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "manual_payment"
  ADD COLUMN "bounced_by_id" UUID,
  ADD COLUMN "bounced_by" TEXT,
  ADD COLUMN "bounced_at" TIMESTAMPTZ(6),
  ADD COLUMN "bounce_reason" TEXT;
ALTER TABLE "manual_payment"
  ADD CONSTRAINT manual_payment_bounced_by_somebody CHECK (
    (state = 'bounced') = (bounced_by_id IS NOT NULL) AND (state = 'bounced') = (bounce_reason IS NOT NULL)),
  ADD CONSTRAINT manual_payment_bounced_was_verified CHECK (state <> 'bounced' OR decided_by_id <> recorded_by_id);

GRANT UPDATE (payment_id) ON "manual_payment_part" TO remit_app;
GRANT UPDATE (bounced_by_id, bounced_by, bounced_at, bounce_reason) ON "manual_payment" TO remit_app;
