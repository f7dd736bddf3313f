-- Tax: a merchant's settings as versions, what was calculated for an order, and what documents claimed of it.
-- Orders that were placed before have none: every new amount begins at zero.

ALTER TABLE "order"
  ADD COLUMN "tax_included_minor" BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN "tax_basis" JSONB;
ALTER TABLE "order_line"
  ADD COLUMN "tax_added_minor" BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN "tax_included_minor" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "installment" ADD COLUMN "tax_minor" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "billing_details"
  ADD COLUMN "region" TEXT,
  ADD COLUMN "tax_id_state" TEXT NOT NULL DEFAULT 'unchecked',
  ADD COLUMN "tax_id_checked_at" TIMESTAMPTZ(6);

ALTER TABLE "order" ADD CONSTRAINT order_tax_included_in_range
  CHECK (tax_included_minor >= 0 AND tax_included_minor <= subtotal_minor);
ALTER TABLE "order_line" ADD CONSTRAINT order_line_tax_in_range
  CHECK (tax_added_minor >= 0 AND tax_included_minor >= 0 AND tax_included_minor <= amount_minor);
ALTER TABLE "installment" ADD CONSTRAINT installment_tax_in_range CHECK (tax_minor >= 0 AND tax_minor <= amount_minor);
ALTER TABLE "billing_details"
  ADD CONSTRAINT billing_details_region_form CHECK (region ~ '^[A-Z0-9]{1,3}$'),
  ADD CONSTRAINT billing_details_tax_id_state_known
    CHECK (tax_id_state IN ('unchecked', 'registered', 'not_registered', 'not_reached'));

CREATE TABLE "tax_settings" (
    "merchant_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "driver" TEXT NOT NULL,
    "home_country" TEXT NOT NULL,
    "home_region" TEXT,
    "inclusive_kinds" TEXT[],
    "reason" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "tax_settings_pkey" PRIMARY KEY ("merchant_id", "version")
);

CREATE TABLE "tax_rate" (
    "merchant_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "country" TEXT NOT NULL,
    "region" TEXT,
    "kind" TEXT,
    "name" TEXT NOT NULL,
    "rate_ppm" INTEGER NOT NULL,
    "treatment" TEXT NOT NULL,
    "is_reverse_charge" BOOLEAN NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,

    CONSTRAINT "tax_rate_pkey" PRIMARY KEY ("merchant_id", "version", "position")
);

CREATE TABLE "order_tax" (
    "merchant_id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "order_id" UUID NOT NULL,
    "jurisdiction" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "rate_ppm" INTEGER NOT NULL,
    "treatment" TEXT NOT NULL,
    "is_included" BOOLEAN NOT NULL,
    "taxable_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,

    CONSTRAINT "order_tax_pkey" PRIMARY KEY ("merchant_id", "order_line_id", "position")
);

CREATE TABLE "document_tax" (
    "merchant_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "invoice_id" UUID NOT NULL,
    "jurisdiction" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "rate_ppm" INTEGER NOT NULL,
    "treatment" TEXT NOT NULL,
    "is_included" BOOLEAN NOT NULL,
    "taxable_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,
    "is_claimed_again" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "document_tax_pkey" PRIMARY KEY ("merchant_id", "document_id", "position")
);

CREATE INDEX "order_tax_merchant_id_order_id_idx" ON "order_tax"("merchant_id", "order_id");
CREATE INDEX "document_tax_merchant_id_invoice_id_idx" ON "document_tax"("merchant_id", "invoice_id");

ALTER TABLE "tax_settings"
  ADD CONSTRAINT "tax_settings_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchant"("id")
    ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT tax_settings_version_counts_up CHECK (version > 0),
  ADD CONSTRAINT tax_settings_driver_known CHECK (driver IN ('none', 'rates', 'stripe_tax')),
  ADD CONSTRAINT tax_settings_home_form CHECK (home_country ~ '^[A-Z]{2}$' AND home_region ~ '^[A-Z0-9]{1,3}$'),
  ADD CONSTRAINT tax_settings_has_reason CHECK (reason <> '');
ALTER TABLE "tax_rate"
  ADD CONSTRAINT "tax_rate_merchant_id_version_fkey" FOREIGN KEY ("merchant_id", "version")
    REFERENCES "tax_settings"("merchant_id", "version") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT tax_rate_place_form CHECK (country ~ '^[A-Z]{2}$' AND region ~ '^[A-Z0-9]{1,3}$'),
  ADD CONSTRAINT tax_rate_in_range CHECK (rate_ppm BETWEEN 0 AND 1000000),
  ADD CONSTRAINT tax_rate_treatment_known CHECK (treatment IN ('taxed', 'exempt')),
  ADD CONSTRAINT tax_rate_days_in_order CHECK (valid_until IS NULL OR valid_from <= valid_until);
ALTER TABLE "order_tax"
  ADD CONSTRAINT "order_tax_merchant_id_order_id_fkey" FOREIGN KEY ("merchant_id", "order_id")
    REFERENCES "order"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "order_tax_merchant_id_order_line_id_fkey" FOREIGN KEY ("merchant_id", "order_line_id")
    REFERENCES "order_line"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT order_tax_treatment_known CHECK (treatment IN ('taxed', 'exempt', 'reverse_charge')),
  ADD CONSTRAINT order_tax_in_range CHECK (tax_minor >= 0 AND taxable_minor >= 0 AND (treatment = 'taxed' OR tax_minor = 0));
ALTER TABLE "document_tax"
  ADD CONSTRAINT "document_tax_merchant_id_document_id_fkey" FOREIGN KEY ("merchant_id", "document_id")
    REFERENCES "document"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "document_tax_merchant_id_invoice_id_fkey" FOREIGN KEY ("merchant_id", "invoice_id")
    REFERENCES "invoice"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT document_tax_treatment_known CHECK (treatment IN ('taxed', 'exempt', 'reverse_charge'));

-- What was calculated and claimed is never written again.
CREATE TRIGGER order_tax_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "order_tax"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER document_tax_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "document_tax"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON "tax_settings", "tax_rate", "order_tax", "document_tax" TO remit_app;
-- What is granted by default on new tables, where an operator did so, is taken back.
REVOKE UPDATE, DELETE, TRUNCATE ON "tax_settings", "tax_rate", "order_tax", "document_tax" FROM remit_app;
