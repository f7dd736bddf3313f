-- It counts every kind of attempt by now: sign-ins, sign-ups, resets, payments, reports.
ALTER TABLE "sign_in_failure" RENAME TO "attempt_counter";
ALTER TABLE "attempt_counter" RENAME COLUMN "failure_count" TO "attempt_count";
ALTER TABLE "attempt_counter" RENAME CONSTRAINT "sign_in_failure_pkey" TO "attempt_counter_pkey";

CREATE TABLE "csp_violation" (
    "merchant_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "surface" TEXT NOT NULL,
    "directive" TEXT NOT NULL,
    "blocked_host" TEXT NOT NULL,
    "report_count" INTEGER NOT NULL,
    "first_at" TIMESTAMPTZ(6) NOT NULL,
    "last_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "csp_violation_pkey" PRIMARY KEY ("merchant_id","day","surface","directive","blocked_host")
);

GRANT SELECT, INSERT, UPDATE, DELETE ON "csp_violation" TO remit_app;
