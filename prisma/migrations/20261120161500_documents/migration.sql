-- Documents as they were printed, to whom they are made out, and in which language.
CREATE TYPE "document_kind" AS ENUM ('invoice', 'receipt', 'credit_note');

ALTER TABLE "merchant" ADD COLUMN "address_lines" TEXT[] DEFAULT ARRAY[]::TEXT[], ADD COLUMN "tax_id" TEXT;
ALTER TABLE "customer" ADD COLUMN "locale" TEXT;
ALTER TABLE "customer" ADD CONSTRAINT customer_locale_form CHECK (locale ~ '^[a-z]{2}(-[A-Z]{2})?$');

CREATE TABLE "document" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" "document_kind" NOT NULL,
    "number" BIGINT NOT NULL,
    "source_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "order_id" UUID,
    "invoice_id" UUID,
    "payment_id" UUID,
    "currency" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "locale" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(6) NOT NULL,
    "printed" JSONB NOT NULL,

    CONSTRAINT "document_pkey" PRIMARY KEY ("merchant_id", "id")
);

CREATE TABLE "billing_details" (
    "merchant_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "address_lines" TEXT[],
    "country" TEXT NOT NULL,
    "tax_id" TEXT,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "billing_details_pkey" PRIMARY KEY ("merchant_id", "customer_id")
);

CREATE UNIQUE INDEX "document_merchant_id_kind_number_key" ON "document"("merchant_id", "kind", "number");
CREATE UNIQUE INDEX "document_merchant_id_kind_source_id_key" ON "document"("merchant_id", "kind", "source_id");
CREATE INDEX "document_merchant_id_customer_id_id_idx" ON "document"("merchant_id", "customer_id", "id" DESC);
CREATE INDEX "document_merchant_id_order_id_idx" ON "document"("merchant_id", "order_id");
CREATE INDEX "document_merchant_id_invoice_id_idx" ON "document"("merchant_id", "invoice_id");
CREATE INDEX "document_merchant_id_payment_id_idx" ON "document"("merchant_id", "payment_id");

ALTER TABLE "document"
  ADD CONSTRAINT "document_merchant_id_customer_id_fkey" FOREIGN KEY ("merchant_id", "customer_id")
    REFERENCES "customer"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "document_merchant_id_order_id_fkey" FOREIGN KEY ("merchant_id", "order_id")
    REFERENCES "order"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "document_merchant_id_invoice_id_fkey" FOREIGN KEY ("merchant_id", "invoice_id")
    REFERENCES "invoice"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "document_merchant_id_payment_id_fkey" FOREIGN KEY ("merchant_id", "payment_id")
    REFERENCES "payment"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT document_number_positive CHECK (number > 0),
  ADD CONSTRAINT document_amount_positive CHECK (amount_minor > 0),
  ADD CONSTRAINT document_currency_form CHECK (currency ~ '^[A-Z]{3}$'),
  -- An invoice's document is the invoice's; a credit note names the invoice that it credits; a receipt its payment.
  ADD CONSTRAINT document_has_its_subject CHECK (
    CASE kind WHEN 'invoice' THEN invoice_id = source_id WHEN 'receipt' THEN payment_id = source_id ELSE invoice_id IS NOT NULL END);

ALTER TABLE "billing_details"
  ADD CONSTRAINT "billing_details_merchant_id_customer_id_fkey" FOREIGN KEY ("merchant_id", "customer_id")
    REFERENCES "customer"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT billing_details_country_form CHECK (country ~ '^[A-Z]{2}$');

-- What was issued is never written again, by nobody.
CREATE TRIGGER document_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "document"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- An invoice's claim stands as issued; only whether it is open, paid or void changes.
CREATE FUNCTION refuse_invoice_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' OR to_jsonb(NEW) - 'state' IS DISTINCT FROM to_jsonb(OLD) - 'state' THEN
    RAISE EXCEPTION 'invoice % was issued: % is refused. Changes are credit notes.', OLD.number, TG_OP
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER invoice_stands BEFORE UPDATE OR DELETE ON "invoice"
  FOR EACH ROW EXECUTE FUNCTION refuse_invoice_change();

GRANT SELECT, INSERT ON "document" TO remit_app;
GRANT SELECT, INSERT, UPDATE ON "billing_details" TO remit_app;
REVOKE ALL ON FUNCTION refuse_invoice_change FROM PUBLIC;
