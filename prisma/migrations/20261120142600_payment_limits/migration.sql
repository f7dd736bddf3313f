-- Below half a dollar (or fifty of any currency's smallest unit) a card costs more than it brings, and Stripe takes none.
ALTER TABLE "merchant" ADD COLUMN "payment_amount_min_minor" BIGINT NOT NULL DEFAULT 50;
ALTER TABLE "merchant" ADD CONSTRAINT "merchant_payment_limits"
  CHECK (payment_amount_min_minor > 0 AND payment_amount_min_minor <= payment_amount_max_minor);
