-- Money that was verified and went back all the same: a check that bounced, a transfer that was recalled.
ALTER TYPE "payment_state" ADD VALUE 'bounced';
ALTER TYPE "manual_payment_state" ADD VALUE 'bounced';
