-- A wallet's balance is its ledger account; lots say which part of it is what. See docs/decisions/0022-wallet-holds.md.
CREATE TYPE "wallet_lot_kind" AS ENUM ('top_up', 'promotional', 'refund', 'goodwill');
CREATE TYPE "wallet_hold_state" AS ENUM ('active', 'captured', 'released');

CREATE TABLE "wallet_lot" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "kind" "wallet_lot_kind" NOT NULL,
    "granted_minor" BIGINT NOT NULL,
    "remaining_minor" BIGINT NOT NULL,
    "held_minor" BIGINT NOT NULL DEFAULT 0,
    "is_open" BOOLEAN NOT NULL DEFAULT true,
    "priority" INTEGER NOT NULL,
    "expires_on" DATE,
    "restrictions" JSONB NOT NULL DEFAULT '{}',
    "is_refundable" BOOLEAN NOT NULL,
    "origin_kind" TEXT NOT NULL,
    "origin_id" TEXT NOT NULL,
    "frozen_at" TIMESTAMPTZ(6),
    "frozen_reason" TEXT,
    "noticed_days" INTEGER,
    "granted_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "wallet_lot_pkey" PRIMARY KEY ("merchant_id","id")
);

CREATE TABLE "wallet_hold" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "installment_id" UUID NOT NULL,
    "payment_id" UUID,
    "currency" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "state" "wallet_hold_state" NOT NULL DEFAULT 'active',
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "released_reason" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),
    "trace_id" TEXT NOT NULL,

    CONSTRAINT "wallet_hold_pkey" PRIMARY KEY ("merchant_id","id")
);

CREATE TABLE "wallet_hold_lot" (
    "merchant_id" UUID NOT NULL,
    "hold_id" UUID NOT NULL,
    "lot_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "wallet_hold_lot_pkey" PRIMARY KEY ("merchant_id","hold_id","lot_id")
);

CREATE TABLE "wallet_movement" (
    "merchant_id" UUID NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "customer_id" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "lot_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "held_minor" BIGINT NOT NULL,
    "balance_after_minor" BIGINT NOT NULL,
    "entry_id" UUID,
    "hold_id" UUID,
    "order_id" UUID,
    "payment_id" UUID,
    "reason" TEXT,
    "actor_kind" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "trace_id" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "wallet_movement_pkey" PRIMARY KEY ("merchant_id","sequence")
);

-- A spend reads in its rule's order until it is covered, so each rule has its order as an index. Nothing in them changes with
-- each spend: a row that only counts down stays where it is.
CREATE INDEX wallet_lot_oldest ON "wallet_lot" (merchant_id, customer_id, currency, granted_at, id) WHERE is_open;
CREATE INDEX wallet_lot_soonest ON "wallet_lot" (merchant_id, customer_id, currency, expires_on, granted_at, id) WHERE is_open;
CREATE INDEX wallet_lot_by_priority ON "wallet_lot"
  (merchant_id, customer_id, currency, priority, (kind IN ('top_up', 'refund')), granted_at, id) WHERE is_open;
CREATE INDEX wallet_lot_expiring ON "wallet_lot" (expires_on) WHERE is_open AND expires_on IS NOT NULL;
CREATE INDEX wallet_lot_origin ON "wallet_lot" (merchant_id, origin_kind, origin_id);
CREATE UNIQUE INDEX wallet_hold_one_active ON "wallet_hold" (merchant_id, installment_id) WHERE state = 'active';
CREATE INDEX wallet_hold_expiring ON "wallet_hold" (expires_at) WHERE state = 'active';
CREATE INDEX "wallet_hold_merchant_id_order_id_idx" ON "wallet_hold"("merchant_id", "order_id");
CREATE INDEX "wallet_hold_merchant_id_customer_id_id_idx" ON "wallet_hold"("merchant_id", "customer_id", "id" DESC);
CREATE INDEX "wallet_hold_merchant_id_payment_id_idx" ON "wallet_hold"("merchant_id", "payment_id");
CREATE INDEX "wallet_hold_lot_merchant_id_lot_id_idx" ON "wallet_hold_lot"("merchant_id", "lot_id");
CREATE INDEX "wallet_movement_merchant_id_customer_id_currency_sequence_idx"
  ON "wallet_movement"("merchant_id", "customer_id", "currency", "sequence" DESC);
CREATE INDEX "wallet_movement_merchant_id_lot_id_sequence_idx" ON "wallet_movement"("merchant_id", "lot_id", "sequence");
CREATE INDEX wallet_movement_entry ON "wallet_movement" (merchant_id, entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX wallet_movement_order ON "wallet_movement" (merchant_id, order_id) WHERE order_id IS NOT NULL;

ALTER TABLE "wallet_lot" ADD CONSTRAINT "wallet_lot_merchant_id_customer_id_fkey"
  FOREIGN KEY ("merchant_id", "customer_id") REFERENCES "customer"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "wallet_hold" ADD CONSTRAINT "wallet_hold_merchant_id_customer_id_fkey"
  FOREIGN KEY ("merchant_id", "customer_id") REFERENCES "customer"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "wallet_hold" ADD CONSTRAINT "wallet_hold_merchant_id_order_id_fkey"
  FOREIGN KEY ("merchant_id", "order_id") REFERENCES "order"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "wallet_hold_lot" ADD CONSTRAINT "wallet_hold_lot_merchant_id_hold_id_fkey"
  FOREIGN KEY ("merchant_id", "hold_id") REFERENCES "wallet_hold"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "wallet_hold_lot" ADD CONSTRAINT "wallet_hold_lot_merchant_id_lot_id_fkey"
  FOREIGN KEY ("merchant_id", "lot_id") REFERENCES "wallet_lot"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "wallet_movement" ADD CONSTRAINT "wallet_movement_merchant_id_lot_id_fkey"
  FOREIGN KEY ("merchant_id", "lot_id") REFERENCES "wallet_lot"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "wallet_lot"
  ADD CONSTRAINT wallet_lot_amounts_in_range CHECK (granted_minor > 0 AND 0 <= held_minor AND held_minor <= remaining_minor
    AND remaining_minor <= granted_minor),
  ADD CONSTRAINT wallet_lot_open_while_it_holds CHECK (is_open = (remaining_minor > 0)),
  ADD CONSTRAINT wallet_lot_priority_in_range CHECK (priority BETWEEN 1 AND 50),
  ADD CONSTRAINT wallet_lot_frozen_has_reason CHECK ((frozen_at IS NULL) = (frozen_reason IS NULL)),
  ADD CONSTRAINT wallet_lot_currency_form CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE "wallet_hold"
  ADD CONSTRAINT wallet_hold_amount_positive CHECK (amount_minor > 0),
  ADD CONSTRAINT wallet_hold_ended_when_over CHECK ((state = 'active') = (ended_at IS NULL)),
  ADD CONSTRAINT wallet_hold_released_has_reason CHECK ((state = 'released') = (released_reason IS NOT NULL));
ALTER TABLE "wallet_hold_lot" ADD CONSTRAINT wallet_hold_lot_amount_positive CHECK (amount_minor > 0);
ALTER TABLE "wallet_movement"
  ADD CONSTRAINT wallet_movement_balance_not_negative CHECK (balance_after_minor >= 0),
  ADD CONSTRAINT wallet_movement_kind_known CHECK (kind IN ('granted', 'held', 'released', 'captured', 'spent', 'expired',
    'clawed_back', 'converted', 'restored', 'frozen', 'unfrozen', 'reversed')),
  -- What moves the balance has an entry that moves it, too; what only holds has none.
  ADD CONSTRAINT wallet_movement_amount_has_entry CHECK ((amount_minor <> 0) = (entry_id IS NOT NULL)),
  ADD CONSTRAINT wallet_movement_is_of_its_kind CHECK (CASE
    WHEN kind IN ('granted', 'restored') THEN amount_minor > 0 AND held_minor = 0
    WHEN kind IN ('spent', 'expired', 'clawed_back') THEN amount_minor < 0 AND held_minor = 0
    WHEN kind = 'captured' THEN amount_minor < 0 AND held_minor = amount_minor
    WHEN kind = 'held' THEN amount_minor = 0 AND held_minor > 0
    WHEN kind = 'released' THEN amount_minor = 0 AND held_minor < 0
    WHEN kind IN ('frozen', 'unfrozen') THEN amount_minor = 0 AND held_minor = 0
    ELSE amount_minor <> 0 AND held_minor = 0 END);

CREATE TRIGGER wallet_movement_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "wallet_movement"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Credit that was there before there were lots becomes one lot of each wallet, so that lots and balances agree from now on.
WITH opening AS (
  INSERT INTO "wallet_lot" (merchant_id, id, customer_id, currency, kind, granted_minor, remaining_minor, priority, is_refundable,
      origin_kind, origin_id, granted_at)
    SELECT a.merchant_id, gen_random_uuid(), a.customer_id, a.currency, 'goodwill', -b.balance_minor, -b.balance_minor, 25, false,
        'opening', a.id::text, now()
      FROM ledger_account a JOIN ledger_balance b ON b.merchant_id = a.merchant_id AND b.account_id = a.id
      WHERE a.code LIKE 'wallet:%' AND b.balance_minor < 0
    RETURNING *)
INSERT INTO "wallet_movement" (merchant_id, customer_id, currency, lot_id, kind, amount_minor, held_minor, balance_after_minor,
    entry_id, actor_kind, actor_name, trace_id, occurred_at)
  SELECT o.merchant_id, o.customer_id, o.currency, o.id, 'granted', o.granted_minor, 0, o.granted_minor,
      (SELECT p.entry_id FROM posting p WHERE p.merchant_id = o.merchant_id AND p.account_id = o.origin_id::uuid
        ORDER BY p.entry_id DESC LIMIT 1), 'system', 'Remit', repeat('0', 32), o.granted_at
    FROM opening o;

GRANT SELECT, INSERT ON "wallet_lot", "wallet_hold", "wallet_hold_lot", "wallet_movement" TO remit_app;
GRANT UPDATE (remaining_minor, held_minor, is_open, frozen_at, frozen_reason, noticed_days) ON "wallet_lot" TO remit_app;
GRANT UPDATE (state, payment_id, released_reason, ended_at) ON "wallet_hold" TO remit_app;
GRANT USAGE ON SEQUENCE "wallet_movement_sequence_seq" TO remit_app;
REVOKE DELETE, TRUNCATE ON "wallet_lot", "wallet_hold" FROM remit_app;
REVOKE UPDATE, DELETE, TRUNCATE ON "wallet_hold_lot", "wallet_movement" FROM remit_app;
