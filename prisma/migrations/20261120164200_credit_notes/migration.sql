-- What credit notes took off an installment: it claims that much less, as if it had been paid.
ALTER TABLE "installment" ADD COLUMN "credited_minor" BIGINT NOT NULL DEFAULT 0;

ALTER TABLE "installment"
  DROP CONSTRAINT installment_paid_in_range,
  DROP CONSTRAINT installment_paid_when_paid,
  ADD CONSTRAINT installment_paid_in_range CHECK (paid_minor >= 0 AND credited_minor >= 0 AND paid_minor + credited_minor <= amount_minor),
  ADD CONSTRAINT installment_paid_when_paid CHECK ((state = 'paid') = (paid_minor + credited_minor = amount_minor));
