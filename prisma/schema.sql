-- The schema as it stands after all migrations, read from the catalog: for readers, never executed.
-- npm run db:dump writes it, npm run check fails when it is out of date.

-- Types

CREATE TYPE alert_severity AS ENUM ('notice', 'warning', 'critical');
CREATE TYPE alert_state AS ENUM ('open', 'acknowledged', 'resolved', 'false_alarm');
CREATE TYPE dispute_state AS ENUM ('inquiry', 'needs_response', 'under_review', 'won', 'lost', 'closed');
CREATE TYPE document_kind AS ENUM ('invoice', 'receipt', 'credit_note');
CREATE TYPE installment_state AS ENUM ('scheduled', 'due', 'overdue', 'paid', 'canceled', 'replaced');
CREATE TYPE invoice_state AS ENUM ('open', 'paid', 'void');
CREATE TYPE ledger_account_type AS ENUM ('asset', 'liability', 'income', 'contra_income', 'expense');
CREATE TYPE line_kind AS ENUM ('site_placement', 'course', 'subscription', 'wallet_top_up');
CREATE TYPE mail_state AS ENUM ('queued', 'sent', 'failed', 'sending', 'unconfirmed', 'bounced');
CREATE TYPE manual_payment_state AS ENUM ('recorded', 'verified', 'rejected', 'bounced');
CREATE TYPE operation_state AS ENUM ('begun', 'done', 'refused', 'outcome_unknown');
CREATE TYPE order_state AS ENUM ('deposit_pending', 'confirmed', 'sites_ready', 'payment_pending', 'paid', 'canceled');
CREATE TYPE payment_purpose AS ENUM ('full', 'deposit', 'balance', 'installment', 'top_up', 'late_fee');
CREATE TYPE payment_state AS ENUM ('pending', 'requires_action', 'processing', 'outcome_unknown', 'completed', 'failed', 'canceled', 'refunded', 'bounced');
CREATE TYPE product_kind AS ENUM ('site_placement', 'course', 'subscription');
CREATE TYPE role AS ENUM ('customer', 'support', 'billing_ops', 'finance_approver', 'finance_admin', 'platform_admin', 'auditor');
CREATE TYPE site_state AS ENUM ('in_preparation', 'ready', 'changes_requested', 'approved');
CREATE TYPE subscription_state AS ENUM ('trialing', 'active', 'past_due', 'paused', 'canceled', 'expired');
CREATE TYPE tender AS ENUM ('card', 'wallet', 'bank_transfer', 'cash', 'check');
CREATE TYPE wallet_hold_state AS ENUM ('active', 'captured', 'released');
CREATE TYPE wallet_lot_kind AS ENUM ('top_up', 'promotional', 'refund', 'goodwill');
CREATE TYPE webhook_event_state AS ENUM ('received', 'applied', 'ignored', 'parked', 'failed', 'dead');

-- Sequences

CREATE SEQUENCE wallet_movement_sequence_seq;

-- Tables

CREATE TABLE access_grant (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  product_id uuid NOT NULL,
  order_id uuid NOT NULL,
  order_line_id uuid NOT NULL,
  granted_at timestamp(6) with time zone NOT NULL,
  revoked_at timestamp(6) with time zone
);

CREATE TABLE alert (
  id uuid NOT NULL,
  merchant_id uuid,
  kind text NOT NULL,
  severity alert_severity NOT NULL,
  state alert_state DEFAULT 'open'::alert_state NOT NULL,
  subject text NOT NULL,
  details jsonb NOT NULL,
  occurrence_count integer DEFAULT 1 NOT NULL,
  first_at timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  last_at timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  owner_role text NOT NULL,
  owner_login_id uuid,
  owner_name text,
  trace_id text NOT NULL
);

CREATE TABLE alert_event (
  id uuid NOT NULL,
  alert_id uuid NOT NULL,
  kind text NOT NULL,
  actor_login_id uuid,
  actor_name text NOT NULL,
  note text,
  occurred_at timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);

CREATE TABLE attempt_counter (
  bucket text NOT NULL,
  window_start timestamp(6) with time zone NOT NULL,
  attempt_count integer NOT NULL
);

CREATE TABLE audit_chain (
  merchant_id uuid NOT NULL,
  sealed_below bigint NOT NULL,
  server_id text NOT NULL,
  sealed_at timestamp(6) with time zone DEFAULT now() NOT NULL
);

CREATE TABLE audit_checkpoint (
  merchant_id uuid NOT NULL,
  sequence bigint NOT NULL,
  chain_hash text NOT NULL,
  taken_at timestamp(3) with time zone NOT NULL,
  key_id text NOT NULL,
  public_key text NOT NULL,
  signature text NOT NULL
);

CREATE TABLE audit_event (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  "timestamp" timestamp(6) with time zone NOT NULL,
  event_type text NOT NULL,
  user_id uuid,
  actor_name text NOT NULL,
  environment text NOT NULL,
  command text NOT NULL,
  order_id uuid,
  payment_id uuid,
  payment_intent_id text,
  amount_minor bigint,
  currency text,
  outcome text NOT NULL,
  ip_address text,
  idempotency_key text,
  trace_id text NOT NULL,
  reason text,
  failure_code text,
  failure_message text,
  decline_code text,
  card_last4 text,
  card_brand text,
  changes jsonb NOT NULL,
  written_xid bigint DEFAULT ((pg_current_xact_id())::text)::bigint NOT NULL
);

CREATE TABLE audit_seal (
  merchant_id uuid NOT NULL,
  sequence bigint NOT NULL,
  event_id uuid NOT NULL,
  format smallint NOT NULL,
  record_hash text NOT NULL,
  chain_hash text NOT NULL,
  sealed_at timestamp(6) with time zone DEFAULT now() NOT NULL
);

CREATE TABLE billing_details (
  merchant_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  name text NOT NULL,
  address_lines text[],
  country text NOT NULL,
  tax_id text,
  updated_at timestamp(6) with time zone NOT NULL,
  region text,
  tax_id_state text DEFAULT 'unchecked'::text NOT NULL,
  tax_id_checked_at timestamp(6) with time zone
);

CREATE TABLE business_clock (
  is_only boolean DEFAULT true NOT NULL,
  offset_ms bigint DEFAULT 0 NOT NULL,
  moved_at timestamp(6) with time zone,
  moved_by text
);

CREATE TABLE charge_consent (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  order_id uuid,
  method_id uuid NOT NULL,
  purpose text NOT NULL,
  text text NOT NULL,
  given_at timestamp(6) with time zone NOT NULL,
  given_by text NOT NULL,
  trace_id text NOT NULL,
  withdrawn_at timestamp(6) with time zone,
  withdrawn_by text,
  withdrawn_reason text
);

CREATE TABLE csp_violation (
  merchant_id uuid NOT NULL,
  day date NOT NULL,
  surface text NOT NULL,
  directive text NOT NULL,
  blocked_host text NOT NULL,
  report_count integer NOT NULL,
  first_at timestamp(6) with time zone NOT NULL,
  last_at timestamp(6) with time zone NOT NULL
);

CREATE TABLE customer (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  gateway_customer_id text,
  created_at timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  locale text
);

CREATE TABLE customer_terms (
  merchant_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  terms jsonb,
  is_approved boolean NOT NULL,
  credit_limit_minor bigint,
  credit_currency text,
  reason text NOT NULL,
  actor_id uuid,
  actor_name text NOT NULL,
  changed_at timestamp(6) with time zone NOT NULL
);

CREATE TABLE dispute (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  gateway text NOT NULL,
  gateway_dispute_id text NOT NULL,
  payment_id uuid NOT NULL,
  order_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  state dispute_state NOT NULL,
  reason text NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  respond_by timestamp(6) with time zone,
  opened_at timestamp(6) with time zone NOT NULL,
  closed_at timestamp(6) with time zone,
  funds_currency text,
  withdrawn_minor bigint DEFAULT 0 NOT NULL,
  fee_minor bigint DEFAULT 0 NOT NULL,
  movement_count integer DEFAULT 0 NOT NULL,
  lost_minor bigint DEFAULT 0 NOT NULL,
  is_credit_settled boolean DEFAULT true NOT NULL,
  updated_at timestamp(6) with time zone NOT NULL
);

CREATE TABLE document (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  kind document_kind NOT NULL,
  number bigint NOT NULL,
  source_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  order_id uuid,
  invoice_id uuid,
  payment_id uuid,
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  locale text NOT NULL,
  issued_at timestamp(6) with time zone NOT NULL,
  printed jsonb NOT NULL
);

CREATE TABLE document_tax (
  merchant_id uuid NOT NULL,
  document_id uuid NOT NULL,
  "position" integer NOT NULL,
  invoice_id uuid NOT NULL,
  jurisdiction text NOT NULL,
  name text NOT NULL,
  rate_ppm integer NOT NULL,
  treatment text NOT NULL,
  is_included boolean NOT NULL,
  taxable_minor bigint NOT NULL,
  tax_minor bigint NOT NULL,
  is_claimed_again boolean DEFAULT false NOT NULL
);

CREATE TABLE heartbeat (
  process text NOT NULL,
  beat_at timestamp(6) with time zone NOT NULL,
  details jsonb NOT NULL
);

CREATE TABLE installment (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  "position" integer NOT NULL,
  state installment_state NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  paid_minor bigint DEFAULT 0 NOT NULL,
  due_on date,
  purpose payment_purpose DEFAULT 'full'::payment_purpose NOT NULL,
  due_rule jsonb DEFAULT '{"on": null, "end": "none", "days": 0, "from": "approval", "charge": "by_customer", "months": 0, "invoiced": "on_the_day"}'::jsonb NOT NULL,
  next_step_at timestamp(6) with time zone,
  collection text DEFAULT 'none'::text NOT NULL,
  charge_count smallint DEFAULT 0 NOT NULL,
  agenda_step smallint DEFAULT 0 NOT NULL,
  retry_at timestamp(6) with time zone,
  answer_by timestamp(6) with time zone,
  credited_minor bigint DEFAULT 0 NOT NULL,
  tax_minor bigint DEFAULT 0 NOT NULL,
  withdrawn_minor bigint DEFAULT 0 NOT NULL
);

CREATE TABLE installment_reminder (
  merchant_id uuid NOT NULL,
  installment_id uuid NOT NULL,
  order_id uuid NOT NULL,
  known_at timestamp(6) with time zone NOT NULL,
  reminded_day integer,
  next_at timestamp(6) with time zone
);

CREATE TABLE invoice (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  number bigint NOT NULL,
  order_id uuid NOT NULL,
  installment_id uuid NOT NULL,
  state invoice_state NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  tax_minor bigint NOT NULL,
  issued_at timestamp(6) with time zone NOT NULL,
  due_on date NOT NULL
);

CREATE TABLE journal_entry (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  source_kind text NOT NULL,
  source_id text NOT NULL,
  fingerprint text NOT NULL,
  description text NOT NULL,
  order_id uuid,
  payment_id uuid,
  reversal_of uuid,
  actor_kind text NOT NULL,
  actor_id uuid,
  actor_name text NOT NULL,
  reason text,
  trace_id text NOT NULL,
  occurred_at timestamp(6) with time zone NOT NULL,
  recorded_at timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);

CREATE TABLE ledger_account (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  code text NOT NULL,
  type ledger_account_type NOT NULL,
  currency text NOT NULL,
  customer_id uuid,
  created_at timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  has_floor boolean DEFAULT false NOT NULL
);

CREATE TABLE ledger_balance (
  merchant_id uuid NOT NULL,
  account_id uuid NOT NULL,
  balance_minor bigint NOT NULL,
  version bigint DEFAULT 0 NOT NULL
);

CREATE TABLE login (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  email text NOT NULL,
  name text NOT NULL,
  password_hash text NOT NULL,
  role role NOT NULL,
  customer_id uuid,
  disabled_at timestamp(6) with time zone,
  created_at timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);

CREATE TABLE mail (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  dedupe_key text NOT NULL,
  kind text NOT NULL,
  order_id uuid,
  to_address text NOT NULL,
  subject text NOT NULL,
  text text NOT NULL,
  html text NOT NULL,
  state mail_state NOT NULL,
  attempt_count integer DEFAULT 0 NOT NULL,
  last_error text,
  created_at timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  sent_at timestamp(6) with time zone,
  channel text NOT NULL,
  customer_id uuid,
  claimed_at timestamp(6) with time zone,
  repeats_id uuid,
  external_id text,
  unsubscribe_url text
);

CREATE TABLE manual_payment (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  method tender NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  received_on date NOT NULL,
  reference text NOT NULL,
  note text DEFAULT ''::text NOT NULL,
  state manual_payment_state DEFAULT 'recorded'::manual_payment_state NOT NULL,
  recorded_by_id uuid NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamp(6) with time zone NOT NULL,
  decided_by_id uuid,
  decided_by text,
  decided_at timestamp(6) with time zone,
  decision_reason text,
  excess_minor bigint DEFAULT 0 NOT NULL,
  bounced_by_id uuid,
  bounced_by text,
  bounced_at timestamp(6) with time zone,
  bounce_reason text
);

CREATE TABLE manual_payment_evidence (
  merchant_id uuid NOT NULL,
  manual_payment_id uuid NOT NULL,
  file_name text NOT NULL,
  media_type text NOT NULL,
  content bytea NOT NULL,
  sha256 text NOT NULL
);

CREATE TABLE manual_payment_part (
  merchant_id uuid NOT NULL,
  manual_payment_id uuid NOT NULL,
  order_id uuid NOT NULL,
  amount_minor bigint NOT NULL,
  applied_minor bigint DEFAULT 0 NOT NULL,
  payment_id uuid
);

CREATE TABLE merchant (
  id uuid NOT NULL,
  slug text NOT NULL,
  name text NOT NULL,
  legal_name text NOT NULL,
  statement_descriptor text NOT NULL,
  support_email text NOT NULL,
  time_zone text NOT NULL,
  locale text NOT NULL,
  currencies text[],
  hosts text[],
  payment_amount_max_minor bigint NOT NULL,
  created_at timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  payment_amount_min_minor bigint DEFAULT 50 NOT NULL,
  address_lines text[] DEFAULT ARRAY[]::text[],
  tax_id text
);

CREATE TABLE merchant_counter (
  merchant_id uuid NOT NULL,
  series text NOT NULL,
  last_number bigint NOT NULL
);

CREATE TABLE notice_choice (
  merchant_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  topic text NOT NULL,
  channel text NOT NULL,
  is_on boolean NOT NULL,
  updated_at timestamp(6) with time zone NOT NULL
);

CREATE TABLE notice_policy (
  merchant_id uuid NOT NULL,
  version integer NOT NULL,
  reminder_days integer[],
  reminder_hour integer NOT NULL,
  alert_email text,
  reason text NOT NULL,
  actor_id uuid,
  actor_name text NOT NULL,
  created_at timestamp(6) with time zone NOT NULL
);

CREATE TABLE operation (
  merchant_id uuid NOT NULL,
  name text NOT NULL,
  attempt integer NOT NULL,
  command text NOT NULL,
  input_hash text NOT NULL,
  state operation_state NOT NULL,
  recovery_point text NOT NULL,
  answer jsonb DEFAULT '{}'::jsonb NOT NULL,
  reason text,
  ask_count integer DEFAULT 0 NOT NULL,
  order_id uuid,
  payment_id uuid,
  actor_kind text NOT NULL,
  actor_id uuid,
  actor_name text NOT NULL,
  trace_id text NOT NULL,
  lease_until timestamp(6) with time zone,
  begun_at timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  finished_at timestamp(6) with time zone
);

CREATE TABLE "order" (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  number bigint NOT NULL,
  customer_id uuid NOT NULL,
  state order_state NOT NULL,
  currency text NOT NULL,
  subtotal_minor bigint NOT NULL,
  discount_minor bigint DEFAULT 0 NOT NULL,
  fee_minor bigint DEFAULT 0 NOT NULL,
  tax_minor bigint DEFAULT 0 NOT NULL,
  total_minor bigint NOT NULL,
  credited_minor bigint DEFAULT 0 NOT NULL,
  paid_minor bigint DEFAULT 0 NOT NULL,
  refunded_minor bigint DEFAULT 0 NOT NULL,
  terms jsonb NOT NULL,
  workflow jsonb NOT NULL,
  placement_key text NOT NULL,
  placement_hash text NOT NULL,
  approved_by uuid,
  approved_at timestamp(6) with time zone,
  paid_at timestamp(6) with time zone,
  canceled_at timestamp(6) with time zone,
  placed_at timestamp(6) with time zone NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  terms_source text DEFAULT 'default'::text NOT NULL,
  terms_reason text DEFAULT 'No other terms are set.'::text NOT NULL,
  released_at timestamp(6) with time zone,
  tax_included_minor bigint DEFAULT 0 NOT NULL,
  tax_basis jsonb
);

CREATE TABLE order_event (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  kind text NOT NULL,
  from_state order_state,
  to_state order_state,
  actor_kind text NOT NULL,
  actor_id uuid,
  actor_name text NOT NULL,
  cause jsonb NOT NULL,
  details jsonb NOT NULL,
  payment_id uuid,
  trace_id text NOT NULL,
  occurred_at timestamp(6) with time zone NOT NULL,
  recorded_at timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);

CREATE TABLE order_line (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  "position" integer NOT NULL,
  product_id uuid,
  kind line_kind NOT NULL,
  description text NOT NULL,
  quantity integer NOT NULL,
  unit_price_minor bigint NOT NULL,
  amount_minor bigint NOT NULL,
  tax_added_minor bigint DEFAULT 0 NOT NULL,
  tax_included_minor bigint DEFAULT 0 NOT NULL
);

CREATE TABLE order_tax (
  merchant_id uuid NOT NULL,
  order_line_id uuid NOT NULL,
  "position" integer NOT NULL,
  order_id uuid NOT NULL,
  jurisdiction text NOT NULL,
  name text NOT NULL,
  rate_ppm integer NOT NULL,
  treatment text NOT NULL,
  is_included boolean NOT NULL,
  taxable_minor bigint NOT NULL,
  tax_minor bigint NOT NULL
);

CREATE TABLE order_terms_change (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  before jsonb NOT NULL,
  after jsonb NOT NULL,
  reason text NOT NULL,
  actor_id uuid,
  actor_name text NOT NULL,
  occurred_at timestamp(6) with time zone NOT NULL
);

CREATE TABLE outbox_job (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  job text NOT NULL,
  payload jsonb NOT NULL,
  trace_id text NOT NULL,
  created_at timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  relayed_at timestamp(6) with time zone
);

CREATE TABLE password_reset (
  merchant_id uuid NOT NULL,
  token_hash text NOT NULL,
  login_id uuid NOT NULL,
  created_at timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  expires_at timestamp(6) with time zone NOT NULL,
  used_at timestamp(6) with time zone
);

CREATE TABLE pay_link (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  token_hash text NOT NULL,
  reason text NOT NULL,
  created_by text NOT NULL,
  created_at timestamp(6) with time zone NOT NULL,
  expires_at timestamp(6) with time zone NOT NULL,
  revoked_at timestamp(6) with time zone,
  revoked_by text,
  revoke_reason text,
  open_count integer DEFAULT 0 NOT NULL,
  opened_at timestamp(6) with time zone
);

CREATE TABLE payment (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  installment_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  purpose payment_purpose NOT NULL,
  tender tender NOT NULL,
  gateway text NOT NULL,
  state payment_state NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  refunded_minor bigint DEFAULT 0 NOT NULL,
  gateway_payment_id text,
  gateway_charge_id text,
  save_method boolean DEFAULT false NOT NULL,
  metadata jsonb NOT NULL,
  card_brand text,
  card_last4 text,
  card_funding text,
  failure_code text,
  decline_code text,
  failure_message text,
  next_check_at timestamp(6) with time zone,
  created_at timestamp(6) with time zone NOT NULL,
  captured_at timestamp(6) with time zone,
  trace_id text NOT NULL,
  credit_minor bigint DEFAULT 0 NOT NULL,
  credit_picks uuid[]
);

CREATE TABLE payment_allocation (
  merchant_id uuid NOT NULL,
  payment_id uuid NOT NULL,
  installment_id uuid NOT NULL,
  amount_minor bigint NOT NULL
);

CREATE TABLE payment_attempt (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  payment_id uuid NOT NULL,
  command text NOT NULL,
  idempotency_key text,
  external_id text NOT NULL,
  outcome text NOT NULL,
  failure_code text,
  decline_code text,
  failure_message text,
  card_brand text,
  card_last4 text,
  occurred_at timestamp(6) with time zone NOT NULL
);

CREATE TABLE payment_method (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  gateway text NOT NULL,
  gateway_method_id text NOT NULL,
  brand text NOT NULL,
  last4 text NOT NULL,
  funding text NOT NULL,
  exp_month integer NOT NULL,
  exp_year integer NOT NULL,
  is_default boolean DEFAULT false NOT NULL,
  consent_text text NOT NULL,
  consented_at timestamp(6) with time zone NOT NULL,
  removed_at timestamp(6) with time zone,
  created_at timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);

CREATE TABLE posting (
  merchant_id uuid NOT NULL,
  entry_id uuid NOT NULL,
  "position" smallint NOT NULL,
  account_id uuid NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL
);

CREATE TABLE product (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  slug text NOT NULL,
  kind product_kind NOT NULL,
  name text NOT NULL,
  summary text NOT NULL,
  description text NOT NULL,
  price_minor bigint NOT NULL,
  currency text NOT NULL,
  details jsonb NOT NULL,
  is_active boolean DEFAULT true NOT NULL,
  created_at timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);

CREATE TABLE session (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  login_id uuid NOT NULL,
  user_agent text NOT NULL,
  ip_address text NOT NULL,
  created_at timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  last_seen_at timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  expires_at timestamp(6) with time zone NOT NULL,
  revoked_at timestamp(6) with time zone
);

CREATE TABLE site (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  order_line_id uuid NOT NULL,
  "position" integer NOT NULL,
  state site_state NOT NULL,
  url text,
  note text,
  comment text,
  attached_at timestamp(6) with time zone,
  approved_by uuid,
  approved_at timestamp(6) with time zone
);

CREATE TABLE sms_consent (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  phone text NOT NULL,
  is_given boolean NOT NULL,
  source text NOT NULL,
  wording text NOT NULL,
  ip_address text,
  occurred_at timestamp(6) with time zone NOT NULL
);

CREATE TABLE subscription (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  product_id uuid NOT NULL,
  state subscription_state NOT NULL,
  currency text NOT NULL,
  price_minor bigint NOT NULL,
  period_starts_on date NOT NULL,
  period_ends_on date NOT NULL,
  workflow jsonb NOT NULL,
  created_at timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);

CREATE TABLE tax_rate (
  merchant_id uuid NOT NULL,
  version integer NOT NULL,
  "position" integer NOT NULL,
  country text NOT NULL,
  region text,
  kind text,
  name text NOT NULL,
  rate_ppm integer NOT NULL,
  treatment text NOT NULL,
  is_reverse_charge boolean NOT NULL,
  valid_from date NOT NULL,
  valid_until date
);

CREATE TABLE tax_settings (
  merchant_id uuid NOT NULL,
  version integer NOT NULL,
  driver text NOT NULL,
  home_country text NOT NULL,
  home_region text,
  inclusive_kinds text[],
  reason text NOT NULL,
  actor_id uuid,
  actor_name text NOT NULL,
  created_at timestamp(6) with time zone NOT NULL
);

CREATE TABLE terms_option (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  "position" integer NOT NULL,
  terms jsonb NOT NULL,
  rules jsonb NOT NULL,
  is_default boolean DEFAULT false NOT NULL,
  is_active boolean DEFAULT true NOT NULL,
  created_at timestamp(6) with time zone NOT NULL
);

CREATE TABLE top_up_terms (
  merchant_id uuid NOT NULL,
  version integer NOT NULL,
  currency text NOT NULL,
  min_minor bigint NOT NULL,
  max_minor bigint NOT NULL,
  presets_minor bigint[],
  bonus_from_minor bigint,
  bonus_basis_points integer
);

CREATE TABLE wallet_hold (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  order_id uuid NOT NULL,
  installment_id uuid NOT NULL,
  payment_id uuid,
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  state wallet_hold_state DEFAULT 'active'::wallet_hold_state NOT NULL,
  expires_at timestamp(6) with time zone NOT NULL,
  released_reason text,
  created_at timestamp(6) with time zone NOT NULL,
  ended_at timestamp(6) with time zone,
  trace_id text NOT NULL
);

CREATE TABLE wallet_hold_lot (
  merchant_id uuid NOT NULL,
  hold_id uuid NOT NULL,
  lot_id uuid NOT NULL,
  "position" integer NOT NULL,
  amount_minor bigint NOT NULL
);

CREATE TABLE wallet_lot (
  merchant_id uuid NOT NULL,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  currency text NOT NULL,
  kind wallet_lot_kind NOT NULL,
  granted_minor bigint NOT NULL,
  remaining_minor bigint NOT NULL,
  held_minor bigint DEFAULT 0 NOT NULL,
  is_open boolean DEFAULT true NOT NULL,
  priority integer NOT NULL,
  expires_on date,
  restrictions jsonb DEFAULT '{}'::jsonb NOT NULL,
  is_refundable boolean NOT NULL,
  origin_kind text NOT NULL,
  origin_id text NOT NULL,
  frozen_at timestamp(6) with time zone,
  frozen_reason text,
  noticed_days integer,
  granted_at timestamp(6) with time zone NOT NULL
);

CREATE TABLE wallet_movement (
  merchant_id uuid NOT NULL,
  sequence bigint DEFAULT nextval('wallet_movement_sequence_seq'::regclass) NOT NULL,
  customer_id uuid NOT NULL,
  currency text NOT NULL,
  lot_id uuid NOT NULL,
  kind text NOT NULL,
  amount_minor bigint NOT NULL,
  held_minor bigint NOT NULL,
  balance_after_minor bigint NOT NULL,
  entry_id uuid,
  hold_id uuid,
  order_id uuid,
  payment_id uuid,
  reason text,
  actor_kind text NOT NULL,
  actor_id uuid,
  actor_name text NOT NULL,
  trace_id text NOT NULL,
  occurred_at timestamp(6) with time zone NOT NULL
);

CREATE TABLE wallet_rules (
  merchant_id uuid NOT NULL,
  version integer NOT NULL,
  spending_order text NOT NULL,
  top_up_expiry_days integer,
  promotional_expiry_days integer,
  refund_expiry_days integer,
  goodwill_expiry_days integer,
  restore_grace_days integer NOT NULL,
  reason text NOT NULL,
  actor_id uuid,
  actor_name text NOT NULL,
  created_at timestamp(6) with time zone NOT NULL
);

CREATE TABLE wallet_top_up (
  merchant_id uuid NOT NULL,
  order_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  bonus_minor bigint NOT NULL,
  rules_version integer NOT NULL,
  is_automatic boolean DEFAULT false NOT NULL,
  created_at timestamp(6) with time zone NOT NULL
);

CREATE TABLE webhook_event (
  id uuid NOT NULL,
  merchant_id uuid,
  gateway text NOT NULL,
  external_id text NOT NULL,
  type text NOT NULL,
  object_id text NOT NULL,
  gateway_payment_id text,
  kind text NOT NULL,
  api_version text NOT NULL,
  is_live boolean NOT NULL,
  payload text NOT NULL,
  state webhook_event_state DEFAULT 'received'::webhook_event_state NOT NULL,
  attempt_count integer DEFAULT 0 NOT NULL,
  next_attempt_at timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  result jsonb DEFAULT '{}'::jsonb NOT NULL,
  last_error text,
  trace_id text NOT NULL,
  occurred_at timestamp(6) with time zone NOT NULL,
  received_at timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  finished_at timestamp(6) with time zone
);

CREATE TABLE webhook_failure (
  gateway text NOT NULL,
  failed_in_row integer NOT NULL,
  last_failed_at timestamp(6) with time zone NOT NULL,
  last_reason text NOT NULL
);

CREATE TABLE webhook_rejection (
  gateway text NOT NULL,
  reason text NOT NULL,
  ip_address text NOT NULL,
  minute timestamp(6) with time zone NOT NULL,
  rejected_count integer NOT NULL
);

CREATE TABLE webhook_secret_use (
  gateway text NOT NULL,
  fingerprint text NOT NULL,
  verified_count bigint NOT NULL,
  first_used_at timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  last_used_at timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);

CREATE TABLE webhook_sweep (
  gateway text NOT NULL,
  swept_until timestamp(6) with time zone NOT NULL,
  last_run_at timestamp(6) with time zone NOT NULL,
  last_found_count integer NOT NULL,
  total_found_count bigint NOT NULL,
  last_found_at timestamp(6) with time zone,
  last_error text
);

-- Constraints

ALTER TABLE "order" ADD CONSTRAINT order_amounts_not_negative CHECK (((subtotal_minor >= 0) AND (discount_minor >= 0) AND (fee_minor >= 0) AND (tax_minor >= 0) AND (total_minor >= 0) AND (credited_minor >= 0) AND (paid_minor >= 0) AND (refunded_minor >= 0) AND (refunded_minor <= paid_minor)));

ALTER TABLE "order" ADD CONSTRAINT order_currency_form CHECK ((currency ~ '^[A-Z]{3}$'::text));

ALTER TABLE "order" ADD CONSTRAINT order_paid_when_paid CHECK (((state <> 'paid'::order_state) OR ((paid_minor + credited_minor) >= total_minor)));

ALTER TABLE "order" ADD CONSTRAINT order_tax_included_in_range CHECK (((tax_included_minor >= 0) AND (tax_included_minor <= subtotal_minor)));

ALTER TABLE "order" ADD CONSTRAINT order_terms_source_known CHECK ((terms_source = ANY (ARRAY['default'::text, 'rule'::text, 'override'::text])));

ALTER TABLE "order" ADD CONSTRAINT order_total_adds_up CHECK ((total_minor = (((subtotal_minor - discount_minor) + fee_minor) + tax_minor)));

ALTER TABLE "order" ADD CONSTRAINT order_merchant_id_customer_id_fkey FOREIGN KEY (merchant_id, customer_id) REFERENCES customer(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE "order" ADD CONSTRAINT order_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE access_grant ADD CONSTRAINT access_grant_merchant_id_customer_id_fkey FOREIGN KEY (merchant_id, customer_id) REFERENCES customer(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE access_grant ADD CONSTRAINT access_grant_merchant_id_order_id_fkey FOREIGN KEY (merchant_id, order_id) REFERENCES "order"(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE access_grant ADD CONSTRAINT access_grant_merchant_id_order_line_id_fkey FOREIGN KEY (merchant_id, order_line_id) REFERENCES order_line(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE access_grant ADD CONSTRAINT access_grant_merchant_id_product_id_fkey FOREIGN KEY (merchant_id, product_id) REFERENCES product(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE access_grant ADD CONSTRAINT access_grant_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE alert ADD CONSTRAINT alert_pkey PRIMARY KEY (id);

ALTER TABLE alert_event ADD CONSTRAINT alert_event_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alert(id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE alert_event ADD CONSTRAINT alert_event_pkey PRIMARY KEY (id);

ALTER TABLE attempt_counter ADD CONSTRAINT attempt_counter_pkey PRIMARY KEY (bucket, window_start);

ALTER TABLE audit_chain ADD CONSTRAINT audit_chain_pkey PRIMARY KEY (merchant_id);

ALTER TABLE audit_checkpoint ADD CONSTRAINT audit_checkpoint_hash CHECK ((chain_hash ~ '^[0-9a-f]{64}$'::text));

ALTER TABLE audit_checkpoint ADD CONSTRAINT audit_checkpoint_pkey PRIMARY KEY (merchant_id, sequence);

ALTER TABLE audit_event ADD CONSTRAINT audit_event_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE audit_seal ADD CONSTRAINT audit_seal_hashes CHECK (((record_hash ~ '^[0-9a-f]{64}$'::text) AND (chain_hash ~ '^[0-9a-f]{64}$'::text)));

ALTER TABLE audit_seal ADD CONSTRAINT audit_seal_sequence_positive CHECK ((sequence > 0));

ALTER TABLE audit_seal ADD CONSTRAINT audit_seal_pkey PRIMARY KEY (merchant_id, sequence);

ALTER TABLE billing_details ADD CONSTRAINT billing_details_country_form CHECK ((country ~ '^[A-Z]{2}$'::text));

ALTER TABLE billing_details ADD CONSTRAINT billing_details_region_form CHECK ((region ~ '^[A-Z0-9]{1,3}$'::text));

ALTER TABLE billing_details ADD CONSTRAINT billing_details_tax_id_state_known CHECK ((tax_id_state = ANY (ARRAY['unchecked'::text, 'registered'::text, 'not_registered'::text, 'not_reached'::text])));

ALTER TABLE billing_details ADD CONSTRAINT billing_details_merchant_id_customer_id_fkey FOREIGN KEY (merchant_id, customer_id) REFERENCES customer(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE billing_details ADD CONSTRAINT billing_details_pkey PRIMARY KEY (merchant_id, customer_id);

ALTER TABLE business_clock ADD CONSTRAINT business_clock_forward_only CHECK ((offset_ms >= 0));

ALTER TABLE business_clock ADD CONSTRAINT business_clock_is_one_row CHECK (is_only);

ALTER TABLE business_clock ADD CONSTRAINT business_clock_pkey PRIMARY KEY (is_only);

ALTER TABLE charge_consent ADD CONSTRAINT charge_consent_has_words CHECK ((length(text) > 20));

ALTER TABLE charge_consent ADD CONSTRAINT charge_consent_of_its_order CHECK (((purpose = 'order'::text) = (order_id IS NOT NULL)));

ALTER TABLE charge_consent ADD CONSTRAINT charge_consent_purpose_known CHECK ((purpose = ANY (ARRAY['order'::text, 'top_up'::text])));

ALTER TABLE charge_consent ADD CONSTRAINT charge_consent_withdrawn_by_somebody CHECK ((((withdrawn_at IS NULL) = (withdrawn_by IS NULL)) AND ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL))));

ALTER TABLE charge_consent ADD CONSTRAINT charge_consent_merchant_id_customer_id_fkey FOREIGN KEY (merchant_id, customer_id) REFERENCES customer(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE charge_consent ADD CONSTRAINT charge_consent_merchant_id_method_id_fkey FOREIGN KEY (merchant_id, method_id) REFERENCES payment_method(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE charge_consent ADD CONSTRAINT charge_consent_merchant_id_order_id_fkey FOREIGN KEY (merchant_id, order_id) REFERENCES "order"(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE charge_consent ADD CONSTRAINT charge_consent_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE csp_violation ADD CONSTRAINT csp_violation_pkey PRIMARY KEY (merchant_id, day, surface, directive, blocked_host);

ALTER TABLE customer ADD CONSTRAINT customer_locale_form CHECK ((locale ~ '^[a-z]{2}(-[A-Z]{2})?$'::text));

ALTER TABLE customer ADD CONSTRAINT customer_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE customer_terms ADD CONSTRAINT customer_terms_currency_form CHECK ((credit_currency ~ '^[A-Z]{3}$'::text));

ALTER TABLE customer_terms ADD CONSTRAINT customer_terms_has_reason CHECK ((reason <> ''::text));

ALTER TABLE customer_terms ADD CONSTRAINT customer_terms_limit_has_currency CHECK (((credit_limit_minor IS NULL) = (credit_currency IS NULL)));

ALTER TABLE customer_terms ADD CONSTRAINT customer_terms_limit_not_negative CHECK ((credit_limit_minor >= 0));

ALTER TABLE customer_terms ADD CONSTRAINT customer_terms_merchant_id_customer_id_fkey FOREIGN KEY (merchant_id, customer_id) REFERENCES customer(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE customer_terms ADD CONSTRAINT customer_terms_pkey PRIMARY KEY (merchant_id, customer_id);

ALTER TABLE dispute ADD CONSTRAINT dispute_amount_positive CHECK ((amount_minor > 0));

ALTER TABLE dispute ADD CONSTRAINT dispute_closed_when_over CHECK (((state = ANY (ARRAY['won'::dispute_state, 'lost'::dispute_state, 'closed'::dispute_state])) = (closed_at IS NOT NULL)));

ALTER TABLE dispute ADD CONSTRAINT dispute_lost_is_booked CHECK (((state = 'lost'::dispute_state) OR (lost_minor = 0)));

ALTER TABLE dispute ADD CONSTRAINT dispute_unsettled_only_when_lost CHECK (((state = 'lost'::dispute_state) OR is_credit_settled));

ALTER TABLE dispute ADD CONSTRAINT dispute_merchant_id_payment_id_fkey FOREIGN KEY (merchant_id, payment_id) REFERENCES payment(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE dispute ADD CONSTRAINT dispute_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE document ADD CONSTRAINT document_amount_positive CHECK ((amount_minor > 0));

ALTER TABLE document ADD CONSTRAINT document_currency_form CHECK ((currency ~ '^[A-Z]{3}$'::text));

ALTER TABLE document ADD CONSTRAINT document_has_its_subject CHECK (
CASE kind
    WHEN 'invoice'::document_kind THEN (invoice_id = source_id)
    WHEN 'receipt'::document_kind THEN (payment_id = source_id)
    ELSE (invoice_id IS NOT NULL)
END);

ALTER TABLE document ADD CONSTRAINT document_number_positive CHECK ((number > 0));

ALTER TABLE document ADD CONSTRAINT document_merchant_id_customer_id_fkey FOREIGN KEY (merchant_id, customer_id) REFERENCES customer(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE document ADD CONSTRAINT document_merchant_id_invoice_id_fkey FOREIGN KEY (merchant_id, invoice_id) REFERENCES invoice(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE document ADD CONSTRAINT document_merchant_id_order_id_fkey FOREIGN KEY (merchant_id, order_id) REFERENCES "order"(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE document ADD CONSTRAINT document_merchant_id_payment_id_fkey FOREIGN KEY (merchant_id, payment_id) REFERENCES payment(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE document ADD CONSTRAINT document_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE document_tax ADD CONSTRAINT document_tax_treatment_known CHECK ((treatment = ANY (ARRAY['taxed'::text, 'exempt'::text, 'reverse_charge'::text])));

ALTER TABLE document_tax ADD CONSTRAINT document_tax_merchant_id_document_id_fkey FOREIGN KEY (merchant_id, document_id) REFERENCES document(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE document_tax ADD CONSTRAINT document_tax_merchant_id_invoice_id_fkey FOREIGN KEY (merchant_id, invoice_id) REFERENCES invoice(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE document_tax ADD CONSTRAINT document_tax_pkey PRIMARY KEY (merchant_id, document_id, "position");

ALTER TABLE heartbeat ADD CONSTRAINT heartbeat_pkey PRIMARY KEY (process);

ALTER TABLE installment ADD CONSTRAINT installment_amount_positive CHECK ((amount_minor > 0));

ALTER TABLE installment ADD CONSTRAINT installment_charges_counted CHECK ((((charge_count >= 0) AND (charge_count <= 5)) AND ((agenda_step >= 0) AND (agenda_step <= 6))));

ALTER TABLE installment ADD CONSTRAINT installment_claimed_has_day CHECK (((state <> 'overdue'::installment_state) OR (due_on IS NOT NULL)));

ALTER TABLE installment ADD CONSTRAINT installment_collection_known CHECK ((collection = ANY (ARRAY['none'::text, 'charging'::text, 'retrying'::text, 'action_required'::text, 'customer_needed'::text, 'given_up'::text])));

ALTER TABLE installment ADD CONSTRAINT installment_ended_has_no_step CHECK (((state <> ALL (ARRAY['paid'::installment_state, 'canceled'::installment_state, 'replaced'::installment_state])) OR (next_step_at IS NULL)));

ALTER TABLE installment ADD CONSTRAINT installment_paid_in_range CHECK (((paid_minor >= 0) AND (credited_minor >= 0) AND (withdrawn_minor >= 0) AND (((paid_minor + credited_minor) + withdrawn_minor) <= amount_minor)));

ALTER TABLE installment ADD CONSTRAINT installment_paid_when_paid CHECK (((state = 'paid'::installment_state) = ((((paid_minor + credited_minor) + withdrawn_minor) = amount_minor) AND (withdrawn_minor < amount_minor))));

ALTER TABLE installment ADD CONSTRAINT installment_replaced_when_withdrawn CHECK (((state = 'replaced'::installment_state) = (withdrawn_minor = amount_minor)));

ALTER TABLE installment ADD CONSTRAINT installment_tax_in_range CHECK (((tax_minor >= 0) AND (tax_minor <= amount_minor)));

ALTER TABLE installment ADD CONSTRAINT installment_merchant_id_order_id_fkey FOREIGN KEY (merchant_id, order_id) REFERENCES "order"(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE installment ADD CONSTRAINT installment_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE installment_reminder ADD CONSTRAINT installment_reminder_merchant_id_installment_id_fkey FOREIGN KEY (merchant_id, installment_id) REFERENCES installment(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE installment_reminder ADD CONSTRAINT installment_reminder_pkey PRIMARY KEY (merchant_id, installment_id);

ALTER TABLE invoice ADD CONSTRAINT invoice_amount_positive CHECK ((amount_minor > 0));

ALTER TABLE invoice ADD CONSTRAINT invoice_tax_in_range CHECK (((tax_minor >= 0) AND (tax_minor <= amount_minor)));

ALTER TABLE invoice ADD CONSTRAINT invoice_merchant_id_installment_id_fkey FOREIGN KEY (merchant_id, installment_id) REFERENCES installment(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE invoice ADD CONSTRAINT invoice_merchant_id_order_id_fkey FOREIGN KEY (merchant_id, order_id) REFERENCES "order"(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE invoice ADD CONSTRAINT invoice_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE journal_entry ADD CONSTRAINT journal_entry_merchant_id_reversal_of_fkey FOREIGN KEY (merchant_id, reversal_of) REFERENCES journal_entry(merchant_id, id) ON UPDATE RESTRICT ON DELETE RESTRICT;

ALTER TABLE journal_entry ADD CONSTRAINT journal_entry_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE ledger_account ADD CONSTRAINT ledger_account_currency_form CHECK ((currency ~ '^[A-Z]{3}$'::text));

ALTER TABLE ledger_account ADD CONSTRAINT ledger_account_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE ledger_balance ADD CONSTRAINT ledger_balance_floor CHECK ((balance_minor <= 0));

ALTER TABLE ledger_balance ADD CONSTRAINT ledger_balance_merchant_id_account_id_fkey FOREIGN KEY (merchant_id, account_id) REFERENCES ledger_account(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE ledger_balance ADD CONSTRAINT ledger_balance_pkey PRIMARY KEY (merchant_id, account_id);

ALTER TABLE login ADD CONSTRAINT login_customer_has_customer CHECK (((role = 'customer'::role) = (customer_id IS NOT NULL)));

ALTER TABLE login ADD CONSTRAINT login_email_normalized CHECK (((email = lower(btrim(email))) AND (email ~~ '%_@_%'::text)));

ALTER TABLE login ADD CONSTRAINT login_merchant_id_customer_id_fkey FOREIGN KEY (merchant_id, customer_id) REFERENCES customer(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE login ADD CONSTRAINT login_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE mail ADD CONSTRAINT mail_channel_known CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text])));

ALTER TABLE mail ADD CONSTRAINT mail_claimed_while_sending CHECK ((((state)::text <> 'sending'::text) OR (claimed_at IS NOT NULL)));

ALTER TABLE mail ADD CONSTRAINT mail_merchant_id_customer_id_fkey FOREIGN KEY (merchant_id, customer_id) REFERENCES customer(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE mail ADD CONSTRAINT mail_merchant_id_order_id_fkey FOREIGN KEY (merchant_id, order_id) REFERENCES "order"(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE mail ADD CONSTRAINT mail_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE manual_payment ADD CONSTRAINT manual_payment_amount_positive CHECK ((amount_minor > 0));

ALTER TABLE manual_payment ADD CONSTRAINT manual_payment_bounced_by_somebody CHECK ((((state = 'bounced'::manual_payment_state) = (bounced_by_id IS NOT NULL)) AND ((state = 'bounced'::manual_payment_state) = (bounce_reason IS NOT NULL))));

ALTER TABLE manual_payment ADD CONSTRAINT manual_payment_bounced_was_verified CHECK (((state <> 'bounced'::manual_payment_state) OR (decided_by_id <> recorded_by_id)));

ALTER TABLE manual_payment ADD CONSTRAINT manual_payment_by_hand CHECK ((method = ANY (ARRAY['bank_transfer'::tender, 'cash'::tender, 'check'::tender])));

ALTER TABLE manual_payment ADD CONSTRAINT manual_payment_decided_by_somebody CHECK (((state = 'recorded'::manual_payment_state) = (decided_by_id IS NULL)));

ALTER TABLE manual_payment ADD CONSTRAINT manual_payment_excess_within CHECK (((excess_minor >= 0) AND (excess_minor <= amount_minor)));

ALTER TABLE manual_payment ADD CONSTRAINT manual_payment_verified_by_another CHECK (((state <> 'verified'::manual_payment_state) OR (decided_by_id <> recorded_by_id)));

ALTER TABLE manual_payment ADD CONSTRAINT manual_payment_merchant_id_customer_id_fkey FOREIGN KEY (merchant_id, customer_id) REFERENCES customer(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE manual_payment ADD CONSTRAINT manual_payment_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE manual_payment_evidence ADD CONSTRAINT manual_payment_evidence_size CHECK (((octet_length(content) >= 1) AND (octet_length(content) <= 786432)));

ALTER TABLE manual_payment_evidence ADD CONSTRAINT manual_payment_evidence_types CHECK ((media_type = ANY (ARRAY['application/pdf'::text, 'image/png'::text, 'image/jpeg'::text])));

ALTER TABLE manual_payment_evidence ADD CONSTRAINT manual_payment_evidence_merchant_id_manual_payment_id_fkey FOREIGN KEY (merchant_id, manual_payment_id) REFERENCES manual_payment(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE manual_payment_evidence ADD CONSTRAINT manual_payment_evidence_pkey PRIMARY KEY (merchant_id, manual_payment_id);

ALTER TABLE manual_payment_part ADD CONSTRAINT manual_payment_part_applied_within CHECK (((applied_minor >= 0) AND (applied_minor <= amount_minor)));

ALTER TABLE manual_payment_part ADD CONSTRAINT manual_payment_part_positive CHECK ((amount_minor > 0));

ALTER TABLE manual_payment_part ADD CONSTRAINT manual_payment_part_merchant_id_manual_payment_id_fkey FOREIGN KEY (merchant_id, manual_payment_id) REFERENCES manual_payment(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE manual_payment_part ADD CONSTRAINT manual_payment_part_merchant_id_order_id_fkey FOREIGN KEY (merchant_id, order_id) REFERENCES "order"(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE manual_payment_part ADD CONSTRAINT manual_payment_part_merchant_id_payment_id_fkey FOREIGN KEY (merchant_id, payment_id) REFERENCES payment(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE manual_payment_part ADD CONSTRAINT manual_payment_part_pkey PRIMARY KEY (merchant_id, manual_payment_id, order_id);

ALTER TABLE merchant ADD CONSTRAINT merchant_has_currency CHECK ((cardinality(currencies) > 0));

ALTER TABLE merchant ADD CONSTRAINT merchant_payment_limits CHECK (((payment_amount_min_minor > 0) AND (payment_amount_min_minor <= payment_amount_max_minor)));

ALTER TABLE merchant ADD CONSTRAINT merchant_slug_form CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text));

ALTER TABLE merchant ADD CONSTRAINT merchant_pkey PRIMARY KEY (id);

ALTER TABLE merchant_counter ADD CONSTRAINT merchant_counter_counts_up CHECK ((last_number >= 0));

ALTER TABLE merchant_counter ADD CONSTRAINT merchant_counter_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES merchant(id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE merchant_counter ADD CONSTRAINT merchant_counter_pkey PRIMARY KEY (merchant_id, series);

ALTER TABLE notice_choice ADD CONSTRAINT notice_choice_channel_known CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text])));

ALTER TABLE notice_choice ADD CONSTRAINT notice_choice_merchant_id_customer_id_fkey FOREIGN KEY (merchant_id, customer_id) REFERENCES customer(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE notice_choice ADD CONSTRAINT notice_choice_pkey PRIMARY KEY (merchant_id, customer_id, topic, channel);

ALTER TABLE notice_policy ADD CONSTRAINT notice_policy_by_day CHECK (((reminder_hour >= 8) AND (reminder_hour <= 19)));

ALTER TABLE notice_policy ADD CONSTRAINT notice_policy_days_sane CHECK (((cardinality(reminder_days) <= 12) AND ('-60'::integer <= ALL (reminder_days)) AND (365 >= ALL (reminder_days))));

ALTER TABLE notice_policy ADD CONSTRAINT notice_policy_has_reason CHECK ((reason <> ''::text));

ALTER TABLE notice_policy ADD CONSTRAINT notice_policy_version_counts_up CHECK ((version > 0));

ALTER TABLE notice_policy ADD CONSTRAINT notice_policy_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES merchant(id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE notice_policy ADD CONSTRAINT notice_policy_pkey PRIMARY KEY (merchant_id, version);

ALTER TABLE operation ADD CONSTRAINT operation_attempt_from_one CHECK ((attempt >= 1));

ALTER TABLE operation ADD CONSTRAINT operation_finished_when_over CHECK (((finished_at IS NOT NULL) = (state = ANY (ARRAY['done'::operation_state, 'refused'::operation_state]))));

ALTER TABLE operation ADD CONSTRAINT operation_recovery_point_known CHECK ((recovery_point = ANY (ARRAY['begun'::text, 'asked'::text, 'answered'::text])));

ALTER TABLE operation ADD CONSTRAINT operation_pkey PRIMARY KEY (merchant_id, name, attempt);

ALTER TABLE order_event ADD CONSTRAINT order_event_merchant_id_order_id_fkey FOREIGN KEY (merchant_id, order_id) REFERENCES "order"(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE order_event ADD CONSTRAINT order_event_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE order_line ADD CONSTRAINT order_line_adds_up CHECK ((amount_minor = (unit_price_minor * quantity)));

ALTER TABLE order_line ADD CONSTRAINT order_line_has_product CHECK (((kind = 'wallet_top_up'::line_kind) = (product_id IS NULL)));

ALTER TABLE order_line ADD CONSTRAINT order_line_quantity_positive CHECK ((quantity > 0));

ALTER TABLE order_line ADD CONSTRAINT order_line_tax_in_range CHECK (((tax_added_minor >= 0) AND (tax_included_minor >= 0) AND (tax_included_minor <= amount_minor)));

ALTER TABLE order_line ADD CONSTRAINT order_line_merchant_id_order_id_fkey FOREIGN KEY (merchant_id, order_id) REFERENCES "order"(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE order_line ADD CONSTRAINT order_line_merchant_id_product_id_fkey FOREIGN KEY (merchant_id, product_id) REFERENCES product(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE order_line ADD CONSTRAINT order_line_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE order_tax ADD CONSTRAINT order_tax_in_range CHECK (((tax_minor >= 0) AND (taxable_minor >= 0) AND ((treatment = 'taxed'::text) OR (tax_minor = 0))));

ALTER TABLE order_tax ADD CONSTRAINT order_tax_treatment_known CHECK ((treatment = ANY (ARRAY['taxed'::text, 'exempt'::text, 'reverse_charge'::text])));

ALTER TABLE order_tax ADD CONSTRAINT order_tax_merchant_id_order_id_fkey FOREIGN KEY (merchant_id, order_id) REFERENCES "order"(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE order_tax ADD CONSTRAINT order_tax_merchant_id_order_line_id_fkey FOREIGN KEY (merchant_id, order_line_id) REFERENCES order_line(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE order_tax ADD CONSTRAINT order_tax_pkey PRIMARY KEY (merchant_id, order_line_id, "position");

ALTER TABLE order_terms_change ADD CONSTRAINT order_terms_change_has_reason CHECK ((reason <> ''::text));

ALTER TABLE order_terms_change ADD CONSTRAINT order_terms_change_merchant_id_order_id_fkey FOREIGN KEY (merchant_id, order_id) REFERENCES "order"(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE order_terms_change ADD CONSTRAINT order_terms_change_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE outbox_job ADD CONSTRAINT outbox_job_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE password_reset ADD CONSTRAINT password_reset_merchant_id_login_id_fkey FOREIGN KEY (merchant_id, login_id) REFERENCES login(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE password_reset ADD CONSTRAINT password_reset_pkey PRIMARY KEY (merchant_id, token_hash);

ALTER TABLE pay_link ADD CONSTRAINT pay_link_expires_later CHECK ((expires_at > created_at));

ALTER TABLE pay_link ADD CONSTRAINT pay_link_revoked_by_somebody CHECK ((((revoked_at IS NULL) = (revoked_by IS NULL)) AND ((revoked_at IS NULL) = (revoke_reason IS NULL))));

ALTER TABLE pay_link ADD CONSTRAINT pay_link_token_is_hashed CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text));

ALTER TABLE pay_link ADD CONSTRAINT pay_link_merchant_id_order_id_fkey FOREIGN KEY (merchant_id, order_id) REFERENCES "order"(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE pay_link ADD CONSTRAINT pay_link_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE payment ADD CONSTRAINT payment_amount_positive CHECK ((amount_minor > 0));

ALTER TABLE payment ADD CONSTRAINT payment_card_last4_form CHECK (((card_last4 IS NULL) OR (card_last4 ~ '^[0-9]{4}$'::text)));

ALTER TABLE payment ADD CONSTRAINT payment_completed_is_captured CHECK (((state <> 'completed'::payment_state) OR (captured_at IS NOT NULL)));

ALTER TABLE payment ADD CONSTRAINT payment_credit_goes_with_a_card CHECK (((credit_minor = 0) OR (tender = 'card'::tender)));

ALTER TABLE payment ADD CONSTRAINT payment_credit_not_negative CHECK ((credit_minor >= 0));

ALTER TABLE payment ADD CONSTRAINT payment_currency_form CHECK ((currency ~ '^[A-Z]{3}$'::text));

ALTER TABLE payment ADD CONSTRAINT payment_refunded_in_range CHECK (((refunded_minor >= 0) AND (refunded_minor <= amount_minor)));

ALTER TABLE payment ADD CONSTRAINT payment_merchant_id_customer_id_fkey FOREIGN KEY (merchant_id, customer_id) REFERENCES customer(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE payment ADD CONSTRAINT payment_merchant_id_installment_id_fkey FOREIGN KEY (merchant_id, installment_id) REFERENCES installment(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE payment ADD CONSTRAINT payment_merchant_id_order_id_fkey FOREIGN KEY (merchant_id, order_id) REFERENCES "order"(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE payment ADD CONSTRAINT payment_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE payment_allocation ADD CONSTRAINT payment_allocation_positive CHECK ((amount_minor > 0));

ALTER TABLE payment_allocation ADD CONSTRAINT payment_allocation_merchant_id_installment_id_fkey FOREIGN KEY (merchant_id, installment_id) REFERENCES installment(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE payment_allocation ADD CONSTRAINT payment_allocation_merchant_id_payment_id_fkey FOREIGN KEY (merchant_id, payment_id) REFERENCES payment(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE payment_allocation ADD CONSTRAINT payment_allocation_pkey PRIMARY KEY (merchant_id, payment_id, installment_id);

ALTER TABLE payment_attempt ADD CONSTRAINT payment_attempt_merchant_id_payment_id_fkey FOREIGN KEY (merchant_id, payment_id) REFERENCES payment(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE payment_attempt ADD CONSTRAINT payment_attempt_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE payment_method ADD CONSTRAINT payment_method_has_consent CHECK ((consent_text <> ''::text));

ALTER TABLE payment_method ADD CONSTRAINT payment_method_last4_form CHECK ((last4 ~ '^[0-9]{4}$'::text));

ALTER TABLE payment_method ADD CONSTRAINT payment_method_removed_is_not_default CHECK (((removed_at IS NULL) OR (NOT is_default)));

ALTER TABLE payment_method ADD CONSTRAINT payment_method_merchant_id_customer_id_fkey FOREIGN KEY (merchant_id, customer_id) REFERENCES customer(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE payment_method ADD CONSTRAINT payment_method_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE posting ADD CONSTRAINT posting_amount_not_zero CHECK ((amount_minor <> 0));

ALTER TABLE posting ADD CONSTRAINT posting_merchant_id_account_id_currency_fkey FOREIGN KEY (merchant_id, account_id, currency) REFERENCES ledger_account(merchant_id, id, currency) ON UPDATE CASCADE ON DELETE RESTRICT NOT ENFORCED;

ALTER TABLE posting ADD CONSTRAINT posting_merchant_id_entry_id_fkey FOREIGN KEY (merchant_id, entry_id) REFERENCES journal_entry(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT NOT ENFORCED;

ALTER TABLE posting ADD CONSTRAINT posting_pkey PRIMARY KEY (merchant_id, entry_id, "position");

ALTER TABLE product ADD CONSTRAINT product_currency_form CHECK ((currency ~ '^[A-Z]{3}$'::text));

ALTER TABLE product ADD CONSTRAINT product_price_positive CHECK ((price_minor > 0));

ALTER TABLE product ADD CONSTRAINT product_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE session ADD CONSTRAINT session_merchant_id_login_id_fkey FOREIGN KEY (merchant_id, login_id) REFERENCES login(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE session ADD CONSTRAINT session_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE site ADD CONSTRAINT site_approved_has_approver CHECK (((state = 'approved'::site_state) = ((approved_by IS NOT NULL) AND (approved_at IS NOT NULL))));

ALTER TABLE site ADD CONSTRAINT site_attached_has_url CHECK (((state = 'in_preparation'::site_state) OR (url IS NOT NULL)));

ALTER TABLE site ADD CONSTRAINT site_sent_back_has_comment CHECK (((state <> 'changes_requested'::site_state) OR (comment IS NOT NULL)));

ALTER TABLE site ADD CONSTRAINT site_url_is_web CHECK (((url IS NULL) OR (url ~ '^https?://'::text)));

ALTER TABLE site ADD CONSTRAINT site_merchant_id_order_id_fkey FOREIGN KEY (merchant_id, order_id) REFERENCES "order"(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE site ADD CONSTRAINT site_merchant_id_order_line_id_fkey FOREIGN KEY (merchant_id, order_line_id) REFERENCES order_line(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE site ADD CONSTRAINT site_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE sms_consent ADD CONSTRAINT sms_consent_phone_form CHECK ((phone ~ '^\+[1-9][0-9]{6,14}$'::text));

ALTER TABLE sms_consent ADD CONSTRAINT sms_consent_source_known CHECK ((source = ANY (ARRAY['account'::text, 'reply'::text, 'gateway'::text])));

ALTER TABLE sms_consent ADD CONSTRAINT sms_consent_merchant_id_customer_id_fkey FOREIGN KEY (merchant_id, customer_id) REFERENCES customer(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE sms_consent ADD CONSTRAINT sms_consent_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE subscription ADD CONSTRAINT subscription_merchant_id_customer_id_fkey FOREIGN KEY (merchant_id, customer_id) REFERENCES customer(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE subscription ADD CONSTRAINT subscription_merchant_id_product_id_fkey FOREIGN KEY (merchant_id, product_id) REFERENCES product(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE subscription ADD CONSTRAINT subscription_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE tax_rate ADD CONSTRAINT tax_rate_days_in_order CHECK (((valid_until IS NULL) OR (valid_from <= valid_until)));

ALTER TABLE tax_rate ADD CONSTRAINT tax_rate_in_range CHECK (((rate_ppm >= 0) AND (rate_ppm <= 1000000)));

ALTER TABLE tax_rate ADD CONSTRAINT tax_rate_place_form CHECK (((country ~ '^[A-Z]{2}$'::text) AND (region ~ '^[A-Z0-9]{1,3}$'::text)));

ALTER TABLE tax_rate ADD CONSTRAINT tax_rate_treatment_known CHECK ((treatment = ANY (ARRAY['taxed'::text, 'exempt'::text])));

ALTER TABLE tax_rate ADD CONSTRAINT tax_rate_merchant_id_version_fkey FOREIGN KEY (merchant_id, version) REFERENCES tax_settings(merchant_id, version) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE tax_rate ADD CONSTRAINT tax_rate_pkey PRIMARY KEY (merchant_id, version, "position");

ALTER TABLE tax_settings ADD CONSTRAINT tax_settings_driver_known CHECK ((driver = ANY (ARRAY['none'::text, 'rates'::text, 'stripe_tax'::text])));

ALTER TABLE tax_settings ADD CONSTRAINT tax_settings_has_reason CHECK ((reason <> ''::text));

ALTER TABLE tax_settings ADD CONSTRAINT tax_settings_home_form CHECK (((home_country ~ '^[A-Z]{2}$'::text) AND (home_region ~ '^[A-Z0-9]{1,3}$'::text)));

ALTER TABLE tax_settings ADD CONSTRAINT tax_settings_version_counts_up CHECK ((version > 0));

ALTER TABLE tax_settings ADD CONSTRAINT tax_settings_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES merchant(id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE tax_settings ADD CONSTRAINT tax_settings_pkey PRIMARY KEY (merchant_id, version);

ALTER TABLE terms_option ADD CONSTRAINT terms_option_default_is_active CHECK ((is_active OR (NOT is_default)));

ALTER TABLE terms_option ADD CONSTRAINT terms_option_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES merchant(id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE terms_option ADD CONSTRAINT terms_option_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE top_up_terms ADD CONSTRAINT top_up_terms_bonus_whole CHECK ((((bonus_from_minor IS NULL) = (bonus_basis_points IS NULL)) AND (bonus_from_minor > 0) AND ((bonus_basis_points >= 1) AND (bonus_basis_points <= 10000))));

ALTER TABLE top_up_terms ADD CONSTRAINT top_up_terms_currency_form CHECK ((currency ~ '^[A-Z]{3}$'::text));

ALTER TABLE top_up_terms ADD CONSTRAINT top_up_terms_limits CHECK (((min_minor > 0) AND (min_minor <= max_minor)));

ALTER TABLE top_up_terms ADD CONSTRAINT top_up_terms_merchant_id_version_fkey FOREIGN KEY (merchant_id, version) REFERENCES wallet_rules(merchant_id, version) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE top_up_terms ADD CONSTRAINT top_up_terms_pkey PRIMARY KEY (merchant_id, version, currency);

ALTER TABLE wallet_hold ADD CONSTRAINT wallet_hold_amount_positive CHECK ((amount_minor > 0));

ALTER TABLE wallet_hold ADD CONSTRAINT wallet_hold_ended_when_over CHECK (((state = 'active'::wallet_hold_state) = (ended_at IS NULL)));

ALTER TABLE wallet_hold ADD CONSTRAINT wallet_hold_released_has_reason CHECK (((state = 'released'::wallet_hold_state) = (released_reason IS NOT NULL)));

ALTER TABLE wallet_hold ADD CONSTRAINT wallet_hold_merchant_id_customer_id_fkey FOREIGN KEY (merchant_id, customer_id) REFERENCES customer(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE wallet_hold ADD CONSTRAINT wallet_hold_merchant_id_order_id_fkey FOREIGN KEY (merchant_id, order_id) REFERENCES "order"(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE wallet_hold ADD CONSTRAINT wallet_hold_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE wallet_hold_lot ADD CONSTRAINT wallet_hold_lot_amount_positive CHECK ((amount_minor > 0));

ALTER TABLE wallet_hold_lot ADD CONSTRAINT wallet_hold_lot_merchant_id_hold_id_fkey FOREIGN KEY (merchant_id, hold_id) REFERENCES wallet_hold(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE wallet_hold_lot ADD CONSTRAINT wallet_hold_lot_merchant_id_lot_id_fkey FOREIGN KEY (merchant_id, lot_id) REFERENCES wallet_lot(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE wallet_hold_lot ADD CONSTRAINT wallet_hold_lot_pkey PRIMARY KEY (merchant_id, hold_id, lot_id);

ALTER TABLE wallet_lot ADD CONSTRAINT wallet_lot_amounts_in_range CHECK (((granted_minor > 0) AND (0 <= held_minor) AND (held_minor <= remaining_minor) AND (remaining_minor <= granted_minor)));

ALTER TABLE wallet_lot ADD CONSTRAINT wallet_lot_currency_form CHECK ((currency ~ '^[A-Z]{3}$'::text));

ALTER TABLE wallet_lot ADD CONSTRAINT wallet_lot_frozen_has_reason CHECK (((frozen_at IS NULL) = (frozen_reason IS NULL)));

ALTER TABLE wallet_lot ADD CONSTRAINT wallet_lot_open_while_it_holds CHECK ((is_open = (remaining_minor > 0)));

ALTER TABLE wallet_lot ADD CONSTRAINT wallet_lot_priority_in_range CHECK (((priority >= 1) AND (priority <= 50)));

ALTER TABLE wallet_lot ADD CONSTRAINT wallet_lot_merchant_id_customer_id_fkey FOREIGN KEY (merchant_id, customer_id) REFERENCES customer(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE wallet_lot ADD CONSTRAINT wallet_lot_pkey PRIMARY KEY (merchant_id, id);

ALTER TABLE wallet_movement ADD CONSTRAINT wallet_movement_amount_has_entry CHECK (((amount_minor <> 0) = (entry_id IS NOT NULL)));

ALTER TABLE wallet_movement ADD CONSTRAINT wallet_movement_balance_not_negative CHECK ((balance_after_minor >= 0));

ALTER TABLE wallet_movement ADD CONSTRAINT wallet_movement_is_of_its_kind CHECK (
CASE
    WHEN (kind = ANY (ARRAY['granted'::text, 'restored'::text])) THEN ((amount_minor > 0) AND (held_minor = 0))
    WHEN (kind = ANY (ARRAY['spent'::text, 'expired'::text, 'clawed_back'::text])) THEN ((amount_minor < 0) AND (held_minor = 0))
    WHEN (kind = 'captured'::text) THEN ((amount_minor < 0) AND (held_minor = amount_minor))
    WHEN (kind = 'held'::text) THEN ((amount_minor = 0) AND (held_minor > 0))
    WHEN (kind = 'released'::text) THEN ((amount_minor = 0) AND (held_minor < 0))
    WHEN (kind = ANY (ARRAY['frozen'::text, 'unfrozen'::text])) THEN ((amount_minor = 0) AND (held_minor = 0))
    ELSE ((amount_minor <> 0) AND (held_minor = 0))
END);

ALTER TABLE wallet_movement ADD CONSTRAINT wallet_movement_kind_known CHECK ((kind = ANY (ARRAY['granted'::text, 'held'::text, 'released'::text, 'captured'::text, 'spent'::text, 'expired'::text, 'clawed_back'::text, 'converted'::text, 'restored'::text, 'frozen'::text, 'unfrozen'::text, 'reversed'::text])));

ALTER TABLE wallet_movement ADD CONSTRAINT wallet_movement_merchant_id_lot_id_fkey FOREIGN KEY (merchant_id, lot_id) REFERENCES wallet_lot(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE wallet_movement ADD CONSTRAINT wallet_movement_pkey PRIMARY KEY (merchant_id, sequence);

ALTER TABLE wallet_rules ADD CONSTRAINT wallet_rules_days_positive CHECK (((top_up_expiry_days > 0) AND (promotional_expiry_days > 0) AND (refund_expiry_days > 0) AND (goodwill_expiry_days > 0) AND (restore_grace_days > 0)));

ALTER TABLE wallet_rules ADD CONSTRAINT wallet_rules_has_reason CHECK ((reason <> ''::text));

ALTER TABLE wallet_rules ADD CONSTRAINT wallet_rules_order_known CHECK ((spending_order = ANY (ARRAY['first_in_first_out'::text, 'soonest_expiring_first'::text, 'by_priority'::text])));

ALTER TABLE wallet_rules ADD CONSTRAINT wallet_rules_version_counts_up CHECK ((version > 0));

ALTER TABLE wallet_rules ADD CONSTRAINT wallet_rules_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES merchant(id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE wallet_rules ADD CONSTRAINT wallet_rules_pkey PRIMARY KEY (merchant_id, version);

ALTER TABLE wallet_top_up ADD CONSTRAINT wallet_top_up_amounts CHECK (((amount_minor > 0) AND ((bonus_minor >= 0) AND (bonus_minor <= amount_minor))));

ALTER TABLE wallet_top_up ADD CONSTRAINT wallet_top_up_currency_form CHECK ((currency ~ '^[A-Z]{3}$'::text));

ALTER TABLE wallet_top_up ADD CONSTRAINT wallet_top_up_merchant_id_customer_id_fkey FOREIGN KEY (merchant_id, customer_id) REFERENCES customer(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE wallet_top_up ADD CONSTRAINT wallet_top_up_merchant_id_order_id_fkey FOREIGN KEY (merchant_id, order_id) REFERENCES "order"(merchant_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE wallet_top_up ADD CONSTRAINT wallet_top_up_pkey PRIMARY KEY (merchant_id, order_id);

ALTER TABLE webhook_event ADD CONSTRAINT webhook_event_pkey PRIMARY KEY (id);

ALTER TABLE webhook_failure ADD CONSTRAINT webhook_failure_pkey PRIMARY KEY (gateway);

ALTER TABLE webhook_rejection ADD CONSTRAINT webhook_rejection_pkey PRIMARY KEY (gateway, reason, ip_address, minute);

ALTER TABLE webhook_secret_use ADD CONSTRAINT webhook_secret_use_pkey PRIMARY KEY (gateway, fingerprint);

ALTER TABLE webhook_sweep ADD CONSTRAINT webhook_sweep_pkey PRIMARY KEY (gateway);

-- Indexes

CREATE INDEX access_grant_merchant_id_customer_id_idx ON public.access_grant USING btree (merchant_id, customer_id);
CREATE UNIQUE INDEX access_grant_merchant_id_order_line_id_key ON public.access_grant USING btree (merchant_id, order_line_id);
CREATE INDEX alert_merchant_id_id_idx ON public.alert USING btree (merchant_id, id DESC);
CREATE UNIQUE INDEX alert_one_unfinished ON public.alert USING btree (merchant_id, kind, subject) NULLS NOT DISTINCT WHERE (state = ANY (ARRAY['open'::alert_state, 'acknowledged'::alert_state]));
CREATE INDEX alert_event_alert_id_id_idx ON public.alert_event USING btree (alert_id, id);
CREATE INDEX audit_event_merchant_id_order_id_idx ON public.audit_event USING btree (merchant_id, order_id);
CREATE INDEX audit_event_merchant_id_payment_id_idx ON public.audit_event USING btree (merchant_id, payment_id);
CREATE INDEX audit_event_merchant_id_payment_intent_id_idx ON public.audit_event USING btree (merchant_id, payment_intent_id);
CREATE INDEX audit_event_merchant_id_trace_id_idx ON public.audit_event USING btree (merchant_id, trace_id);
CREATE INDEX audit_event_merchant_id_user_id_idx ON public.audit_event USING btree (merchant_id, user_id);
CREATE INDEX audit_event_merchant_id_written_xid_idx ON public.audit_event USING btree (merchant_id, written_xid);
CREATE UNIQUE INDEX audit_seal_merchant_id_event_id_key ON public.audit_seal USING btree (merchant_id, event_id);
CREATE INDEX charge_consent_merchant_id_customer_id_idx ON public.charge_consent USING btree (merchant_id, customer_id);
CREATE INDEX charge_consent_merchant_id_method_id_idx ON public.charge_consent USING btree (merchant_id, method_id);
CREATE UNIQUE INDEX charge_consent_one_per_order ON public.charge_consent USING btree (merchant_id, order_id) WHERE ((withdrawn_at IS NULL) AND (order_id IS NOT NULL));
CREATE INDEX customer_merchant_id_created_at_id_idx ON public.customer USING btree (merchant_id, created_at DESC, id DESC);
CREATE INDEX customer_merchant_id_email_idx ON public.customer USING btree (merchant_id, email);
CREATE INDEX customer_search ON public.customer USING gin (to_tsvector('simple'::regconfig, translate(((name || ' '::text) || email), '@._+-'::text, '     '::text)));
CREATE UNIQUE INDEX dispute_merchant_id_gateway_gateway_dispute_id_key ON public.dispute USING btree (merchant_id, gateway, gateway_dispute_id);
CREATE INDEX dispute_merchant_id_payment_id_idx ON public.dispute USING btree (merchant_id, payment_id);
CREATE INDEX dispute_unsettled ON public.dispute USING btree (merchant_id, id) WHERE (NOT is_credit_settled);
CREATE INDEX document_merchant_id_customer_id_id_idx ON public.document USING btree (merchant_id, customer_id, id DESC);
CREATE INDEX document_merchant_id_invoice_id_idx ON public.document USING btree (merchant_id, invoice_id);
CREATE UNIQUE INDEX document_merchant_id_kind_number_key ON public.document USING btree (merchant_id, kind, number);
CREATE UNIQUE INDEX document_merchant_id_kind_source_id_key ON public.document USING btree (merchant_id, kind, source_id);
CREATE INDEX document_merchant_id_order_id_idx ON public.document USING btree (merchant_id, order_id);
CREATE INDEX document_merchant_id_payment_id_idx ON public.document USING btree (merchant_id, payment_id);
CREATE INDEX document_tax_merchant_id_invoice_id_idx ON public.document_tax USING btree (merchant_id, invoice_id);
CREATE INDEX installment_merchant_id_order_id_idx ON public.installment USING btree (merchant_id, order_id);
CREATE INDEX installment_next_step ON public.installment USING btree (next_step_at) WHERE (next_step_at IS NOT NULL);
CREATE UNIQUE INDEX installment_one_per_position ON public.installment USING btree (merchant_id, order_id, "position") WHERE (state <> 'replaced'::installment_state);
CREATE INDEX installment_overdue ON public.installment USING btree (merchant_id, order_id) WHERE (state = 'overdue'::installment_state);
CREATE INDEX installment_reminder_next_at_idx ON public.installment_reminder USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE UNIQUE INDEX invoice_merchant_id_number_key ON public.invoice USING btree (merchant_id, number);
CREATE INDEX invoice_merchant_id_order_id_idx ON public.invoice USING btree (merchant_id, order_id);
CREATE INDEX journal_entry_merchant_id_order_id_idx ON public.journal_entry USING btree (merchant_id, order_id);
CREATE INDEX journal_entry_merchant_id_payment_id_idx ON public.journal_entry USING btree (merchant_id, payment_id);
CREATE UNIQUE INDEX journal_entry_one_per_wallet_adjustment ON public.journal_entry USING btree (merchant_id, split_part(source_id, ':'::text, 1)) WHERE (source_kind = 'wallet_adjustment'::text);
CREATE UNIQUE INDEX journal_entry_one_reversal ON public.journal_entry USING btree (merchant_id, reversal_of) WHERE (reversal_of IS NOT NULL);
CREATE INDEX journal_entry_rare_kinds ON public.journal_entry USING btree (merchant_id, kind, id DESC) WHERE (kind = ANY (ARRAY['overpayment_received'::text, 'wallet_granted'::text, 'wallet_clawed_back'::text, 'reversal'::text]));
CREATE UNIQUE INDEX ledger_account_merchant_id_code_currency_key ON public.ledger_account USING btree (merchant_id, code, currency);
CREATE INDEX ledger_account_merchant_id_customer_id_idx ON public.ledger_account USING btree (merchant_id, customer_id);
CREATE UNIQUE INDEX ledger_account_merchant_id_id_currency_key ON public.ledger_account USING btree (merchant_id, id, currency);
CREATE INDEX login_email_idx ON public.login USING btree (email);
CREATE UNIQUE INDEX login_merchant_id_email_key ON public.login USING btree (merchant_id, email);
CREATE UNIQUE INDEX mail_channel_external_id_key ON public.mail USING btree (channel, external_id);
CREATE INDEX mail_merchant_id_customer_id_id_idx ON public.mail USING btree (merchant_id, customer_id, id DESC);
CREATE UNIQUE INDEX mail_merchant_id_dedupe_key_key ON public.mail USING btree (merchant_id, dedupe_key);
CREATE INDEX mail_merchant_id_order_id_idx ON public.mail USING btree (merchant_id, order_id);
CREATE INDEX mail_not_sent ON public.mail USING btree (merchant_id, id) WHERE (state <> 'sent'::mail_state);
CREATE INDEX manual_payment_merchant_id_customer_id_idx ON public.manual_payment USING btree (merchant_id, customer_id);
CREATE INDEX manual_payment_merchant_id_state_id_idx ON public.manual_payment USING btree (merchant_id, state, id DESC);
CREATE INDEX manual_payment_part_merchant_id_order_id_idx ON public.manual_payment_part USING btree (merchant_id, order_id);
CREATE UNIQUE INDEX merchant_slug_key ON public.merchant USING btree (slug);
CREATE INDEX operation_open ON public.operation USING btree (lease_until) WHERE (state = ANY (ARRAY['begun'::operation_state, 'outcome_unknown'::operation_state]));
CREATE INDEX operation_open_of_payment ON public.operation USING btree (merchant_id, payment_id) WHERE (state = ANY (ARRAY['begun'::operation_state, 'outcome_unknown'::operation_state]));
CREATE INDEX order_merchant_id_customer_id_id_idx ON public."order" USING btree (merchant_id, customer_id, id DESC);
CREATE INDEX order_merchant_id_customer_id_placed_at_id_idx ON public."order" USING btree (merchant_id, customer_id, placed_at DESC, id DESC);
CREATE UNIQUE INDEX order_merchant_id_customer_id_placement_key_key ON public."order" USING btree (merchant_id, customer_id, placement_key);
CREATE UNIQUE INDEX order_merchant_id_number_key ON public."order" USING btree (merchant_id, number);
CREATE INDEX order_merchant_id_placed_at_id_idx ON public."order" USING btree (merchant_id, placed_at DESC, id DESC);
CREATE INDEX order_merchant_id_state_id_idx ON public."order" USING btree (merchant_id, state, id DESC);
CREATE INDEX order_merchant_id_state_placed_at_id_idx ON public."order" USING btree (merchant_id, state, placed_at DESC, id DESC);
CREATE INDEX order_event_merchant_id_order_id_id_idx ON public.order_event USING btree (merchant_id, order_id, id);
CREATE UNIQUE INDEX order_line_merchant_id_order_id_position_key ON public.order_line USING btree (merchant_id, order_id, "position");
CREATE INDEX order_tax_merchant_id_order_id_idx ON public.order_tax USING btree (merchant_id, order_id);
CREATE INDEX order_terms_change_merchant_id_order_id_idx ON public.order_terms_change USING btree (merchant_id, order_id);
CREATE INDEX outbox_job_waiting ON public.outbox_job USING btree (id) WHERE (relayed_at IS NULL);
CREATE INDEX password_reset_merchant_id_login_id_idx ON public.password_reset USING btree (merchant_id, login_id);
CREATE INDEX pay_link_merchant_id_order_id_idx ON public.pay_link USING btree (merchant_id, order_id);
CREATE INDEX payment_captured ON public.payment USING btree (merchant_id, captured_at) WHERE (captured_at IS NOT NULL);
CREATE INDEX payment_merchant_id_card_last4_idx ON public.payment USING btree (merchant_id, card_last4);
CREATE INDEX payment_merchant_id_created_at_id_idx ON public.payment USING btree (merchant_id, created_at DESC, id DESC);
CREATE INDEX payment_merchant_id_customer_id_id_idx ON public.payment USING btree (merchant_id, customer_id, id DESC);
CREATE INDEX payment_merchant_id_gateway_charge_id_idx ON public.payment USING btree (merchant_id, gateway_charge_id);
CREATE UNIQUE INDEX payment_merchant_id_gateway_gateway_payment_id_key ON public.payment USING btree (merchant_id, gateway, gateway_payment_id);
CREATE INDEX payment_merchant_id_order_id_idx ON public.payment USING btree (merchant_id, order_id);
CREATE INDEX payment_merchant_id_state_created_at_id_idx ON public.payment USING btree (merchant_id, state, created_at DESC, id DESC);
CREATE INDEX payment_merchant_id_trace_id_idx ON public.payment USING btree (merchant_id, trace_id);
CREATE INDEX payment_next_check ON public.payment USING btree (next_check_at) WHERE (next_check_at IS NOT NULL);
CREATE UNIQUE INDEX payment_one_live_per_installment ON public.payment USING btree (merchant_id, installment_id) WHERE (state = ANY (ARRAY['pending'::payment_state, 'requires_action'::payment_state, 'processing'::payment_state, 'outcome_unknown'::payment_state, 'failed'::payment_state]));
CREATE INDEX payment_allocation_merchant_id_installment_id_idx ON public.payment_allocation USING btree (merchant_id, installment_id);
CREATE INDEX payment_attempt_merchant_id_external_id_idx ON public.payment_attempt USING btree (merchant_id, external_id);
CREATE UNIQUE INDEX payment_attempt_merchant_id_payment_id_external_id_command__key ON public.payment_attempt USING btree (merchant_id, payment_id, external_id, command, outcome);
CREATE INDEX payment_method_merchant_id_customer_id_idx ON public.payment_method USING btree (merchant_id, customer_id);
CREATE UNIQUE INDEX payment_method_merchant_id_gateway_gateway_method_id_key ON public.payment_method USING btree (merchant_id, gateway, gateway_method_id);
CREATE UNIQUE INDEX payment_method_one_default ON public.payment_method USING btree (merchant_id, customer_id) WHERE is_default;
CREATE INDEX posting_merchant_id_account_id_entry_id_idx ON public.posting USING btree (merchant_id, account_id, entry_id);
CREATE UNIQUE INDEX product_merchant_id_slug_key ON public.product USING btree (merchant_id, slug);
CREATE INDEX session_merchant_id_login_id_idx ON public.session USING btree (merchant_id, login_id);
CREATE UNIQUE INDEX site_merchant_id_order_id_position_key ON public.site USING btree (merchant_id, order_id, "position");
CREATE INDEX site_sent_back ON public.site USING btree (merchant_id, order_id) WHERE (state = 'changes_requested'::site_state);
CREATE INDEX sms_consent_merchant_id_customer_id_id_idx ON public.sms_consent USING btree (merchant_id, customer_id, id DESC);
CREATE INDEX sms_consent_phone_id_idx ON public.sms_consent USING btree (phone, id DESC);
CREATE INDEX subscription_merchant_id_customer_id_idx ON public.subscription USING btree (merchant_id, customer_id);
CREATE UNIQUE INDEX terms_option_one_default ON public.terms_option USING btree (merchant_id) WHERE is_default;
CREATE INDEX wallet_hold_expiring ON public.wallet_hold USING btree (expires_at) WHERE (state = 'active'::wallet_hold_state);
CREATE INDEX wallet_hold_merchant_id_customer_id_id_idx ON public.wallet_hold USING btree (merchant_id, customer_id, id DESC);
CREATE INDEX wallet_hold_merchant_id_order_id_idx ON public.wallet_hold USING btree (merchant_id, order_id);
CREATE INDEX wallet_hold_merchant_id_payment_id_idx ON public.wallet_hold USING btree (merchant_id, payment_id);
CREATE UNIQUE INDEX wallet_hold_one_active ON public.wallet_hold USING btree (merchant_id, installment_id) WHERE (state = 'active'::wallet_hold_state);
CREATE INDEX wallet_hold_lot_merchant_id_lot_id_idx ON public.wallet_hold_lot USING btree (merchant_id, lot_id);
CREATE INDEX wallet_lot_by_priority ON public.wallet_lot USING btree (merchant_id, customer_id, currency, priority, ((kind = ANY (ARRAY['top_up'::wallet_lot_kind, 'refund'::wallet_lot_kind]))), granted_at, id) WHERE is_open;
CREATE INDEX wallet_lot_expiring ON public.wallet_lot USING btree (expires_on) WHERE (is_open AND (expires_on IS NOT NULL));
CREATE INDEX wallet_lot_oldest ON public.wallet_lot USING btree (merchant_id, customer_id, currency, granted_at, id) WHERE is_open;
CREATE INDEX wallet_lot_origin ON public.wallet_lot USING btree (merchant_id, origin_kind, origin_id);
CREATE INDEX wallet_lot_soonest ON public.wallet_lot USING btree (merchant_id, customer_id, currency, expires_on, granted_at, id) WHERE is_open;
CREATE INDEX wallet_movement_entry ON public.wallet_movement USING btree (merchant_id, entry_id) WHERE (entry_id IS NOT NULL);
CREATE INDEX wallet_movement_merchant_id_customer_id_currency_sequence_idx ON public.wallet_movement USING btree (merchant_id, customer_id, currency, sequence DESC);
CREATE INDEX wallet_movement_merchant_id_lot_id_sequence_idx ON public.wallet_movement USING btree (merchant_id, lot_id, sequence);
CREATE INDEX wallet_movement_order ON public.wallet_movement USING btree (merchant_id, order_id) WHERE (order_id IS NOT NULL);
CREATE INDEX wallet_top_up_merchant_id_customer_id_created_at_idx ON public.wallet_top_up USING btree (merchant_id, customer_id, created_at DESC);
CREATE UNIQUE INDEX webhook_event_gateway_external_id_key ON public.webhook_event USING btree (gateway, external_id);
CREATE INDEX webhook_event_gateway_gateway_payment_id_idx ON public.webhook_event USING btree (gateway, gateway_payment_id);
CREATE INDEX webhook_event_gateway_object_id_idx ON public.webhook_event USING btree (gateway, object_id);
CREATE INDEX webhook_event_merchant_id_id_idx ON public.webhook_event USING btree (merchant_id, id DESC);
CREATE INDEX webhook_event_state ON public.webhook_event USING btree (state, id DESC) WHERE (state = ANY (ARRAY['failed'::webhook_event_state, 'dead'::webhook_event_state, 'parked'::webhook_event_state]));
CREATE INDEX webhook_event_waiting ON public.webhook_event USING btree (next_attempt_at) WHERE (state = ANY (ARRAY['received'::webhook_event_state, 'failed'::webhook_event_state]));

-- Functions

CREATE OR REPLACE FUNCTION public.check_posting()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM refuse_wrong_entries(NEW.merchant_id, ARRAY[NEW.entry_id]);
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.lock_ledger_balance(merchant uuid, account uuid)
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  SELECT balance_minor FROM ledger_balance WHERE merchant_id = merchant AND account_id = account FOR UPDATE
$function$;

CREATE OR REPLACE FUNCTION public.move_floored_balances(merchant uuid, entries uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
DECLARE
  accounts uuid[] := ARRAY (
    SELECT DISTINCT p.account_id FROM posting p
      JOIN ledger_balance b ON b.merchant_id = p.merchant_id AND b.account_id = p.account_id
      WHERE p.merchant_id = merchant AND p.entry_id = ANY (entries));
BEGIN
  PERFORM FROM ledger_balance b
    WHERE b.merchant_id = merchant AND b.account_id = ANY (accounts)
    ORDER BY b.account_id FOR UPDATE;
  UPDATE ledger_balance b SET balance_minor = b.balance_minor + m.net, version = b.version + 1
    FROM (
      SELECT p.account_id, sum(p.amount_minor) AS net FROM posting p
        WHERE p.merchant_id = merchant AND p.account_id = ANY (accounts) AND p.entry_id = ANY (entries)
        GROUP BY 1
    ) m
    WHERE b.merchant_id = merchant AND b.account_id = m.account_id;
EXCEPTION WHEN check_violation THEN
  RAISE EXCEPTION 'The balance does not cover it.' USING ERRCODE = 'check_violation', CONSTRAINT = 'insufficient_balance';
END $function$;

CREATE OR REPLACE FUNCTION public.open_ledger_accounts(accounts jsonb)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  opened integer;
BEGIN
  WITH given AS (
    SELECT merchant_id, id, code, type, currency, customer_id, has_floor
      FROM jsonb_to_recordset(accounts) AS a(
        merchant_id uuid, id uuid, code text, type ledger_account_type, currency text, customer_id uuid, has_floor boolean)
  ), opened_now AS (
    INSERT INTO ledger_account (merchant_id, id, code, type, currency, customer_id, has_floor)
      SELECT merchant_id, id, code, type, currency, customer_id, has_floor FROM given ORDER BY id
      ON CONFLICT DO NOTHING
      RETURNING merchant_id, id
  ), floored AS (
    INSERT INTO ledger_balance (merchant_id, account_id, balance_minor)
      SELECT DISTINCT merchant_id, id, 0 FROM given JOIN opened_now USING (merchant_id, id) WHERE has_floor
  )
  SELECT count(*) INTO opened FROM opened_now;
  RETURN opened;
END $function$;

CREATE OR REPLACE FUNCTION public.plan_installment_reminder()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  is_open boolean := NEW.state IN ('scheduled', 'due', 'overdue') AND NEW.due_on IS NOT NULL;
  known timestamptz;
BEGIN
  IF is_open AND (TG_OP = 'INSERT' OR OLD.due_on IS DISTINCT FROM NEW.due_on
      OR OLD.state NOT IN ('scheduled', 'due', 'overdue')) THEN
    known := clock_timestamp() + coalesce((SELECT offset_ms FROM business_clock), 0) * interval '1 millisecond';
    INSERT INTO installment_reminder (merchant_id, installment_id, order_id, known_at, reminded_day, next_at)
      VALUES (NEW.merchant_id, NEW.id, NEW.order_id, known, NULL, 'epoch')
      ON CONFLICT (merchant_id, installment_id)
      DO UPDATE SET known_at = EXCLUDED.known_at, reminded_day = NULL, next_at = EXCLUDED.next_at;
  ELSIF NOT is_open AND TG_OP = 'UPDATE' THEN
    UPDATE installment_reminder SET next_at = NULL
      WHERE merchant_id = NEW.merchant_id AND installment_id = NEW.id AND next_at IS NOT NULL;
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.post_entries(entries jsonb)
 RETURNS TABLE(entry_id uuid, is_new boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
#variable_conflict use_column
DECLARE
  fresh uuid[];
  offender uuid;
  posted record;
BEGIN
  -- Below, entries are told apart by id alone, which is one entry as long as a call speaks of one merchant.
  IF jsonb_array_length(entries) > 1 AND jsonb_path_exists(entries, '$[*] ? (@.merchant_id != $[0].merchant_id)') THEN
    RAISE EXCEPTION 'The entries of one call are those of one merchant.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'post_entries_one_merchant';
  END IF;

  WITH inserted AS (
    INSERT INTO journal_entry (merchant_id, id, kind, source_kind, source_id, fingerprint, description, order_id, payment_id,
        reversal_of, actor_kind, actor_id, actor_name, reason, trace_id, occurred_at)
      SELECT merchant_id, id, kind, source_kind, source_id, fingerprint, description, order_id, payment_id,
          reversal_of, actor_kind, actor_id, actor_name, reason, trace_id, occurred_at
        FROM jsonb_to_recordset(entries) AS e(
          merchant_id uuid, id uuid, kind text, source_kind text, source_id text, fingerprint text, description text,
          order_id uuid, payment_id uuid, reversal_of uuid, actor_kind text, actor_id uuid, actor_name text, reason text,
          trace_id text, occurred_at timestamptz)
        ORDER BY id
      ON CONFLICT (merchant_id, id) DO NOTHING
      RETURNING id
  )
  SELECT coalesce(array_agg(id), '{}') INTO fresh FROM inserted;

  IF cardinality(fresh) < jsonb_array_length(entries) THEN
    SELECT stored.id INTO offender
      FROM jsonb_to_recordset(entries) AS e(merchant_id uuid, id uuid, fingerprint text)
      JOIN journal_entry stored ON stored.merchant_id = e.merchant_id AND stored.id = e.id
      WHERE stored.fingerprint <> e.fingerprint LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'Journal entry % exists with another content.', offender
        USING ERRCODE = 'unique_violation', CONSTRAINT = 'idempotency_key_reused';
    END IF;
  END IF;

  IF cardinality(fresh) > 0 THEN
    WITH inserted AS (
      INSERT INTO posting (merchant_id, entry_id, position, account_id, currency, amount_minor)
        SELECT e.merchant_id, e.id, p.position, p.account_id, p.currency, p.amount_minor
          FROM jsonb_to_recordset(entries) AS e(merchant_id uuid, id uuid, postings jsonb)
          CROSS JOIN LATERAL ROWS FROM (
            jsonb_to_recordset(e.postings) AS (account_id uuid, currency text, amount_minor bigint)
          ) WITH ORDINALITY AS p(account_id, currency, amount_minor, position)
          WHERE e.id = ANY (fresh)
        RETURNING merchant_id, entry_id, position, account_id, currency, amount_minor
    )
    SELECT sum(first_count) AS entry_count, bool_or(is_wrong) AS is_any_wrong, bool_or(is_floored) AS is_any_floored INTO posted
      FROM (
        -- OFFSET 0 keeps the look-up of an account one by the index, however many rows the planner expects.
        SELECT count(*) FILTER (WHERE i.position = 1) AS first_count, bool_or(account.has_floor) AS is_floored,
            sum(i.amount_minor) <> 0 OR count(account.has_floor) < count(*) AS is_wrong
          FROM inserted i
          LEFT JOIN LATERAL (
            SELECT a.has_floor FROM ledger_account a
              WHERE a.merchant_id = i.merchant_id AND a.id = i.account_id AND a.currency = i.currency OFFSET 0
          ) account ON true
          GROUP BY i.entry_id, i.currency
      ) per_currency;

    IF posted.is_any_wrong THEN
      PERFORM refuse_wrong_entries((entries -> 0 ->> 'merchant_id')::uuid, fresh);
    END IF;
    -- That there are two follows from the sum: no posting is of nothing, so a single one does not balance.
    IF coalesce(posted.entry_count, 0) < cardinality(fresh) THEN
      RAISE EXCEPTION 'A journal entry needs at least two postings.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_has_postings';
    END IF;
    IF posted.is_any_floored THEN
      PERFORM move_floored_balances((entries -> 0 ->> 'merchant_id')::uuid, fresh);
    END IF;
  END IF;

  IF jsonb_array_length(entries) = 1 THEN
    entry_id := (entries -> 0 ->> 'id')::uuid;
    is_new := cardinality(fresh) = 1;
    RETURN NEXT;
  ELSE
    RETURN QUERY SELECT (e ->> 'id')::uuid, (e ->> 'id')::uuid = ANY (fresh) FROM jsonb_array_elements(entries) e;
  END IF;
END $function$;

CREATE OR REPLACE FUNCTION public.post_entry(merchant uuid, entry uuid, kind text, source_kind text, source_id text, fingerprint text, description text, order_id uuid, payment_id uuid, reversal_of uuid, actor_kind text, actor_id uuid, actor_name text, reason text, trace_id text, occurred_at timestamp with time zone, account uuid, counter_account uuid, currency text, amount_minor bigint)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_variable
DECLARE
  plain_count integer;
BEGIN
  INSERT INTO journal_entry (merchant_id, id, kind, source_kind, source_id, fingerprint, description, order_id, payment_id,
      reversal_of, actor_kind, actor_id, actor_name, reason, trace_id, occurred_at)
    VALUES (merchant, entry, kind, source_kind, source_id, fingerprint, description, order_id, payment_id,
      reversal_of, actor_kind, actor_id, actor_name, reason, trace_id, occurred_at)
    ON CONFLICT (merchant_id, id) DO NOTHING;
  IF NOT FOUND THEN
    PERFORM FROM journal_entry stored
      WHERE stored.merchant_id = merchant AND stored.id = entry AND stored.fingerprint <> post_entry.fingerprint;
    IF FOUND THEN
      RAISE EXCEPTION 'Journal entry % exists with another content.', entry
        USING ERRCODE = 'unique_violation', CONSTRAINT = 'idempotency_key_reused';
    END IF;
    RETURN false;
  END IF;

  -- Accounts that are known and have no floor: nearly always both, and then that is all.
  INSERT INTO posting (merchant_id, entry_id, position, account_id, currency, amount_minor)
    SELECT merchant, entry, p.position, a.id, a.currency, p.amount_minor
      FROM (VALUES (1::smallint, account, amount_minor), (2::smallint, counter_account, -amount_minor))
        AS p(position, account_id, amount_minor)
      JOIN ledger_account a ON a.merchant_id = merchant AND a.id = p.account_id AND a.currency = post_entry.currency
        AND NOT a.has_floor;
  GET DIAGNOSTICS plain_count = ROW_COUNT;
  IF plain_count < 2 THEN
    INSERT INTO posting (merchant_id, entry_id, position, account_id, currency, amount_minor)
      SELECT merchant, entry, p.position, p.account_id, currency, p.amount_minor
        FROM (VALUES (1::smallint, account, amount_minor), (2::smallint, counter_account, -amount_minor))
          AS p(position, account_id, amount_minor)
        WHERE NOT EXISTS (SELECT FROM posting there
          WHERE there.merchant_id = merchant AND there.entry_id = entry AND there.position = p.position);
    PERFORM refuse_wrong_entries(merchant, ARRAY[entry]);
    PERFORM move_floored_balances(merchant, ARRAY[entry]);
  END IF;
  RETURN true;
END $function$;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused. Corrections are new rows.', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $function$;

CREATE OR REPLACE FUNCTION public.refuse_invoice_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_OP <> 'UPDATE' OR to_jsonb(NEW) - 'state' IS DISTINCT FROM to_jsonb(OLD) - 'state' THEN
    RAISE EXCEPTION 'invoice % was issued: % is refused. Changes are credit notes.', OLD.number, TG_OP
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.refuse_wrong_entries(merchant uuid, entries uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  offender record;
BEGIN
  SELECT p.entry_id INTO offender FROM posting p
    WHERE p.merchant_id = merchant AND p.entry_id = ANY (entries)
      AND NOT EXISTS (SELECT FROM journal_entry e WHERE e.merchant_id = p.merchant_id AND e.id = p.entry_id) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'There is no journal entry % to post to.', offender.entry_id
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'posting_merchant_id_entry_id_fkey';
  END IF;
  SELECT p.entry_id, p.account_id, p.currency INTO offender FROM posting p
    WHERE p.merchant_id = merchant AND p.entry_id = ANY (entries) AND NOT EXISTS (SELECT FROM ledger_account a
      WHERE a.merchant_id = p.merchant_id AND a.id = p.account_id AND a.currency = p.currency) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'Journal entry % names the account %, which the merchant does not have in %.',
        offender.entry_id, offender.account_id, offender.currency
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'posting_merchant_id_account_id_currency_fkey';
  END IF;
  SELECT p.entry_id, p.currency, sum(p.amount_minor) AS net INTO offender FROM posting p
    WHERE p.merchant_id = merchant AND p.entry_id = ANY (entries)
    GROUP BY p.entry_id, p.currency HAVING sum(p.amount_minor) <> 0 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'Journal entry % is out of balance by % in %.', offender.entry_id, offender.net, offender.currency
      USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_balances';
  END IF;
END $function$;

-- Owners

ALTER FUNCTION lock_ledger_balance(uuid,uuid) OWNER TO remit_ledger;
ALTER FUNCTION move_floored_balances(uuid,uuid[]) OWNER TO remit_ledger;
ALTER FUNCTION open_ledger_accounts(jsonb) OWNER TO remit_ledger;
ALTER FUNCTION post_entries(jsonb) OWNER TO remit_ledger;
ALTER FUNCTION post_entry(uuid,uuid,text,text,text,text,text,uuid,uuid,uuid,text,uuid,text,text,text,timestamp with time zone,uuid,uuid,text,bigint) OWNER TO remit_ledger;

-- Triggers

CREATE TRIGGER audit_checkpoint_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_event_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_seal_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER document_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.document FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER document_tax_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.document_tax FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER installment_reminder_planned AFTER INSERT OR UPDATE OF due_on, state ON public.installment FOR EACH ROW EXECUTE FUNCTION plan_installment_reminder();
CREATE TRIGGER invoice_stands BEFORE DELETE OR UPDATE ON public.invoice FOR EACH ROW EXECUTE FUNCTION refuse_invoice_change();
CREATE TRIGGER journal_entry_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.journal_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_account_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_account FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER order_event_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.order_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER order_tax_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.order_tax FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER order_terms_change_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.order_terms_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payment_allocation_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.payment_allocation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER posting_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.posting FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER posting_balances AFTER INSERT ON public.posting FOR EACH ROW WHEN ((CURRENT_USER <> 'remit_ledger'::name)) EXECUTE FUNCTION check_posting();
CREATE TRIGGER wallet_movement_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.wallet_movement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Rights

GRANT EXECUTE ON FUNCTION check_posting() TO PUBLIC;
GRANT EXECUTE ON FUNCTION lock_ledger_balance(uuid,uuid) TO remit_app;
GRANT EXECUTE ON FUNCTION open_ledger_accounts(jsonb) TO remit_app;
GRANT EXECUTE ON FUNCTION plan_installment_reminder() TO PUBLIC;
GRANT EXECUTE ON FUNCTION post_entries(jsonb) TO remit_app;
GRANT EXECUTE ON FUNCTION post_entry(uuid,uuid,text,text,text,text,text,uuid,uuid,uuid,text,uuid,text,text,text,timestamp with time zone,uuid,uuid,text,bigint) TO remit_app;
GRANT EXECUTE ON FUNCTION refuse_change() TO PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_wrong_entries(uuid,uuid[]) TO remit_ledger;
GRANT USAGE ON SCHEMA public TO PUBLIC;
GRANT USAGE ON SCHEMA public TO remit_app;
GRANT USAGE ON SCHEMA public TO remit_ledger;
GRANT INSERT, SELECT, UPDATE ON TABLE "order" TO remit_app;
GRANT SELECT ON TABLE _prisma_migrations TO remit_app;
GRANT INSERT, SELECT, UPDATE ON TABLE access_grant TO remit_app;
GRANT INSERT, SELECT, UPDATE ON TABLE alert TO remit_app;
GRANT INSERT, SELECT ON TABLE alert_event TO remit_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE attempt_counter TO remit_app;
GRANT INSERT, SELECT, UPDATE ON TABLE audit_chain TO remit_app;
GRANT INSERT, SELECT ON TABLE audit_checkpoint TO remit_app;
GRANT SELECT ON TABLE audit_event TO remit_app;
GRANT INSERT ON TABLE audit_event ("timestamp") TO remit_app;
GRANT INSERT ON TABLE audit_event (actor_name) TO remit_app;
GRANT INSERT ON TABLE audit_event (amount_minor) TO remit_app;
GRANT INSERT ON TABLE audit_event (card_brand) TO remit_app;
GRANT INSERT ON TABLE audit_event (card_last4) TO remit_app;
GRANT INSERT ON TABLE audit_event (changes) TO remit_app;
GRANT INSERT ON TABLE audit_event (command) TO remit_app;
GRANT INSERT ON TABLE audit_event (currency) TO remit_app;
GRANT INSERT ON TABLE audit_event (decline_code) TO remit_app;
GRANT INSERT ON TABLE audit_event (environment) TO remit_app;
GRANT INSERT ON TABLE audit_event (event_type) TO remit_app;
GRANT INSERT ON TABLE audit_event (failure_code) TO remit_app;
GRANT INSERT ON TABLE audit_event (failure_message) TO remit_app;
GRANT INSERT ON TABLE audit_event (id) TO remit_app;
GRANT INSERT ON TABLE audit_event (idempotency_key) TO remit_app;
GRANT INSERT ON TABLE audit_event (ip_address) TO remit_app;
GRANT INSERT ON TABLE audit_event (merchant_id) TO remit_app;
GRANT INSERT ON TABLE audit_event (order_id) TO remit_app;
GRANT INSERT ON TABLE audit_event (outcome) TO remit_app;
GRANT INSERT ON TABLE audit_event (payment_id) TO remit_app;
GRANT INSERT ON TABLE audit_event (payment_intent_id) TO remit_app;
GRANT INSERT ON TABLE audit_event (reason) TO remit_app;
GRANT INSERT ON TABLE audit_event (trace_id) TO remit_app;
GRANT INSERT ON TABLE audit_event (user_id) TO remit_app;
GRANT INSERT, SELECT ON TABLE audit_seal TO remit_app;
GRANT INSERT, SELECT, UPDATE ON TABLE billing_details TO remit_app;
GRANT INSERT, SELECT, UPDATE ON TABLE business_clock TO remit_app;
GRANT INSERT, SELECT ON TABLE charge_consent TO remit_app;
GRANT UPDATE ON TABLE charge_consent (withdrawn_at) TO remit_app;
GRANT UPDATE ON TABLE charge_consent (withdrawn_by) TO remit_app;
GRANT UPDATE ON TABLE charge_consent (withdrawn_reason) TO remit_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE csp_violation TO remit_app;
GRANT INSERT, SELECT, UPDATE ON TABLE customer TO remit_app;
GRANT INSERT, SELECT, UPDATE ON TABLE customer_terms TO remit_app;
GRANT INSERT, SELECT ON TABLE dispute TO remit_app;
GRANT UPDATE ON TABLE dispute (amount_minor) TO remit_app;
GRANT UPDATE ON TABLE dispute (closed_at) TO remit_app;
GRANT UPDATE ON TABLE dispute (fee_minor) TO remit_app;
GRANT UPDATE ON TABLE dispute (funds_currency) TO remit_app;
GRANT UPDATE ON TABLE dispute (is_credit_settled) TO remit_app;
GRANT UPDATE ON TABLE dispute (lost_minor) TO remit_app;
GRANT UPDATE ON TABLE dispute (movement_count) TO remit_app;
GRANT UPDATE ON TABLE dispute (reason) TO remit_app;
GRANT UPDATE ON TABLE dispute (respond_by) TO remit_app;
GRANT UPDATE ON TABLE dispute (state) TO remit_app;
GRANT UPDATE ON TABLE dispute (updated_at) TO remit_app;
GRANT UPDATE ON TABLE dispute (withdrawn_minor) TO remit_app;
GRANT INSERT, SELECT ON TABLE document TO remit_app;
GRANT INSERT, SELECT ON TABLE document_tax TO remit_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE heartbeat TO remit_app;
GRANT INSERT, SELECT, UPDATE ON TABLE installment TO remit_app;
GRANT INSERT, SELECT, UPDATE ON TABLE installment_reminder TO remit_app;
GRANT INSERT, SELECT ON TABLE invoice TO remit_app;
GRANT UPDATE ON TABLE invoice (state) TO remit_app;
GRANT SELECT ON TABLE journal_entry TO remit_app;
GRANT INSERT, SELECT ON TABLE journal_entry TO remit_ledger;
GRANT SELECT ON TABLE ledger_account TO remit_app;
GRANT INSERT, SELECT ON TABLE ledger_account TO remit_ledger;
GRANT SELECT ON TABLE ledger_balance TO remit_app;
GRANT INSERT, SELECT ON TABLE ledger_balance TO remit_ledger;
GRANT UPDATE ON TABLE ledger_balance (balance_minor) TO remit_ledger;
GRANT UPDATE ON TABLE ledger_balance (version) TO remit_ledger;
GRANT INSERT, SELECT, UPDATE ON TABLE login TO remit_app;
GRANT INSERT, SELECT, UPDATE ON TABLE mail TO remit_app;
GRANT INSERT, SELECT ON TABLE manual_payment TO remit_app;
GRANT UPDATE ON TABLE manual_payment (bounce_reason) TO remit_app;
GRANT UPDATE ON TABLE manual_payment (bounced_at) TO remit_app;
GRANT UPDATE ON TABLE manual_payment (bounced_by) TO remit_app;
GRANT UPDATE ON TABLE manual_payment (bounced_by_id) TO remit_app;
GRANT UPDATE ON TABLE manual_payment (decided_at) TO remit_app;
GRANT UPDATE ON TABLE manual_payment (decided_by) TO remit_app;
GRANT UPDATE ON TABLE manual_payment (decided_by_id) TO remit_app;
GRANT UPDATE ON TABLE manual_payment (decision_reason) TO remit_app;
GRANT UPDATE ON TABLE manual_payment (excess_minor) TO remit_app;
GRANT UPDATE ON TABLE manual_payment (state) TO remit_app;
GRANT INSERT, SELECT ON TABLE manual_payment_evidence TO remit_app;
GRANT INSERT, SELECT ON TABLE manual_payment_part TO remit_app;
GRANT UPDATE ON TABLE manual_payment_part (applied_minor) TO remit_app;
GRANT UPDATE ON TABLE manual_payment_part (payment_id) TO remit_app;
GRANT INSERT, SELECT, UPDATE ON TABLE merchant TO remit_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE merchant_counter TO remit_app;
GRANT INSERT, SELECT, UPDATE ON TABLE notice_choice TO remit_app;
GRANT INSERT, SELECT ON TABLE notice_policy TO remit_app;
GRANT INSERT, SELECT, UPDATE ON TABLE operation TO remit_app;
GRANT INSERT, SELECT ON TABLE order_event TO remit_app;
GRANT INSERT, SELECT, UPDATE ON TABLE order_line TO remit_app;
GRANT INSERT, SELECT ON TABLE order_tax TO remit_app;
GRANT INSERT, SELECT ON TABLE order_terms_change TO remit_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE outbox_job TO remit_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE password_reset TO remit_app;
GRANT INSERT, SELECT ON TABLE pay_link TO remit_app;
GRANT UPDATE ON TABLE pay_link (open_count) TO remit_app;
GRANT UPDATE ON TABLE pay_link (opened_at) TO remit_app;
GRANT UPDATE ON TABLE pay_link (revoke_reason) TO remit_app;
GRANT UPDATE ON TABLE pay_link (revoked_at) TO remit_app;
GRANT UPDATE ON TABLE pay_link (revoked_by) TO remit_app;
GRANT INSERT, SELECT, UPDATE ON TABLE payment TO remit_app;
GRANT INSERT, SELECT ON TABLE payment_allocation TO remit_app;
GRANT INSERT, SELECT, UPDATE ON TABLE payment_attempt TO remit_app;
GRANT INSERT, SELECT, UPDATE ON TABLE payment_method TO remit_app;
GRANT SELECT ON TABLE posting TO remit_app;
GRANT INSERT, SELECT ON TABLE posting TO remit_ledger;
GRANT INSERT, SELECT, UPDATE ON TABLE product TO remit_app;
GRANT INSERT, SELECT, UPDATE ON TABLE session TO remit_app;
GRANT INSERT, SELECT, UPDATE ON TABLE site TO remit_app;
GRANT INSERT, SELECT ON TABLE sms_consent TO remit_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE subscription TO remit_app;
GRANT INSERT, SELECT ON TABLE tax_rate TO remit_app;
GRANT INSERT, SELECT ON TABLE tax_settings TO remit_app;
GRANT INSERT, SELECT, UPDATE ON TABLE terms_option TO remit_app;
GRANT INSERT, SELECT ON TABLE top_up_terms TO remit_app;
GRANT INSERT, SELECT ON TABLE wallet_hold TO remit_app;
GRANT UPDATE ON TABLE wallet_hold (ended_at) TO remit_app;
GRANT UPDATE ON TABLE wallet_hold (expires_at) TO remit_app;
GRANT UPDATE ON TABLE wallet_hold (payment_id) TO remit_app;
GRANT UPDATE ON TABLE wallet_hold (released_reason) TO remit_app;
GRANT UPDATE ON TABLE wallet_hold (state) TO remit_app;
GRANT INSERT, SELECT ON TABLE wallet_hold_lot TO remit_app;
GRANT INSERT, SELECT ON TABLE wallet_lot TO remit_app;
GRANT UPDATE ON TABLE wallet_lot (frozen_at) TO remit_app;
GRANT UPDATE ON TABLE wallet_lot (frozen_reason) TO remit_app;
GRANT UPDATE ON TABLE wallet_lot (held_minor) TO remit_app;
GRANT UPDATE ON TABLE wallet_lot (is_open) TO remit_app;
GRANT UPDATE ON TABLE wallet_lot (noticed_days) TO remit_app;
GRANT UPDATE ON TABLE wallet_lot (remaining_minor) TO remit_app;
GRANT INSERT, SELECT ON TABLE wallet_movement TO remit_app;
GRANT USAGE ON TABLE wallet_movement_sequence_seq TO remit_app;
GRANT INSERT, SELECT ON TABLE wallet_rules TO remit_app;
GRANT INSERT, SELECT ON TABLE wallet_top_up TO remit_app;
GRANT INSERT, SELECT, UPDATE ON TABLE webhook_event TO remit_app;
GRANT INSERT, SELECT, UPDATE ON TABLE webhook_failure TO remit_app;
GRANT INSERT, SELECT ON TABLE webhook_rejection TO remit_app;
GRANT UPDATE ON TABLE webhook_rejection (rejected_count) TO remit_app;
GRANT INSERT, SELECT, UPDATE ON TABLE webhook_secret_use TO remit_app;
GRANT INSERT, SELECT, UPDATE ON TABLE webhook_sweep TO remit_app;
