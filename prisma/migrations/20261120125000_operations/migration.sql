-- One row for each act that moves money or has a gateway move it: see docs/decisions/0018-operations.md.
CREATE TYPE "operation_state" AS ENUM ('begun', 'done', 'refused', 'outcome_unknown');

CREATE TABLE "operation" (
    "merchant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "command" TEXT NOT NULL,
    "input_hash" TEXT NOT NULL,
    "state" "operation_state" NOT NULL,
    "recovery_point" TEXT NOT NULL,
    "answer" JSONB NOT NULL DEFAULT '{}',
    "reason" TEXT,
    "ask_count" INTEGER NOT NULL DEFAULT 0,
    "order_id" UUID,
    "payment_id" UUID,
    "actor_kind" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "trace_id" TEXT NOT NULL,
    "lease_until" TIMESTAMPTZ(6),
    "begun_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "operation_pkey" PRIMARY KEY ("merchant_id", "name", "attempt")
);

ALTER TABLE "operation"
  ADD CONSTRAINT operation_attempt_from_one CHECK (attempt >= 1),
  ADD CONSTRAINT operation_recovery_point_known CHECK (recovery_point IN ('begun', 'asked', 'answered')),
  ADD CONSTRAINT operation_finished_when_over CHECK ((finished_at IS NOT NULL) = (state IN ('done', 'refused')));

-- Few are open at a time; nothing else is looked for by payment or by lease.
CREATE INDEX operation_open_of_payment ON "operation" (merchant_id, payment_id) WHERE state IN ('begun', 'outcome_unknown');
CREATE INDEX operation_open ON "operation" (lease_until) WHERE state IN ('begun', 'outcome_unknown');

GRANT SELECT, INSERT, UPDATE ON "operation" TO remit_app;
