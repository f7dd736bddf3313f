-- CreateEnum
CREATE TYPE "product_kind" AS ENUM ('site_placement', 'course', 'subscription');

-- CreateEnum
CREATE TYPE "subscription_state" AS ENUM ('trialing', 'active', 'past_due', 'paused', 'canceled', 'expired');

-- CreateEnum
CREATE TYPE "ledger_account_type" AS ENUM ('asset', 'liability', 'income', 'contra_income', 'expense');

-- CreateEnum
CREATE TYPE "webhook_event_state" AS ENUM ('received', 'applied', 'ignored', 'parked', 'failed', 'dead');

-- CreateEnum
CREATE TYPE "mail_state" AS ENUM ('queued', 'sent', 'failed');

-- CreateEnum
CREATE TYPE "order_state" AS ENUM ('confirmed', 'sites_ready', 'payment_pending', 'paid', 'canceled');

-- CreateEnum
CREATE TYPE "site_state" AS ENUM ('in_preparation', 'ready', 'changes_requested', 'approved');

-- CreateEnum
CREATE TYPE "installment_state" AS ENUM ('scheduled', 'due', 'paid', 'canceled');

-- CreateEnum
CREATE TYPE "invoice_state" AS ENUM ('open', 'paid', 'void');

-- CreateEnum
CREATE TYPE "payment_state" AS ENUM ('pending', 'requires_action', 'processing', 'outcome_unknown', 'completed', 'failed', 'canceled', 'refunded');

-- CreateEnum
CREATE TYPE "payment_purpose" AS ENUM ('full', 'deposit', 'balance', 'installment', 'top_up');

-- CreateEnum
CREATE TYPE "tender" AS ENUM ('card', 'wallet', 'bank_transfer', 'cash', 'check');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('customer', 'support', 'billing_ops', 'finance_approver', 'finance_admin', 'platform_admin', 'auditor');

-- CreateTable
CREATE TABLE "audit_event" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "timestamp" TIMESTAMPTZ(6) NOT NULL,
    "event_type" TEXT NOT NULL,
    "user_id" UUID,
    "actor_name" TEXT NOT NULL,
    "environment" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "order_id" UUID,
    "payment_id" UUID,
    "payment_intent_id" TEXT,
    "amount_minor" BIGINT,
    "currency" TEXT,
    "outcome" TEXT NOT NULL,
    "ip_address" TEXT,
    "idempotency_key" TEXT,
    "trace_id" TEXT NOT NULL,
    "reason" TEXT,
    "failure_code" TEXT,
    "failure_message" TEXT,
    "decline_code" TEXT,
    "card_last4" TEXT,
    "card_brand" TEXT,
    "changes" JSONB NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "heartbeat" (
    "process" TEXT NOT NULL,
    "beat_at" TIMESTAMPTZ(6) NOT NULL,
    "details" JSONB NOT NULL,

    CONSTRAINT "heartbeat_pkey" PRIMARY KEY ("process")
);

-- CreateTable
CREATE TABLE "product" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "kind" "product_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "price_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "product_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "access_grant" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "granted_at" TIMESTAMPTZ(6) NOT NULL,
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "access_grant_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "subscription" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "state" "subscription_state" NOT NULL,
    "currency" TEXT NOT NULL,
    "price_minor" BIGINT NOT NULL,
    "period_starts_on" DATE NOT NULL,
    "period_ends_on" DATE NOT NULL,
    "workflow" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "ledger_account" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "type" "ledger_account_type" NOT NULL,
    "currency" TEXT NOT NULL,
    "customer_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_account_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "journal_entry" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "source_kind" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "order_id" UUID,
    "payment_id" UUID,
    "reversal_of" UUID,
    "actor_kind" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "reason" TEXT,
    "trace_id" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "journal_entry_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "posting" (
    "merchant_id" UUID NOT NULL,
    "entry_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "account_id" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "posting_pkey" PRIMARY KEY ("merchant_id","entry_id","position")
);

-- CreateTable
CREATE TABLE "ledger_balance" (
    "merchant_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "balance_minor" BIGINT NOT NULL,
    "version" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "ledger_balance_pkey" PRIMARY KEY ("merchant_id","account_id")
);

-- CreateTable
CREATE TABLE "merchant" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "legal_name" TEXT NOT NULL,
    "statement_descriptor" TEXT NOT NULL,
    "support_email" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "currencies" TEXT[],
    "hosts" TEXT[],
    "payment_amount_max_minor" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "merchant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "merchant_counter" (
    "merchant_id" UUID NOT NULL,
    "series" TEXT NOT NULL,
    "last_number" BIGINT NOT NULL,

    CONSTRAINT "merchant_counter_pkey" PRIMARY KEY ("merchant_id","series")
);

-- CreateTable
CREATE TABLE "webhook_event" (
    "id" UUID NOT NULL,
    "merchant_id" UUID,
    "gateway" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "gateway_payment_id" TEXT,
    "kind" TEXT NOT NULL,
    "api_version" TEXT NOT NULL,
    "is_live" BOOLEAN NOT NULL,
    "payload" TEXT NOT NULL,
    "state" "webhook_event_state" NOT NULL DEFAULT 'received',
    "attempt_count" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "result" JSONB NOT NULL DEFAULT '{}',
    "last_error" TEXT,
    "trace_id" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "webhook_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_rejection" (
    "gateway" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "ip_address" TEXT NOT NULL,
    "minute" TIMESTAMPTZ(6) NOT NULL,
    "rejected_count" INTEGER NOT NULL,

    CONSTRAINT "webhook_rejection_pkey" PRIMARY KEY ("gateway","reason","ip_address","minute")
);

-- CreateTable
CREATE TABLE "outbox_job" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "job" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "trace_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "relayed_at" TIMESTAMPTZ(6),

    CONSTRAINT "outbox_job_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "mail" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "order_id" UUID,
    "to_address" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "state" "mail_state" NOT NULL,
    "attempt_count" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(6),

    CONSTRAINT "mail_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "order" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" BIGINT NOT NULL,
    "customer_id" UUID NOT NULL,
    "state" "order_state" NOT NULL,
    "currency" TEXT NOT NULL,
    "subtotal_minor" BIGINT NOT NULL,
    "discount_minor" BIGINT NOT NULL DEFAULT 0,
    "fee_minor" BIGINT NOT NULL DEFAULT 0,
    "tax_minor" BIGINT NOT NULL DEFAULT 0,
    "total_minor" BIGINT NOT NULL,
    "credited_minor" BIGINT NOT NULL DEFAULT 0,
    "paid_minor" BIGINT NOT NULL DEFAULT 0,
    "refunded_minor" BIGINT NOT NULL DEFAULT 0,
    "terms" JSONB NOT NULL,
    "workflow" JSONB NOT NULL,
    "placement_key" TEXT NOT NULL,
    "placement_hash" TEXT NOT NULL,
    "approved_by" UUID,
    "approved_at" TIMESTAMPTZ(6),
    "paid_at" TIMESTAMPTZ(6),
    "canceled_at" TIMESTAMPTZ(6),
    "placed_at" TIMESTAMPTZ(6) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "order_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "order_line" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "product_id" UUID NOT NULL,
    "kind" "product_kind" NOT NULL,
    "description" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "unit_price_minor" BIGINT NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "site" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "state" "site_state" NOT NULL,
    "url" TEXT,
    "note" TEXT,
    "comment" TEXT,
    "attached_at" TIMESTAMPTZ(6),
    "approved_by" UUID,
    "approved_at" TIMESTAMPTZ(6),

    CONSTRAINT "site_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "order_event" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "from_state" "order_state",
    "to_state" "order_state",
    "actor_kind" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "cause" JSONB NOT NULL,
    "details" JSONB NOT NULL,
    "payment_id" UUID,
    "trace_id" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "order_event_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "installment" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "state" "installment_state" NOT NULL,
    "currency" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "paid_minor" BIGINT NOT NULL DEFAULT 0,
    "due_on" DATE,

    CONSTRAINT "installment_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "invoice" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" BIGINT NOT NULL,
    "order_id" UUID NOT NULL,
    "installment_id" UUID NOT NULL,
    "state" "invoice_state" NOT NULL,
    "currency" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,
    "issued_at" TIMESTAMPTZ(6) NOT NULL,
    "due_on" DATE NOT NULL,

    CONSTRAINT "invoice_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "payment" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "installment_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "purpose" "payment_purpose" NOT NULL,
    "tender" "tender" NOT NULL,
    "gateway" TEXT NOT NULL,
    "state" "payment_state" NOT NULL,
    "currency" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "refunded_minor" BIGINT NOT NULL DEFAULT 0,
    "gateway_payment_id" TEXT,
    "gateway_charge_id" TEXT,
    "save_method" BOOLEAN NOT NULL DEFAULT false,
    "metadata" JSONB NOT NULL,
    "card_brand" TEXT,
    "card_last4" TEXT,
    "card_funding" TEXT,
    "failure_code" TEXT,
    "decline_code" TEXT,
    "failure_message" TEXT,
    "next_check_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "captured_at" TIMESTAMPTZ(6),
    "trace_id" TEXT NOT NULL,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "payment_attempt" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "command" TEXT NOT NULL,
    "idempotency_key" TEXT,
    "external_id" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "failure_code" TEXT,
    "decline_code" TEXT,
    "failure_message" TEXT,
    "card_brand" TEXT,
    "card_last4" TEXT,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "payment_attempt_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "payment_method" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "gateway" TEXT NOT NULL,
    "gateway_method_id" TEXT NOT NULL,
    "brand" TEXT NOT NULL,
    "last4" TEXT NOT NULL,
    "funding" TEXT NOT NULL,
    "exp_month" INTEGER NOT NULL,
    "exp_year" INTEGER NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "consent_text" TEXT NOT NULL,
    "consented_at" TIMESTAMPTZ(6) NOT NULL,
    "removed_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payment_method_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "customer" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "gateway_customer_id" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "login" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "customer_id" UUID,
    "disabled_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "login_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "session" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "login_id" UUID NOT NULL,
    "user_agent" TEXT NOT NULL,
    "ip_address" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "session_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "password_reset" (
    "merchant_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "login_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),

    CONSTRAINT "password_reset_pkey" PRIMARY KEY ("merchant_id","token_hash")
);

-- CreateTable
CREATE TABLE "sign_in_failure" (
    "bucket" TEXT NOT NULL,
    "window_start" TIMESTAMPTZ(6) NOT NULL,
    "failure_count" INTEGER NOT NULL,

    CONSTRAINT "sign_in_failure_pkey" PRIMARY KEY ("bucket","window_start")
);

-- CreateIndex
CREATE INDEX "audit_event_merchant_id_order_id_idx" ON "audit_event"("merchant_id", "order_id");

-- CreateIndex
CREATE INDEX "audit_event_merchant_id_trace_id_idx" ON "audit_event"("merchant_id", "trace_id");

-- CreateIndex
CREATE INDEX "audit_event_merchant_id_payment_intent_id_idx" ON "audit_event"("merchant_id", "payment_intent_id");

-- CreateIndex
CREATE UNIQUE INDEX "product_merchant_id_slug_key" ON "product"("merchant_id", "slug");

-- CreateIndex
CREATE INDEX "access_grant_merchant_id_customer_id_idx" ON "access_grant"("merchant_id", "customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "access_grant_merchant_id_order_line_id_key" ON "access_grant"("merchant_id", "order_line_id");

-- CreateIndex
CREATE INDEX "subscription_merchant_id_customer_id_idx" ON "subscription"("merchant_id", "customer_id");

-- CreateIndex
CREATE INDEX "ledger_account_merchant_id_customer_id_idx" ON "ledger_account"("merchant_id", "customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_account_merchant_id_code_currency_key" ON "ledger_account"("merchant_id", "code", "currency");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_account_merchant_id_id_currency_key" ON "ledger_account"("merchant_id", "id", "currency");

-- CreateIndex
CREATE INDEX "journal_entry_merchant_id_order_id_idx" ON "journal_entry"("merchant_id", "order_id");

-- CreateIndex
CREATE INDEX "journal_entry_merchant_id_payment_id_idx" ON "journal_entry"("merchant_id", "payment_id");

-- CreateIndex
CREATE INDEX "posting_merchant_id_account_id_entry_id_idx" ON "posting"("merchant_id", "account_id", "entry_id");

-- CreateIndex
CREATE UNIQUE INDEX "merchant_slug_key" ON "merchant"("slug");

-- CreateIndex
CREATE INDEX "webhook_event_gateway_object_id_idx" ON "webhook_event"("gateway", "object_id");

-- CreateIndex
CREATE INDEX "webhook_event_gateway_gateway_payment_id_idx" ON "webhook_event"("gateway", "gateway_payment_id");

-- CreateIndex
CREATE INDEX "webhook_event_merchant_id_id_idx" ON "webhook_event"("merchant_id", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "webhook_event_gateway_external_id_key" ON "webhook_event"("gateway", "external_id");

-- CreateIndex
CREATE INDEX "mail_merchant_id_order_id_idx" ON "mail"("merchant_id", "order_id");

-- CreateIndex
CREATE UNIQUE INDEX "mail_merchant_id_dedupe_key_key" ON "mail"("merchant_id", "dedupe_key");

-- CreateIndex
CREATE INDEX "order_merchant_id_customer_id_id_idx" ON "order"("merchant_id", "customer_id", "id" DESC);

-- CreateIndex
CREATE INDEX "order_merchant_id_state_id_idx" ON "order"("merchant_id", "state", "id" DESC);

-- CreateIndex
CREATE INDEX "order_merchant_id_placed_at_id_idx" ON "order"("merchant_id", "placed_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "order_merchant_id_state_placed_at_id_idx" ON "order"("merchant_id", "state", "placed_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "order_merchant_id_customer_id_placed_at_id_idx" ON "order"("merchant_id", "customer_id", "placed_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "order_merchant_id_number_key" ON "order"("merchant_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "order_merchant_id_customer_id_placement_key_key" ON "order"("merchant_id", "customer_id", "placement_key");

-- CreateIndex
CREATE UNIQUE INDEX "order_line_merchant_id_order_id_position_key" ON "order_line"("merchant_id", "order_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "site_merchant_id_order_id_position_key" ON "site"("merchant_id", "order_id", "position");

-- CreateIndex
CREATE INDEX "order_event_merchant_id_order_id_id_idx" ON "order_event"("merchant_id", "order_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "installment_merchant_id_order_id_position_key" ON "installment"("merchant_id", "order_id", "position");

-- CreateIndex
CREATE INDEX "invoice_merchant_id_order_id_idx" ON "invoice"("merchant_id", "order_id");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_merchant_id_number_key" ON "invoice"("merchant_id", "number");

-- CreateIndex
CREATE INDEX "payment_merchant_id_order_id_idx" ON "payment"("merchant_id", "order_id");

-- CreateIndex
CREATE INDEX "payment_merchant_id_customer_id_id_idx" ON "payment"("merchant_id", "customer_id", "id" DESC);

-- CreateIndex
CREATE INDEX "payment_merchant_id_gateway_charge_id_idx" ON "payment"("merchant_id", "gateway_charge_id");

-- CreateIndex
CREATE INDEX "payment_merchant_id_card_last4_idx" ON "payment"("merchant_id", "card_last4");

-- CreateIndex
CREATE INDEX "payment_merchant_id_trace_id_idx" ON "payment"("merchant_id", "trace_id");

-- CreateIndex
CREATE INDEX "payment_merchant_id_created_at_id_idx" ON "payment"("merchant_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "payment_merchant_id_state_created_at_id_idx" ON "payment"("merchant_id", "state", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "payment_merchant_id_gateway_gateway_payment_id_key" ON "payment"("merchant_id", "gateway", "gateway_payment_id");

-- CreateIndex
CREATE INDEX "payment_attempt_merchant_id_external_id_idx" ON "payment_attempt"("merchant_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_attempt_merchant_id_payment_id_external_id_command__key" ON "payment_attempt"("merchant_id", "payment_id", "external_id", "command", "outcome");

-- CreateIndex
CREATE INDEX "payment_method_merchant_id_customer_id_idx" ON "payment_method"("merchant_id", "customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_method_merchant_id_gateway_gateway_method_id_key" ON "payment_method"("merchant_id", "gateway", "gateway_method_id");

-- CreateIndex
CREATE INDEX "customer_merchant_id_email_idx" ON "customer"("merchant_id", "email");

-- CreateIndex
CREATE INDEX "customer_merchant_id_created_at_id_idx" ON "customer"("merchant_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "login_email_idx" ON "login"("email");

-- CreateIndex
CREATE UNIQUE INDEX "login_merchant_id_email_key" ON "login"("merchant_id", "email");

-- CreateIndex
CREATE INDEX "session_merchant_id_login_id_idx" ON "session"("merchant_id", "login_id");

-- CreateIndex
CREATE INDEX "password_reset_merchant_id_login_id_idx" ON "password_reset"("merchant_id", "login_id");

-- AddForeignKey
ALTER TABLE "access_grant" ADD CONSTRAINT "access_grant_merchant_id_customer_id_fkey" FOREIGN KEY ("merchant_id", "customer_id") REFERENCES "customer"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_grant" ADD CONSTRAINT "access_grant_merchant_id_product_id_fkey" FOREIGN KEY ("merchant_id", "product_id") REFERENCES "product"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_grant" ADD CONSTRAINT "access_grant_merchant_id_order_id_fkey" FOREIGN KEY ("merchant_id", "order_id") REFERENCES "order"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_grant" ADD CONSTRAINT "access_grant_merchant_id_order_line_id_fkey" FOREIGN KEY ("merchant_id", "order_line_id") REFERENCES "order_line"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_merchant_id_customer_id_fkey" FOREIGN KEY ("merchant_id", "customer_id") REFERENCES "customer"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_merchant_id_product_id_fkey" FOREIGN KEY ("merchant_id", "product_id") REFERENCES "product"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journal_entry" ADD CONSTRAINT "journal_entry_merchant_id_reversal_of_fkey" FOREIGN KEY ("merchant_id", "reversal_of") REFERENCES "journal_entry"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "posting" ADD CONSTRAINT "posting_merchant_id_entry_id_fkey" FOREIGN KEY ("merchant_id", "entry_id") REFERENCES "journal_entry"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "posting" ADD CONSTRAINT "posting_merchant_id_account_id_currency_fkey" FOREIGN KEY ("merchant_id", "account_id", "currency") REFERENCES "ledger_account"("merchant_id", "id", "currency") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_balance" ADD CONSTRAINT "ledger_balance_merchant_id_account_id_fkey" FOREIGN KEY ("merchant_id", "account_id") REFERENCES "ledger_account"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "merchant_counter" ADD CONSTRAINT "merchant_counter_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail" ADD CONSTRAINT "mail_merchant_id_order_id_fkey" FOREIGN KEY ("merchant_id", "order_id") REFERENCES "order"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_merchant_id_customer_id_fkey" FOREIGN KEY ("merchant_id", "customer_id") REFERENCES "customer"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_merchant_id_order_id_fkey" FOREIGN KEY ("merchant_id", "order_id") REFERENCES "order"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_merchant_id_product_id_fkey" FOREIGN KEY ("merchant_id", "product_id") REFERENCES "product"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site" ADD CONSTRAINT "site_merchant_id_order_id_fkey" FOREIGN KEY ("merchant_id", "order_id") REFERENCES "order"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site" ADD CONSTRAINT "site_merchant_id_order_line_id_fkey" FOREIGN KEY ("merchant_id", "order_line_id") REFERENCES "order_line"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_event" ADD CONSTRAINT "order_event_merchant_id_order_id_fkey" FOREIGN KEY ("merchant_id", "order_id") REFERENCES "order"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "installment" ADD CONSTRAINT "installment_merchant_id_order_id_fkey" FOREIGN KEY ("merchant_id", "order_id") REFERENCES "order"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_merchant_id_order_id_fkey" FOREIGN KEY ("merchant_id", "order_id") REFERENCES "order"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_merchant_id_installment_id_fkey" FOREIGN KEY ("merchant_id", "installment_id") REFERENCES "installment"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_merchant_id_order_id_fkey" FOREIGN KEY ("merchant_id", "order_id") REFERENCES "order"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_merchant_id_installment_id_fkey" FOREIGN KEY ("merchant_id", "installment_id") REFERENCES "installment"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_merchant_id_customer_id_fkey" FOREIGN KEY ("merchant_id", "customer_id") REFERENCES "customer"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_attempt" ADD CONSTRAINT "payment_attempt_merchant_id_payment_id_fkey" FOREIGN KEY ("merchant_id", "payment_id") REFERENCES "payment"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_method" ADD CONSTRAINT "payment_method_merchant_id_customer_id_fkey" FOREIGN KEY ("merchant_id", "customer_id") REFERENCES "customer"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "login" ADD CONSTRAINT "login_merchant_id_customer_id_fkey" FOREIGN KEY ("merchant_id", "customer_id") REFERENCES "customer"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_merchant_id_login_id_fkey" FOREIGN KEY ("merchant_id", "login_id") REFERENCES "login"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "password_reset" ADD CONSTRAINT "password_reset_merchant_id_login_id_fkey" FOREIGN KEY ("merchant_id", "login_id") REFERENCES "login"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
