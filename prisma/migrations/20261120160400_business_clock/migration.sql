-- How far business time is ahead of the machine's: one row for the installation, only in demos and tests anything but zero.
-- In production nothing reads it.
CREATE TABLE "business_clock" (
    "is_only" BOOLEAN NOT NULL DEFAULT true,
    "offset_ms" BIGINT NOT NULL DEFAULT 0,
    "moved_at" TIMESTAMPTZ(6),
    "moved_by" TEXT,

    CONSTRAINT "business_clock_pkey" PRIMARY KEY ("is_only")
);

ALTER TABLE "business_clock"
  ADD CONSTRAINT business_clock_is_one_row CHECK (is_only),
  ADD CONSTRAINT business_clock_forward_only CHECK (offset_ms >= 0);

GRANT SELECT, INSERT, UPDATE ON "business_clock" TO remit_app;
