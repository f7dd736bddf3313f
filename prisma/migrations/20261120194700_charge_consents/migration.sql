-- What a customer agreed to: that a kept card is charged while they are away, for what, in which words, and when.
CREATE TABLE "charge_consent" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "order_id" UUID,
    "method_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "given_at" TIMESTAMPTZ(6) NOT NULL,
    "given_by" TEXT NOT NULL,
    "trace_id" TEXT NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(6),
    "withdrawn_by" TEXT,
    "withdrawn_reason" TEXT,

    CONSTRAINT "charge_consent_pkey" PRIMARY KEY ("merchant_id", "id"),
    CONSTRAINT "charge_consent_merchant_id_order_id_fkey" FOREIGN KEY ("merchant_id", "order_id")
      REFERENCES "order"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "charge_consent_merchant_id_customer_id_fkey" FOREIGN KEY ("merchant_id", "customer_id")
      REFERENCES "customer"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "charge_consent_merchant_id_method_id_fkey" FOREIGN KEY ("merchant_id", "method_id")
      REFERENCES "payment_method"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE INDEX "charge_consent_merchant_id_customer_id_idx" ON "charge_consent"("merchant_id", "customer_id");
CREATE INDEX "charge_consent_merchant_id_method_id_idx" ON "charge_consent"("merchant_id", "method_id");
-- One card is charged for an order at any time, and one for keeping the wallet filled.
CREATE UNIQUE INDEX charge_consent_one_per_order ON "charge_consent" (merchant_id, order_id)
  WHERE withdrawn_at IS NULL AND order_id IS NOT NULL;

ALTER TABLE "charge_consent"
  ADD CONSTRAINT charge_consent_purpose_known CHECK (purpose IN ('order', 'top_up')),
  ADD CONSTRAINT charge_consent_of_its_order CHECK ((purpose = 'order') = (order_id IS NOT NULL)),
  ADD CONSTRAINT charge_consent_has_words CHECK (length(text) > 20),
  ADD CONSTRAINT charge_consent_withdrawn_by_somebody
    CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL));

-- What was agreed to is evidence: it is withdrawn, never rewritten.
GRANT SELECT, INSERT ON "charge_consent" TO remit_app;
GRANT UPDATE (withdrawn_at, withdrawn_by, withdrawn_reason) ON "charge_consent" TO remit_app;
REVOKE DELETE, TRUNCATE ON "charge_consent" FROM remit_app;

-- charging: a charge is underway; retry_at says when somebody looks what became of it.
ALTER TABLE "installment" DROP CONSTRAINT installment_collection_known;
ALTER TABLE "installment" ADD CONSTRAINT installment_collection_known CHECK (
  collection IN ('none', 'charging', 'retrying', 'action_required', 'customer_needed', 'given_up'));
