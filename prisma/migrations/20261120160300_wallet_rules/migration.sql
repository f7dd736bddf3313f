-- How a merchant's wallets work. A change is a new version, so that nothing given under an earlier one loses its terms.
CREATE TABLE "wallet_rules" (
    "merchant_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "spending_order" TEXT NOT NULL,
    "top_up_expiry_days" INTEGER,
    "promotional_expiry_days" INTEGER,
    "refund_expiry_days" INTEGER,
    "goodwill_expiry_days" INTEGER,
    "restore_grace_days" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "wallet_rules_pkey" PRIMARY KEY ("merchant_id","version")
);

CREATE TABLE "top_up_terms" (
    "merchant_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "min_minor" BIGINT NOT NULL,
    "max_minor" BIGINT NOT NULL,
    "presets_minor" BIGINT[],
    "bonus_from_minor" BIGINT,
    "bonus_basis_points" INTEGER,

    CONSTRAINT "top_up_terms_pkey" PRIMARY KEY ("merchant_id","version","currency")
);

ALTER TABLE "wallet_rules" ADD CONSTRAINT "wallet_rules_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "top_up_terms" ADD CONSTRAINT "top_up_terms_merchant_id_version_fkey" FOREIGN KEY ("merchant_id", "version") REFERENCES "wallet_rules"("merchant_id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "wallet_rules"
  ADD CONSTRAINT wallet_rules_version_counts_up CHECK (version > 0),
  ADD CONSTRAINT wallet_rules_order_known CHECK (spending_order IN ('first_in_first_out', 'soonest_expiring_first', 'by_priority')),
  ADD CONSTRAINT wallet_rules_days_positive CHECK (
    top_up_expiry_days > 0 AND promotional_expiry_days > 0 AND refund_expiry_days > 0 AND goodwill_expiry_days > 0
    AND restore_grace_days > 0),
  ADD CONSTRAINT wallet_rules_has_reason CHECK (reason <> '');
ALTER TABLE "top_up_terms"
  ADD CONSTRAINT top_up_terms_limits CHECK (min_minor > 0 AND min_minor <= max_minor),
  ADD CONSTRAINT top_up_terms_bonus_whole CHECK (
    (bonus_from_minor IS NULL) = (bonus_basis_points IS NULL) AND bonus_from_minor > 0 AND bonus_basis_points BETWEEN 1 AND 10000),
  ADD CONSTRAINT top_up_terms_currency_form CHECK (currency ~ '^[A-Z]{3}$');

GRANT SELECT, INSERT ON "wallet_rules", "top_up_terms" TO remit_app;
-- What is granted by default on new tables, where an operator did so, is taken back.
REVOKE UPDATE, DELETE, TRUNCATE ON "wallet_rules", "top_up_terms" FROM remit_app;
