-- A top-up is an order whose one line is no product: what it sells is money to spend later.
CREATE TYPE "line_kind" AS ENUM ('site_placement', 'course', 'subscription', 'wallet_top_up');
ALTER TABLE "order_line" ALTER COLUMN "kind" TYPE "line_kind" USING "kind"::text::"line_kind";
ALTER TABLE "order_line" ALTER COLUMN "product_id" DROP NOT NULL;
ALTER TABLE "order_line" ADD CONSTRAINT order_line_has_product CHECK ((kind = 'wallet_top_up') = (product_id IS NULL));

CREATE TABLE "wallet_top_up" (
    "merchant_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "bonus_minor" BIGINT NOT NULL,
    "rules_version" INTEGER NOT NULL,
    "is_automatic" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "wallet_top_up_pkey" PRIMARY KEY ("merchant_id","order_id")
);
CREATE INDEX "wallet_top_up_merchant_id_customer_id_created_at_idx" ON "wallet_top_up"("merchant_id", "customer_id", "created_at" DESC);
ALTER TABLE "wallet_top_up" ADD CONSTRAINT "wallet_top_up_merchant_id_order_id_fkey" FOREIGN KEY ("merchant_id", "order_id") REFERENCES "order"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "wallet_top_up" ADD CONSTRAINT "wallet_top_up_merchant_id_customer_id_fkey" FOREIGN KEY ("merchant_id", "customer_id") REFERENCES "customer"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "wallet_top_up"
  ADD CONSTRAINT wallet_top_up_amounts CHECK (amount_minor > 0 AND bonus_minor BETWEEN 0 AND amount_minor),
  ADD CONSTRAINT wallet_top_up_currency_form CHECK (currency ~ '^[A-Z]{3}$');

-- What was promised to somebody who topped up is never changed.
GRANT SELECT, INSERT ON "wallet_top_up" TO remit_app;
REVOKE UPDATE, DELETE, TRUNCATE ON "wallet_top_up" FROM remit_app;
