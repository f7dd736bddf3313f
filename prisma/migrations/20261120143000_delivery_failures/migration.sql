-- Deliveries that failed one after the other, by gateway: seen by every process, written only while something fails.
CREATE TABLE "webhook_failure" (
    "gateway" TEXT NOT NULL,
    "failed_in_row" INTEGER NOT NULL,
    "last_failed_at" TIMESTAMPTZ(6) NOT NULL,
    "last_reason" TEXT NOT NULL,

    CONSTRAINT "webhook_failure_pkey" PRIMARY KEY ("gateway")
);

GRANT SELECT, INSERT, UPDATE ON "webhook_failure" TO remit_app;
REVOKE DELETE, TRUNCATE ON "webhook_failure" FROM remit_app;
