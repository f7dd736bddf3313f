-- Terms may change after an order was placed: what is open of an installment is withdrawn from it, and another schedule claims it.
ALTER TABLE "installment" ADD COLUMN "withdrawn_minor" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "installment" DROP CONSTRAINT installment_paid_in_range, DROP CONSTRAINT installment_paid_when_paid;
ALTER TABLE "installment"
  ADD CONSTRAINT installment_paid_in_range CHECK (
    paid_minor >= 0 AND credited_minor >= 0 AND withdrawn_minor >= 0 AND paid_minor + credited_minor + withdrawn_minor <= amount_minor),
  ADD CONSTRAINT installment_replaced_when_withdrawn CHECK ((state = 'replaced') = (withdrawn_minor = amount_minor)),
  ADD CONSTRAINT installment_paid_when_paid CHECK (
    (state = 'paid') = (paid_minor + credited_minor + withdrawn_minor = amount_minor AND withdrawn_minor < amount_minor));

-- What takes the place of an installment may stand where that stood.
DROP INDEX "installment_merchant_id_order_id_position_key";
CREATE INDEX "installment_merchant_id_order_id_idx" ON "installment" ("merchant_id", "order_id");
CREATE UNIQUE INDEX "installment_one_per_position" ON "installment" (merchant_id, order_id, position) WHERE state <> 'replaced';
