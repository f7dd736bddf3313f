-- Words of their own, in a migration of their own: a new word of an enum counts from the next transaction on.
ALTER TYPE "order_state" ADD VALUE 'deposit_pending' BEFORE 'confirmed';
ALTER TYPE "installment_state" ADD VALUE 'overdue' AFTER 'due';
ALTER TYPE "installment_state" ADD VALUE 'replaced' AFTER 'canceled';
ALTER TYPE "payment_purpose" ADD VALUE 'late_fee';
