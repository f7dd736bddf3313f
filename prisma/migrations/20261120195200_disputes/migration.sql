-- What banks contest of payments. See docs/decisions/0034-a-dispute-is-news-of-a-payment.md.
CREATE TYPE "dispute_state" AS ENUM ('inquiry', 'needs_response', 'under_review', 'won', 'lost', 'closed');

CREATE TABLE "dispute" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "gateway" TEXT NOT NULL,
    "gateway_dispute_id" TEXT NOT NULL,
    "payment_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "state" "dispute_state" NOT NULL,
    "reason" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "respond_by" TIMESTAMPTZ(6),
    "opened_at" TIMESTAMPTZ(6) NOT NULL,
    "closed_at" TIMESTAMPTZ(6),
    "funds_currency" TEXT,
    "withdrawn_minor" BIGINT NOT NULL DEFAULT 0,
    "fee_minor" BIGINT NOT NULL DEFAULT 0,
    "movement_count" INTEGER NOT NULL DEFAULT 0,
    "lost_minor" BIGINT NOT NULL DEFAULT 0,
    "is_credit_settled" BOOLEAN NOT NULL DEFAULT true,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "dispute_pkey" PRIMARY KEY ("merchant_id", "id"),
    CONSTRAINT "dispute_merchant_id_payment_id_fkey" FOREIGN KEY ("merchant_id", "payment_id")
      REFERENCES "payment"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE UNIQUE INDEX "dispute_merchant_id_gateway_gateway_dispute_id_key"
  ON "dispute"("merchant_id", "gateway", "gateway_dispute_id");
CREATE INDEX "dispute_merchant_id_payment_id_idx" ON "dispute"("merchant_id", "payment_id");
CREATE INDEX dispute_unsettled ON "dispute" (merchant_id, id) WHERE NOT is_credit_settled;

ALTER TABLE "dispute"
  ADD CONSTRAINT dispute_amount_positive CHECK (amount_minor > 0),
  ADD CONSTRAINT dispute_closed_when_over CHECK ((state IN ('won', 'lost', 'closed')) = (closed_at IS NOT NULL)),
  ADD CONSTRAINT dispute_lost_is_booked CHECK (state = 'lost' OR lost_minor = 0),
  ADD CONSTRAINT dispute_unsettled_only_when_lost CHECK (state = 'lost' OR is_credit_settled);

GRANT SELECT, INSERT ON "dispute" TO remit_app;
GRANT UPDATE (state, reason, amount_minor, respond_by, closed_at, funds_currency, withdrawn_minor, fee_minor, movement_count,
  lost_minor, is_credit_settled, updated_at) ON "dispute" TO remit_app;
REVOKE DELETE, TRUNCATE ON "dispute" FROM remit_app;
