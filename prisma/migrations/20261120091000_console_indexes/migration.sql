-- What the console's lists sort by and its search looks up. The journal has no index of its own here but for the rare kinds:
-- ids of entries begin with the instant, so the primary key is the order, and no posting pays for a list.

CREATE INDEX "order_merchant_id_placed_at_id_idx" ON "order"("merchant_id", "placed_at" DESC, "id" DESC);
CREATE INDEX "order_merchant_id_state_placed_at_id_idx" ON "order"("merchant_id", "state", "placed_at" DESC, "id" DESC);
CREATE INDEX "order_merchant_id_customer_id_placed_at_id_idx" ON "order"("merchant_id", "customer_id", "placed_at" DESC, "id" DESC);

CREATE INDEX "payment_merchant_id_created_at_id_idx" ON "payment"("merchant_id", "created_at" DESC, "id" DESC);
CREATE INDEX "payment_merchant_id_state_created_at_id_idx" ON "payment"("merchant_id", "state", "created_at" DESC, "id" DESC);
CREATE INDEX "payment_attempt_merchant_id_external_id_idx" ON "payment_attempt"("merchant_id", "external_id");

CREATE INDEX "customer_merchant_id_created_at_id_idx" ON "customer"("merchant_id", "created_at" DESC, "id" DESC);

CREATE INDEX "webhook_event_merchant_id_id_idx" ON "webhook_event"("merchant_id", "id" DESC);

-- What Prisma's schema cannot say: expressions and conditions.
-- Words of a name and parts of an address, each by its beginning: "ada@ex" finds ada@example.com.
CREATE INDEX customer_search ON "customer"
  USING gin (to_tsvector('simple'::regconfig, translate(name || ' ' || email, '@._+-', '     ')));
CREATE INDEX payment_captured ON "payment" (merchant_id, captured_at) WHERE captured_at IS NOT NULL;
CREATE INDEX site_sent_back ON "site" (merchant_id, order_id) WHERE state = 'changes_requested';
CREATE INDEX journal_entry_rare_kinds ON "journal_entry" (merchant_id, kind, id DESC)
  WHERE kind IN ('overpayment_received', 'wallet_granted', 'wallet_clawed_back', 'reversal');
