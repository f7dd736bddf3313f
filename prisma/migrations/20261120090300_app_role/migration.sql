-- The app role: reads everything, writes what changes, and can neither change nor insert ledger rows except through the door.
-- Roles belong to the whole server; where the owner may not create them, the operator does so once (see the README).
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'remit_app') THEN
    CREATE ROLE remit_app NOLOGIN;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END $$;

GRANT USAGE ON SCHEMA public TO remit_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO remit_app;

REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON "journal_entry", "posting", "ledger_account", "ledger_balance" FROM remit_app;
REVOKE UPDATE, DELETE, TRUNCATE ON "audit_event", "order_event", "invoice", "webhook_rejection" FROM remit_app;
-- An invoice's claim never changes; only whether it is open, paid or void does.
GRANT UPDATE (state) ON "invoice" TO remit_app;
GRANT UPDATE (rejected_count) ON "webhook_rejection" TO remit_app;
REVOKE DELETE, TRUNCATE ON "order", "order_line", "site", "installment", "payment", "payment_attempt", "payment_method",
  "webhook_event", "customer", "login", "session", "access_grant", "merchant", "product", "mail" FROM remit_app;

DO $$ BEGIN
  IF to_regclass('public._prisma_migrations') IS NOT NULL THEN
    EXECUTE 'REVOKE ALL ON "_prisma_migrations" FROM remit_app';
    EXECUTE 'GRANT SELECT ON "_prisma_migrations" TO remit_app';
  END IF;
END $$;

-- Functions are everybody's by default. The app role may call the doors, and by no way what only the doors call.
REVOKE ALL ON FUNCTION post_entry, post_entries, move_floored_balances, open_ledger_accounts, lock_ledger_balance FROM PUBLIC;
GRANT EXECUTE ON FUNCTION post_entry, post_entries, open_ledger_accounts, lock_ledger_balance TO remit_app;
