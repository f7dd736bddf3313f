-- What a buyer agreed to when a card payment began: how much of what is due credit pays, and which credit, where they picked it.
ALTER TABLE "payment"
  ADD COLUMN "credit_minor" BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN "credit_picks" UUID[],
  ADD CONSTRAINT payment_credit_not_negative CHECK (credit_minor >= 0),
  ADD CONSTRAINT payment_credit_goes_with_a_card CHECK (credit_minor = 0 OR tender = 'card');
