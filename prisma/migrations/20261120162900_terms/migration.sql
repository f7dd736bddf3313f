-- When what is owed is due: terms offered by merchants, granted to customers, agreed on orders; installments that know their day.
ALTER TABLE "order"
  ADD COLUMN "terms_source" TEXT NOT NULL DEFAULT 'default',
  ADD COLUMN "terms_reason" TEXT NOT NULL DEFAULT 'No other terms are set.',
  ADD COLUMN "released_at" TIMESTAMPTZ(6);
ALTER TABLE "order" ADD CONSTRAINT order_terms_source_known CHECK (terms_source IN ('default', 'rule', 'override'));
UPDATE "order" SET released_at = paid_at WHERE paid_at IS NOT NULL;

ALTER TABLE "installment"
  ADD COLUMN "purpose" "payment_purpose" NOT NULL DEFAULT 'full',
  ADD COLUMN "due_rule" JSONB NOT NULL
    DEFAULT '{"from": "approval", "months": 0, "days": 0, "end": "none", "on": null, "invoiced": "on_the_day", "charge": "by_customer"}',
  ADD COLUMN "next_step_at" TIMESTAMPTZ(6),
  ADD COLUMN "collection" TEXT NOT NULL DEFAULT 'none',
  ADD COLUMN "charge_count" SMALLINT NOT NULL DEFAULT 0,
  ADD COLUMN "agenda_step" SMALLINT NOT NULL DEFAULT 0,
  ADD COLUMN "retry_at" TIMESTAMPTZ(6),
  ADD COLUMN "answer_by" TIMESTAMPTZ(6);
ALTER TABLE "installment"
  ADD CONSTRAINT installment_collection_known CHECK (
    collection IN ('none', 'retrying', 'action_required', 'customer_needed', 'given_up')),
  ADD CONSTRAINT installment_charges_counted CHECK (charge_count BETWEEN 0 AND 5 AND agenda_step BETWEEN 0 AND 6),
  ADD CONSTRAINT installment_ended_has_no_step CHECK (state NOT IN ('paid', 'canceled', 'replaced') OR next_step_at IS NULL),
  ADD CONSTRAINT installment_claimed_has_day CHECK (state <> 'overdue' OR due_on IS NOT NULL);
-- The agenda of collection: only what still has a step is in it, so that finding what is due costs the same however much is paid.
CREATE INDEX "installment_next_step" ON "installment" (next_step_at) WHERE next_step_at IS NOT NULL;
CREATE INDEX "installment_overdue" ON "installment" (merchant_id, order_id) WHERE state = 'overdue';

CREATE TABLE "terms_option" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "terms" JSONB NOT NULL,
    "rules" JSONB NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "terms_option_pkey" PRIMARY KEY ("merchant_id","id")
);
ALTER TABLE "terms_option" ADD CONSTRAINT "terms_option_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "terms_option" ADD CONSTRAINT terms_option_default_is_active CHECK (is_active OR NOT is_default);
CREATE UNIQUE INDEX "terms_option_one_default" ON "terms_option" (merchant_id) WHERE is_default;

-- What was granted to one customer. Who did it and why is in the audit log with what was there before.
CREATE TABLE "customer_terms" (
    "merchant_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "terms" JSONB,
    "is_approved" BOOLEAN NOT NULL,
    "credit_limit_minor" BIGINT,
    "credit_currency" TEXT,
    "reason" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "customer_terms_pkey" PRIMARY KEY ("merchant_id","customer_id")
);
ALTER TABLE "customer_terms" ADD CONSTRAINT "customer_terms_merchant_id_customer_id_fkey" FOREIGN KEY ("merchant_id", "customer_id") REFERENCES "customer"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "customer_terms"
  ADD CONSTRAINT customer_terms_limit_has_currency CHECK ((credit_limit_minor IS NULL) = (credit_currency IS NULL)),
  ADD CONSTRAINT customer_terms_limit_not_negative CHECK (credit_limit_minor >= 0),
  ADD CONSTRAINT customer_terms_currency_form CHECK (credit_currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT customer_terms_has_reason CHECK (reason <> '');

-- Terms that were changed after the order was placed, with the schedules before and after. Append-only.
CREATE TABLE "order_terms_change" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "order_terms_change_pkey" PRIMARY KEY ("merchant_id","id")
);
CREATE INDEX "order_terms_change_merchant_id_order_id_idx" ON "order_terms_change" ("merchant_id", "order_id");
ALTER TABLE "order_terms_change" ADD CONSTRAINT "order_terms_change_merchant_id_order_id_fkey" FOREIGN KEY ("merchant_id", "order_id") REFERENCES "order"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "order_terms_change" ADD CONSTRAINT order_terms_change_has_reason CHECK (reason <> '');
CREATE TRIGGER order_terms_change_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "order_terms_change"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- How a payment that was larger than its installment was spread over several. Append-only; a payment of one installment has none.
CREATE TABLE "payment_allocation" (
    "merchant_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "installment_id" UUID NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "payment_allocation_pkey" PRIMARY KEY ("merchant_id","payment_id","installment_id")
);
CREATE INDEX "payment_allocation_merchant_id_installment_id_idx" ON "payment_allocation" ("merchant_id", "installment_id");
ALTER TABLE "payment_allocation" ADD CONSTRAINT "payment_allocation_merchant_id_payment_id_fkey" FOREIGN KEY ("merchant_id", "payment_id") REFERENCES "payment"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "payment_allocation" ADD CONSTRAINT "payment_allocation_merchant_id_installment_id_fkey" FOREIGN KEY ("merchant_id", "installment_id") REFERENCES "installment"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "payment_allocation" ADD CONSTRAINT payment_allocation_positive CHECK (amount_minor > 0);
CREATE TRIGGER payment_allocation_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "payment_allocation"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT, UPDATE ON "terms_option", "customer_terms" TO remit_app;
GRANT SELECT, INSERT ON "order_terms_change", "payment_allocation" TO remit_app;
REVOKE DELETE, TRUNCATE ON "terms_option", "customer_terms" FROM remit_app;
REVOKE UPDATE, DELETE, TRUNCATE ON "order_terms_change", "payment_allocation" FROM remit_app;
