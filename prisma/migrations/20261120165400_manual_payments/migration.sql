-- Money that staff received by transfer, check or in cash. Nothing is paid by it until another person has verified it.
CREATE TYPE "manual_payment_state" AS ENUM ('recorded', 'verified', 'rejected');

CREATE TABLE "manual_payment" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "method" "tender" NOT NULL,
    "currency" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "received_on" DATE NOT NULL,
    "reference" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "state" "manual_payment_state" NOT NULL DEFAULT 'recorded',
    "recorded_by_id" UUID NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL,
    "decided_by_id" UUID,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(6),
    "decision_reason" TEXT,
    "excess_minor" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "manual_payment_pkey" PRIMARY KEY ("merchant_id", "id"),
    CONSTRAINT "manual_payment_merchant_id_customer_id_fkey" FOREIGN KEY ("merchant_id", "customer_id")
      REFERENCES "customer"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE INDEX "manual_payment_merchant_id_state_id_idx" ON "manual_payment"("merchant_id", "state", "id" DESC);
CREATE INDEX "manual_payment_merchant_id_customer_id_idx" ON "manual_payment"("merchant_id", "customer_id");

ALTER TABLE "manual_payment"
  ADD CONSTRAINT manual_payment_by_hand CHECK (method IN ('bank_transfer', 'cash', 'check')),
  ADD CONSTRAINT manual_payment_amount_positive CHECK (amount_minor > 0),
  ADD CONSTRAINT manual_payment_excess_within CHECK (excess_minor BETWEEN 0 AND amount_minor),
  ADD CONSTRAINT manual_payment_decided_by_somebody CHECK ((state = 'recorded') = (decided_by_id IS NULL)),
  -- Whoever records money does not verify it, whatever the application thinks.
  ADD CONSTRAINT manual_payment_verified_by_another
    CHECK (state <> 'verified' OR decided_by_id <> recorded_by_id);

-- Which orders it is meant for, and what came of that.
CREATE TABLE "manual_payment_part" (
    "merchant_id" UUID NOT NULL,
    "manual_payment_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "applied_minor" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "manual_payment_part_pkey" PRIMARY KEY ("merchant_id", "manual_payment_id", "order_id"),
    CONSTRAINT "manual_payment_part_merchant_id_manual_payment_id_fkey" FOREIGN KEY ("merchant_id", "manual_payment_id")
      REFERENCES "manual_payment"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "manual_payment_part_merchant_id_order_id_fkey" FOREIGN KEY ("merchant_id", "order_id")
      REFERENCES "order"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE INDEX "manual_payment_part_merchant_id_order_id_idx" ON "manual_payment_part"("merchant_id", "order_id");

ALTER TABLE "manual_payment_part"
  ADD CONSTRAINT manual_payment_part_positive CHECK (amount_minor > 0),
  ADD CONSTRAINT manual_payment_part_applied_within CHECK (applied_minor BETWEEN 0 AND amount_minor);

-- What shows that the money came: a page of a statement, a photograph of a check.
CREATE TABLE "manual_payment_evidence" (
    "merchant_id" UUID NOT NULL,
    "manual_payment_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "manual_payment_evidence_pkey" PRIMARY KEY ("merchant_id", "manual_payment_id"),
    CONSTRAINT "manual_payment_evidence_merchant_id_manual_payment_id_fkey" FOREIGN KEY ("merchant_id", "manual_payment_id")
      REFERENCES "manual_payment"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

ALTER TABLE "manual_payment_evidence"
  ADD CONSTRAINT manual_payment_evidence_types CHECK (media_type IN ('application/pdf', 'image/png', 'image/jpeg')),
  ADD CONSTRAINT manual_payment_evidence_size CHECK (octet_length(content) BETWEEN 1 AND 786432);

GRANT SELECT, INSERT ON "manual_payment", "manual_payment_part", "manual_payment_evidence" TO remit_app;
-- What was recorded stays as it was recorded; only what was decided about it is added.
GRANT UPDATE (state, decided_by_id, decided_by, decided_at, decision_reason, excess_minor) ON "manual_payment" TO remit_app;
GRANT UPDATE (applied_minor) ON "manual_payment_part" TO remit_app;
