-- Links that open the payment of what an order owes, without an account. Only the hash of a link's token is here.
CREATE TABLE "pay_link" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "revoked_at" TIMESTAMPTZ(6),
    "revoked_by" TEXT,
    "revoke_reason" TEXT,
    "open_count" INTEGER NOT NULL DEFAULT 0,
    "opened_at" TIMESTAMPTZ(6),

    CONSTRAINT "pay_link_pkey" PRIMARY KEY ("merchant_id", "id"),
    CONSTRAINT "pay_link_merchant_id_order_id_fkey" FOREIGN KEY ("merchant_id", "order_id")
      REFERENCES "order"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE INDEX "pay_link_merchant_id_order_id_idx" ON "pay_link"("merchant_id", "order_id");

ALTER TABLE "pay_link"
  ADD CONSTRAINT pay_link_token_is_hashed CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT pay_link_expires_later CHECK (expires_at > created_at),
  ADD CONSTRAINT pay_link_revoked_by_somebody
    CHECK ((revoked_at IS NULL) = (revoked_by IS NULL) AND (revoked_at IS NULL) = (revoke_reason IS NULL));

GRANT SELECT, INSERT ON "pay_link" TO remit_app;
GRANT UPDATE (revoked_at, revoked_by, revoke_reason, open_count, opened_at) ON "pay_link" TO remit_app;
