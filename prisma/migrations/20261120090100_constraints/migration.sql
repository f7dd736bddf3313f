-- What no code may get wrong, whoever writes: sums that add up, currencies that exist, one live payment for each installment.

DO $$ BEGIN
  EXECUTE format('ALTER DATABASE %I SET timezone = %L', current_database(), 'UTC');
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'The owner may not set the database''s time zone; sessions set it themselves.';
END $$;

ALTER TABLE "merchant"
  ADD CONSTRAINT merchant_slug_form CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT merchant_has_currency CHECK (cardinality(currencies) > 0);

ALTER TABLE "merchant_counter"
  ADD CONSTRAINT merchant_counter_counts_up CHECK (last_number >= 0);

ALTER TABLE "login"
  ADD CONSTRAINT login_email_normalized CHECK (email = lower(btrim(email)) AND email LIKE '%_@_%'),
  ADD CONSTRAINT login_customer_has_customer CHECK ((role = 'customer') = (customer_id IS NOT NULL));

ALTER TABLE "product"
  ADD CONSTRAINT product_price_positive CHECK (price_minor > 0),
  ADD CONSTRAINT product_currency_form CHECK (currency ~ '^[A-Z]{3}$');

ALTER TABLE "order"
  ADD CONSTRAINT order_total_adds_up CHECK (total_minor = subtotal_minor - discount_minor + fee_minor + tax_minor),
  ADD CONSTRAINT order_amounts_not_negative CHECK (
    subtotal_minor >= 0 AND discount_minor >= 0 AND fee_minor >= 0 AND tax_minor >= 0 AND total_minor >= 0
    AND credited_minor >= 0 AND paid_minor >= 0 AND refunded_minor >= 0 AND refunded_minor <= paid_minor),
  ADD CONSTRAINT order_paid_when_paid CHECK (state <> 'paid' OR paid_minor + credited_minor >= total_minor),
  ADD CONSTRAINT order_currency_form CHECK (currency ~ '^[A-Z]{3}$');

ALTER TABLE "order_line"
  ADD CONSTRAINT order_line_adds_up CHECK (amount_minor = unit_price_minor * quantity),
  ADD CONSTRAINT order_line_quantity_positive CHECK (quantity > 0);

ALTER TABLE "site"
  ADD CONSTRAINT site_attached_has_url CHECK (state = 'in_preparation' OR url IS NOT NULL),
  ADD CONSTRAINT site_url_is_web CHECK (url IS NULL OR url ~ '^https?://'),
  ADD CONSTRAINT site_sent_back_has_comment CHECK (state <> 'changes_requested' OR comment IS NOT NULL),
  ADD CONSTRAINT site_approved_has_approver CHECK ((state = 'approved') = (approved_by IS NOT NULL AND approved_at IS NOT NULL));

ALTER TABLE "installment"
  ADD CONSTRAINT installment_amount_positive CHECK (amount_minor > 0),
  ADD CONSTRAINT installment_paid_in_range CHECK (paid_minor >= 0 AND paid_minor <= amount_minor),
  ADD CONSTRAINT installment_paid_when_paid CHECK ((state = 'paid') = (paid_minor = amount_minor));

ALTER TABLE "invoice"
  ADD CONSTRAINT invoice_amount_positive CHECK (amount_minor > 0),
  ADD CONSTRAINT invoice_tax_in_range CHECK (tax_minor >= 0 AND tax_minor <= amount_minor);

ALTER TABLE "payment"
  ADD CONSTRAINT payment_amount_positive CHECK (amount_minor > 0),
  ADD CONSTRAINT payment_refunded_in_range CHECK (refunded_minor >= 0 AND refunded_minor <= amount_minor),
  ADD CONSTRAINT payment_completed_is_captured CHECK (state <> 'completed' OR captured_at IS NOT NULL),
  ADD CONSTRAINT payment_card_last4_form CHECK (card_last4 IS NULL OR card_last4 ~ '^[0-9]{4}$'),
  ADD CONSTRAINT payment_currency_form CHECK (currency ~ '^[A-Z]{3}$');

-- One installment, one payment through which money may still move: two tabs cannot open two.
CREATE UNIQUE INDEX payment_one_live_per_installment ON "payment" (merchant_id, installment_id)
  WHERE state IN ('pending', 'requires_action', 'processing', 'outcome_unknown', 'failed');
CREATE INDEX payment_next_check ON "payment" (next_check_at) WHERE next_check_at IS NOT NULL;

ALTER TABLE "payment_method"
  ADD CONSTRAINT payment_method_last4_form CHECK (last4 ~ '^[0-9]{4}$'),
  ADD CONSTRAINT payment_method_has_consent CHECK (consent_text <> ''),
  ADD CONSTRAINT payment_method_removed_is_not_default CHECK (removed_at IS NULL OR NOT is_default);
CREATE UNIQUE INDEX payment_method_one_default ON "payment_method" (merchant_id, customer_id) WHERE is_default;

-- The inbox and the outbox are queues: only what waits is in their index.
CREATE INDEX webhook_event_waiting ON "webhook_event" (next_attempt_at) WHERE state IN ('received', 'failed');
CREATE INDEX webhook_event_state ON "webhook_event" (state, id DESC) WHERE state IN ('failed', 'dead', 'parked');
CREATE INDEX outbox_job_waiting ON "outbox_job" (id) WHERE relayed_at IS NULL;
CREATE INDEX mail_not_sent ON "mail" (merchant_id, id) WHERE state <> 'sent';

-- What the console's lists and its search look up, where Prisma's schema cannot say it: expressions and conditions.
-- Words of a name and parts of an address, each by its beginning: "ada@ex" finds ada@example.com.
CREATE INDEX customer_search ON "customer"
  USING gin (to_tsvector('simple'::regconfig, translate(name || ' ' || email, '@._+-', '     ')));
CREATE INDEX payment_captured ON "payment" (merchant_id, captured_at) WHERE captured_at IS NOT NULL;
CREATE INDEX site_sent_back ON "site" (merchant_id, order_id) WHERE state = 'changes_requested';
CREATE INDEX journal_entry_rare_kinds ON "journal_entry" (merchant_id, kind, id DESC)
  WHERE kind IN ('overpayment_received', 'wallet_granted', 'wallet_clawed_back', 'reversal');
