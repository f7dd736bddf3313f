-- What a person has to look at, which signing secrets are in use, and how far the gateway's events were listed.

CREATE TYPE "alert_severity" AS ENUM ('notice', 'warning', 'critical');
CREATE TYPE "alert_state" AS ENUM ('open', 'acknowledged', 'resolved', 'false_alarm');

CREATE TABLE "alert" (
    "id" UUID NOT NULL,
    "merchant_id" UUID,
    "kind" TEXT NOT NULL,
    "severity" "alert_severity" NOT NULL,
    "state" "alert_state" NOT NULL DEFAULT 'open',
    "subject" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    "occurrence_count" INTEGER NOT NULL DEFAULT 1,
    "first_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "owner_role" TEXT NOT NULL,
    "owner_login_id" UUID,
    "owner_name" TEXT,
    "trace_id" TEXT NOT NULL,

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "alert_merchant_id_id_idx" ON "alert"("merchant_id", "id" DESC);
-- One row for what goes on: a flood of the same thing counts up instead of filling the list.
CREATE UNIQUE INDEX alert_one_unfinished ON "alert" (merchant_id, kind, subject) NULLS NOT DISTINCT
  WHERE state IN ('open', 'acknowledged');

CREATE TABLE "alert_event" (
    "id" UUID NOT NULL,
    "alert_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "actor_login_id" UUID,
    "actor_name" TEXT NOT NULL,
    "note" TEXT,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_event_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "alert_event_alert_id_id_idx" ON "alert_event"("alert_id", "id");
ALTER TABLE "alert_event" ADD CONSTRAINT "alert_event_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "webhook_secret_use" (
    "gateway" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "verified_count" BIGINT NOT NULL,
    "first_used_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_secret_use_pkey" PRIMARY KEY ("gateway", "fingerprint")
);

CREATE TABLE "webhook_sweep" (
    "gateway" TEXT NOT NULL,
    "swept_until" TIMESTAMPTZ(6) NOT NULL,
    "last_run_at" TIMESTAMPTZ(6) NOT NULL,
    "last_found_count" INTEGER NOT NULL,
    "total_found_count" BIGINT NOT NULL,
    "last_found_at" TIMESTAMPTZ(6),
    "last_error" TEXT,

    CONSTRAINT "webhook_sweep_pkey" PRIMARY KEY ("gateway")
);

GRANT SELECT, INSERT, UPDATE ON "alert", "webhook_secret_use", "webhook_sweep" TO remit_app;
GRANT SELECT, INSERT ON "alert_event" TO remit_app;
-- What is granted by default on new tables, where an operator did so, is taken back.
REVOKE DELETE, TRUNCATE ON "alert", "webhook_secret_use", "webhook_sweep" FROM remit_app;
REVOKE UPDATE, DELETE, TRUNCATE ON "alert_event" FROM remit_app;
