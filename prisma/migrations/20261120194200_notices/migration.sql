-- Notices: whom a message is for, by which way it goes, what it repeats; what customers wish; when reminders go out.
ALTER TABLE "mail"
  ADD COLUMN "channel" TEXT NOT NULL DEFAULT 'email',
  ADD COLUMN "customer_id" UUID,
  ADD COLUMN "claimed_at" TIMESTAMPTZ(6),
  ADD COLUMN "repeats_id" UUID,
  ADD COLUMN "external_id" TEXT,
  ADD COLUMN "unsubscribe_url" TEXT,
  ADD CONSTRAINT mail_channel_known CHECK (channel IN ('email', 'sms')),
  ADD CONSTRAINT mail_claimed_while_sending CHECK (state::text <> 'sending' OR claimed_at IS NOT NULL),
  ADD CONSTRAINT "mail_merchant_id_customer_id_fkey" FOREIGN KEY ("merchant_id", "customer_id")
    REFERENCES "customer"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "mail" ALTER COLUMN "channel" DROP DEFAULT;
UPDATE "mail" m SET "customer_id" = o."customer_id" FROM "order" o WHERE o."merchant_id" = m."merchant_id" AND o."id" = m."order_id";
CREATE INDEX "mail_merchant_id_customer_id_id_idx" ON "mail"("merchant_id", "customer_id", "id" DESC);
CREATE UNIQUE INDEX "mail_channel_external_id_key" ON "mail"("channel", "external_id");

-- How a merchant reminds. A change is a new version.
CREATE TABLE "notice_policy" (
    "merchant_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "reminder_days" INTEGER[],
    "reminder_hour" INTEGER NOT NULL,
    "alert_email" TEXT,
    "reason" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "notice_policy_pkey" PRIMARY KEY ("merchant_id","version"),
    CONSTRAINT "notice_policy_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchant"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
ALTER TABLE "notice_policy"
  ADD CONSTRAINT notice_policy_version_counts_up CHECK (version > 0),
  ADD CONSTRAINT notice_policy_days_sane CHECK (cardinality(reminder_days) <= 12 AND -60 <= ALL (reminder_days) AND 365 >= ALL (reminder_days)),
  ADD CONSTRAINT notice_policy_by_day CHECK (reminder_hour BETWEEN 8 AND 19),
  ADD CONSTRAINT notice_policy_has_reason CHECK (reason <> '');

-- When an installment is reminded of next. Kept beside it, so that neither collection nor payment waits for a reminder.
CREATE TABLE "installment_reminder" (
    "merchant_id" UUID NOT NULL,
    "installment_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "known_at" TIMESTAMPTZ(6) NOT NULL,
    "reminded_day" INTEGER,
    "next_at" TIMESTAMPTZ(6),

    CONSTRAINT "installment_reminder_pkey" PRIMARY KEY ("merchant_id","installment_id"),
    CONSTRAINT "installment_reminder_merchant_id_installment_id_fkey" FOREIGN KEY ("merchant_id", "installment_id")
      REFERENCES "installment"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "installment_reminder_next_at_idx" ON "installment_reminder"("next_at") WHERE next_at IS NOT NULL;

-- An installment whose day is known or has moved is looked at at once (epoch: since always), and one that is settled no more.
-- The instant at which the day became known is business time: what would have gone out before it is not made up for.
CREATE FUNCTION plan_installment_reminder() RETURNS trigger LANGUAGE plpgsql AS $$
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
END $$;
CREATE TRIGGER installment_reminder_planned AFTER INSERT OR UPDATE OF due_on, state ON "installment"
  FOR EACH ROW EXECUTE FUNCTION plan_installment_reminder();
INSERT INTO "installment_reminder" (merchant_id, installment_id, order_id, known_at, next_at)
  SELECT merchant_id, id, order_id, clock_timestamp() + coalesce((SELECT offset_ms FROM business_clock), 0) * interval '1 millisecond', 'epoch'
    FROM "installment" WHERE state IN ('scheduled', 'due', 'overdue') AND due_on IS NOT NULL;

-- What a customer chose; where nothing is said, what is usual holds.
CREATE TABLE "notice_choice" (
    "merchant_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "is_on" BOOLEAN NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "notice_choice_pkey" PRIMARY KEY ("merchant_id","customer_id","topic","channel"),
    CONSTRAINT "notice_choice_merchant_id_customer_id_fkey" FOREIGN KEY ("merchant_id", "customer_id")
      REFERENCES "customer"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT notice_choice_channel_known CHECK (channel IN ('email', 'sms'))
);

-- Consent to text messages and its end, each as it was given: the newest of a customer counts.
CREATE TABLE "sms_consent" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "phone" TEXT NOT NULL,
    "is_given" BOOLEAN NOT NULL,
    "source" TEXT NOT NULL,
    "wording" TEXT NOT NULL,
    "ip_address" TEXT,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "sms_consent_pkey" PRIMARY KEY ("merchant_id","id"),
    CONSTRAINT "sms_consent_merchant_id_customer_id_fkey" FOREIGN KEY ("merchant_id", "customer_id")
      REFERENCES "customer"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT sms_consent_phone_form CHECK (phone ~ '^\+[1-9][0-9]{6,14}$'),
    CONSTRAINT sms_consent_source_known CHECK (source IN ('account', 'reply', 'gateway'))
);
CREATE INDEX "sms_consent_merchant_id_customer_id_id_idx" ON "sms_consent"("merchant_id", "customer_id", "id" DESC);
CREATE INDEX "sms_consent_phone_id_idx" ON "sms_consent"("phone", "id" DESC);

GRANT SELECT, INSERT ON "notice_policy", "sms_consent" TO remit_app;
REVOKE UPDATE, DELETE, TRUNCATE ON "notice_policy", "sms_consent" FROM remit_app;
GRANT SELECT, INSERT, UPDATE ON "installment_reminder", "notice_choice" TO remit_app;
