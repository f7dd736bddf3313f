-- The doors run as a role of their own, which may insert ledger rows and nothing else. Nobody logs in as it and nobody is a member
-- of it, so that rows it inserts came through a door: that is what the trigger posting_balances goes by.
-- Roles belong to the whole server; where the owner may not create them, the operator does so once (see the README).
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'remit_ledger') THEN
    CREATE ROLE remit_ledger NOLOGIN;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END $$;

GRANT USAGE ON SCHEMA public TO remit_ledger;
GRANT SELECT, INSERT ON "journal_entry", "posting", "ledger_account", "ledger_balance" TO remit_ledger;
GRANT UPDATE (balance_minor, version) ON "ledger_balance" TO remit_ledger;

REVOKE ALL ON FUNCTION refuse_wrong_entries FROM PUBLIC;

-- Giving a function away takes being able to act as its new owner, for as long as that takes.
DO $$
DECLARE
  is_member boolean := pg_has_role('remit_ledger', 'SET');
BEGIN
  IF NOT is_member THEN
    GRANT remit_ledger TO CURRENT_USER WITH INHERIT FALSE, SET TRUE;
  END IF;
  GRANT CREATE ON SCHEMA public TO remit_ledger;
  ALTER FUNCTION post_entry OWNER TO remit_ledger;
  ALTER FUNCTION post_entries OWNER TO remit_ledger;
  ALTER FUNCTION move_floored_balances OWNER TO remit_ledger;
  ALTER FUNCTION open_ledger_accounts OWNER TO remit_ledger;
  ALTER FUNCTION lock_ledger_balance OWNER TO remit_ledger;
  REVOKE CREATE ON SCHEMA public FROM remit_ledger;
  GRANT EXECUTE ON FUNCTION refuse_wrong_entries TO remit_ledger;
  IF NOT is_member THEN
    REVOKE remit_ledger FROM CURRENT_USER;
  END IF;
END $$;
