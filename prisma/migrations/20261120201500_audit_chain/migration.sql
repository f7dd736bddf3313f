-- Audit records are chained when they are sealed, not when they are written. See docs/decisions/0042-records-are-sealed-afterwards.md.
-- Which transaction wrote a record: the sealer goes on from there, so that a transaction that commits late is not passed over.
ALTER TABLE "audit_event" ADD COLUMN "written_xid" BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text)::bigint;

-- Nobody but the database says which transaction that was.
REVOKE INSERT ON "audit_event" FROM remit_app;
GRANT INSERT ("merchant_id", "id", "timestamp", "event_type", "user_id", "actor_name", "environment", "command", "order_id",
    "payment_id", "payment_intent_id", "amount_minor", "currency", "outcome", "ip_address", "idempotency_key", "trace_id",
    "reason", "failure_code", "failure_message", "decline_code", "card_last4", "card_brand", "changes")
  ON "audit_event" TO remit_app;

-- A record's place in its merchant's chain.
CREATE TABLE "audit_seal" (
    "merchant_id" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,
    "event_id" UUID NOT NULL,
    "format" SMALLINT NOT NULL,
    "record_hash" TEXT NOT NULL,
    "chain_hash" TEXT NOT NULL,
    "sealed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),

    CONSTRAINT "audit_seal_pkey" PRIMARY KEY ("merchant_id", "sequence"),
    CONSTRAINT audit_seal_sequence_positive CHECK (sequence > 0),
    CONSTRAINT audit_seal_hashes CHECK (record_hash ~ '^[0-9a-f]{64}$' AND chain_hash ~ '^[0-9a-f]{64}$')
);
CREATE UNIQUE INDEX "audit_seal_merchant_id_event_id_key" ON "audit_seal"("merchant_id", "event_id");

-- How far the sealer has come: every record of a transaction below is sealed. On another server transactions count anew.
CREATE TABLE "audit_chain" (
    "merchant_id" UUID NOT NULL,
    "sealed_below" BIGINT NOT NULL,
    "server_id" TEXT NOT NULL,
    "sealed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),

    CONSTRAINT "audit_chain_pkey" PRIMARY KEY ("merchant_id")
);

-- A signed statement of where a chain stood, to be kept elsewhere, too.
CREATE TABLE "audit_checkpoint" (
    "merchant_id" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,
    "chain_hash" TEXT NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,
    "key_id" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "signature" TEXT NOT NULL,

    CONSTRAINT "audit_checkpoint_pkey" PRIMARY KEY ("merchant_id", "sequence"),
    CONSTRAINT audit_checkpoint_hash CHECK (chain_hash ~ '^[0-9a-f]{64}$')
);

CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_seal"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_checkpoint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_checkpoint"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON "audit_seal", "audit_checkpoint" TO remit_app;
GRANT SELECT, INSERT, UPDATE ON "audit_chain" TO remit_app;
