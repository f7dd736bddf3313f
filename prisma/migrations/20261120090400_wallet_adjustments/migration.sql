-- An act of granting or taking back credit is named by the person's form: the same form twice is one entry.
CREATE UNIQUE INDEX journal_entry_one_per_wallet_adjustment ON "journal_entry" (merchant_id, split_part(source_id, ':', 1))
  WHERE source_kind = 'wallet_adjustment';

-- Locks the balance of an account with a floor and answers it, null when there is no such account. The app role may not update
-- balances, and a lock needs that right: so this, too, goes through a door.
CREATE FUNCTION lock_ledger_balance(merchant uuid, account uuid) RETURNS bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT balance_minor FROM ledger_balance WHERE merchant_id = merchant AND account_id = account FOR UPDATE
$$;
REVOKE ALL ON FUNCTION lock_ledger_balance(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lock_ledger_balance(uuid, uuid) TO remit_app;
