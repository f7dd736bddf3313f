-- The ledger: append-only, balanced at every statement, written through one door (in two widths: one entry, and many).

ALTER TABLE "ledger_account" ADD CONSTRAINT ledger_account_currency_form CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE "posting" ADD CONSTRAINT posting_amount_not_zero CHECK (amount_minor <> 0);
-- A wallet is a liability: what the customer holds is the negative of the sum, and it never falls below zero.
ALTER TABLE "ledger_balance" ADD CONSTRAINT ledger_balance_floor CHECK (balance_minor <= 0);
-- An entry is reversed once.
CREATE UNIQUE INDEX journal_entry_one_reversal ON "journal_entry" (merchant_id, reversal_of) WHERE reversal_of IS NOT NULL;

-- An act of granting or taking back credit is named by the person's form: the same form twice is one entry.
CREATE UNIQUE INDEX journal_entry_one_per_wallet_adjustment ON "journal_entry" (merchant_id, split_part(source_id, ':', 1))
  WHERE source_kind = 'wallet_adjustment';

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused. Corrections are new rows.', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER journal_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "journal_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER posting_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "posting"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_account_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "ledger_account"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_event"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER order_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "order_event"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Whether an account has a floor is asked at each posting, and stands where the posting looks anyway.
ALTER TABLE "ledger_account" ADD COLUMN has_floor BOOLEAN NOT NULL DEFAULT false;

-- A foreign key asks about each row by itself, and locks the row it names: all postings to one busy account would queue to
-- mark the same row. Accounts and entries are append-only, so that one that exists cannot go: who inserts is asked instead, the
-- doors for the whole call at once, anybody else by the trigger below. The keys stay declared, for readers and tools.
ALTER TABLE "posting" ALTER CONSTRAINT "posting_merchant_id_account_id_currency_fkey" NOT ENFORCED;
ALTER TABLE "posting" ALTER CONSTRAINT "posting_merchant_id_entry_id_fkey" NOT ENFORCED;

-- What every entry with postings has to be: it exists, its postings name accounts of its merchant's in their currency, and they
-- sum to zero in each. Raises for the first that is not so.
CREATE FUNCTION refuse_wrong_entries(merchant uuid, entries uuid[]) RETURNS void LANGUAGE plpgsql
  SET search_path = public, pg_temp AS $$
DECLARE
  offender record;
BEGIN
  SELECT p.entry_id INTO offender FROM posting p
    WHERE p.merchant_id = merchant AND p.entry_id = ANY (entries)
      AND NOT EXISTS (SELECT FROM journal_entry e WHERE e.merchant_id = p.merchant_id AND e.id = p.entry_id) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'There is no journal entry % to post to.', offender.entry_id
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'posting_merchant_id_entry_id_fkey';
  END IF;
  SELECT p.entry_id, p.account_id, p.currency INTO offender FROM posting p
    WHERE p.merchant_id = merchant AND p.entry_id = ANY (entries) AND NOT EXISTS (SELECT FROM ledger_account a
      WHERE a.merchant_id = p.merchant_id AND a.id = p.account_id AND a.currency = p.currency) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'Journal entry % names the account %, which the merchant does not have in %.',
        offender.entry_id, offender.account_id, offender.currency
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'posting_merchant_id_account_id_currency_fkey';
  END IF;
  SELECT p.entry_id, p.currency, sum(p.amount_minor) AS net INTO offender FROM posting p
    WHERE p.merchant_id = merchant AND p.entry_id = ANY (entries)
    GROUP BY p.entry_id, p.currency HAVING sum(p.amount_minor) <> 0 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'Journal entry % is out of balance by % in %.', offender.entry_id, offender.net, offender.currency
      USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_balances';
  END IF;
END $$;

CREATE FUNCTION check_posting() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refuse_wrong_entries(NEW.merchant_id, ARRAY[NEW.entry_id]);
  RETURN NULL;
END $$;

-- Binds whoever inserts, the owner and a superuser included, at the end of each statement. The doors are let by: they have made
-- sure of the same for all they insert, at a tenth of the cost. Nobody logs in as their role, and nobody is a member of it.
CREATE TRIGGER posting_balances AFTER INSERT ON "posting" FOR EACH ROW
  WHEN (current_user <> 'remit_ledger') EXECUTE FUNCTION check_posting();

-- Writes what fresh entries move on the accounts of a merchant's that have a floor: locked in id order, so that two who move the
-- same wallets come one after the other. None may fall below its floor: insufficient_balance. Both doors call it, as their owner.
CREATE FUNCTION move_floored_balances(merchant uuid, entries uuid[]) RETURNS void
  LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  accounts uuid[] := ARRAY (
    SELECT DISTINCT p.account_id FROM posting p
      JOIN ledger_balance b ON b.merchant_id = p.merchant_id AND b.account_id = p.account_id
      WHERE p.merchant_id = merchant AND p.entry_id = ANY (entries));
BEGIN
  PERFORM FROM ledger_balance b
    WHERE b.merchant_id = merchant AND b.account_id = ANY (accounts)
    ORDER BY b.account_id FOR UPDATE;
  UPDATE ledger_balance b SET balance_minor = b.balance_minor + m.net, version = b.version + 1
    FROM (
      SELECT p.account_id, sum(p.amount_minor) AS net FROM posting p
        WHERE p.merchant_id = merchant AND p.account_id = ANY (accounts) AND p.entry_id = ANY (entries)
        GROUP BY 1
    ) m
    WHERE b.merchant_id = merchant AND b.account_id = m.account_id;
EXCEPTION WHEN check_violation THEN
  RAISE EXCEPTION 'The balance does not cover it.' USING ERRCODE = 'check_violation', CONSTRAINT = 'insufficient_balance';
END $$;

-- The door for many. Takes entries with their postings as
--   [{ merchant_id, id, kind, source_kind, source_id, fingerprint, description, order_id, payment_id, reversal_of,
--      actor_kind, actor_id, actor_name, reason, trace_id, occurred_at, postings: [{ account_id, currency, amount_minor }] }]
-- and answers, for each, whether it was posted now (true) or stood there already with the same content (false).
-- The same id with another content is refused: idempotency_key_reused. Accounts with a floor are locked in id order
-- and may not fall below it: insufficient_balance. It runs as its owner, so that the app role needs no right to insert.
-- Its statements are planned once for each connection (force_generic_plan): planning them anew costs more than running them.
CREATE FUNCTION post_entries(entries jsonb) RETURNS TABLE (entry_id uuid, is_new boolean)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  fresh uuid[];
  offender uuid;
  posted record;
BEGIN
  -- Below, entries are told apart by id alone, which is one entry as long as a call speaks of one merchant.
  IF jsonb_array_length(entries) > 1 AND jsonb_path_exists(entries, '$[*] ? (@.merchant_id != $[0].merchant_id)') THEN
    RAISE EXCEPTION 'The entries of one call are those of one merchant.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'post_entries_one_merchant';
  END IF;

  WITH inserted AS (
    INSERT INTO journal_entry (merchant_id, id, kind, source_kind, source_id, fingerprint, description, order_id, payment_id,
        reversal_of, actor_kind, actor_id, actor_name, reason, trace_id, occurred_at)
      SELECT merchant_id, id, kind, source_kind, source_id, fingerprint, description, order_id, payment_id,
          reversal_of, actor_kind, actor_id, actor_name, reason, trace_id, occurred_at
        FROM jsonb_to_recordset(entries) AS e(
          merchant_id uuid, id uuid, kind text, source_kind text, source_id text, fingerprint text, description text,
          order_id uuid, payment_id uuid, reversal_of uuid, actor_kind text, actor_id uuid, actor_name text, reason text,
          trace_id text, occurred_at timestamptz)
        ORDER BY id
      ON CONFLICT (merchant_id, id) DO NOTHING
      RETURNING id
  )
  SELECT coalesce(array_agg(id), '{}') INTO fresh FROM inserted;

  IF cardinality(fresh) < jsonb_array_length(entries) THEN
    SELECT stored.id INTO offender
      FROM jsonb_to_recordset(entries) AS e(merchant_id uuid, id uuid, fingerprint text)
      JOIN journal_entry stored ON stored.merchant_id = e.merchant_id AND stored.id = e.id
      WHERE stored.fingerprint <> e.fingerprint LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'Journal entry % exists with another content.', offender
        USING ERRCODE = 'unique_violation', CONSTRAINT = 'idempotency_key_reused';
    END IF;
  END IF;

  IF cardinality(fresh) > 0 THEN
    WITH inserted AS (
      INSERT INTO posting (merchant_id, entry_id, position, account_id, currency, amount_minor)
        SELECT e.merchant_id, e.id, p.position, p.account_id, p.currency, p.amount_minor
          FROM jsonb_to_recordset(entries) AS e(merchant_id uuid, id uuid, postings jsonb)
          CROSS JOIN LATERAL ROWS FROM (
            jsonb_to_recordset(e.postings) AS (account_id uuid, currency text, amount_minor bigint)
          ) WITH ORDINALITY AS p(account_id, currency, amount_minor, position)
          WHERE e.id = ANY (fresh)
        RETURNING merchant_id, entry_id, position, account_id, currency, amount_minor
    )
    SELECT sum(first_count) AS entry_count, bool_or(is_wrong) AS is_any_wrong, bool_or(is_floored) AS is_any_floored INTO posted
      FROM (
        -- OFFSET 0 keeps the look-up of an account one by the index, however many rows the planner expects.
        SELECT count(*) FILTER (WHERE i.position = 1) AS first_count, bool_or(account.has_floor) AS is_floored,
            sum(i.amount_minor) <> 0 OR count(account.has_floor) < count(*) AS is_wrong
          FROM inserted i
          LEFT JOIN LATERAL (
            SELECT a.has_floor FROM ledger_account a
              WHERE a.merchant_id = i.merchant_id AND a.id = i.account_id AND a.currency = i.currency OFFSET 0
          ) account ON true
          GROUP BY i.entry_id, i.currency
      ) per_currency;

    IF posted.is_any_wrong THEN
      PERFORM refuse_wrong_entries((entries -> 0 ->> 'merchant_id')::uuid, fresh);
    END IF;
    -- That there are two follows from the sum: no posting is of nothing, so a single one does not balance.
    IF coalesce(posted.entry_count, 0) < cardinality(fresh) THEN
      RAISE EXCEPTION 'A journal entry needs at least two postings.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_has_postings';
    END IF;
    IF posted.is_any_floored THEN
      PERFORM move_floored_balances((entries -> 0 ->> 'merchant_id')::uuid, fresh);
    END IF;
  END IF;

  IF jsonb_array_length(entries) = 1 THEN
    entry_id := (entries -> 0 ->> 'id')::uuid;
    is_new := cardinality(fresh) = 1;
    RETURN NEXT;
  ELSE
    RETURN QUERY SELECT (e ->> 'id')::uuid, (e ->> 'id')::uuid = ANY (fresh) FROM jsonb_array_elements(entries) e;
  END IF;
END $$;

-- The door for one, and the commonest: an amount between two accounts in one currency, as plain arguments. The first posting is
-- the amount on one account, the second its negative on the other: it cannot be out of balance. It answers true when the entry
-- was posted now, false when it stood there already with the same content, and refuses what the other refuses, by the same names.
CREATE FUNCTION post_entry(merchant uuid, entry uuid, kind text, source_kind text, source_id text, fingerprint text,
    description text, order_id uuid, payment_id uuid, reversal_of uuid, actor_kind text, actor_id uuid, actor_name text,
    reason text, trace_id text, occurred_at timestamptz, account uuid, counter_account uuid, currency text, amount_minor bigint)
  RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
  plain_count integer;
BEGIN
  INSERT INTO journal_entry (merchant_id, id, kind, source_kind, source_id, fingerprint, description, order_id, payment_id,
      reversal_of, actor_kind, actor_id, actor_name, reason, trace_id, occurred_at)
    VALUES (merchant, entry, kind, source_kind, source_id, fingerprint, description, order_id, payment_id,
      reversal_of, actor_kind, actor_id, actor_name, reason, trace_id, occurred_at)
    ON CONFLICT (merchant_id, id) DO NOTHING;
  IF NOT FOUND THEN
    PERFORM FROM journal_entry stored
      WHERE stored.merchant_id = merchant AND stored.id = entry AND stored.fingerprint <> post_entry.fingerprint;
    IF FOUND THEN
      RAISE EXCEPTION 'Journal entry % exists with another content.', entry
        USING ERRCODE = 'unique_violation', CONSTRAINT = 'idempotency_key_reused';
    END IF;
    RETURN false;
  END IF;

  -- Accounts that are known and have no floor: nearly always both, and then that is all.
  INSERT INTO posting (merchant_id, entry_id, position, account_id, currency, amount_minor)
    SELECT merchant, entry, p.position, a.id, a.currency, p.amount_minor
      FROM (VALUES (1::smallint, account, amount_minor), (2::smallint, counter_account, -amount_minor))
        AS p(position, account_id, amount_minor)
      JOIN ledger_account a ON a.merchant_id = merchant AND a.id = p.account_id AND a.currency = post_entry.currency
        AND NOT a.has_floor;
  GET DIAGNOSTICS plain_count = ROW_COUNT;
  IF plain_count < 2 THEN
    INSERT INTO posting (merchant_id, entry_id, position, account_id, currency, amount_minor)
      SELECT merchant, entry, p.position, p.account_id, currency, p.amount_minor
        FROM (VALUES (1::smallint, account, amount_minor), (2::smallint, counter_account, -amount_minor))
          AS p(position, account_id, amount_minor)
        WHERE NOT EXISTS (SELECT FROM posting there
          WHERE there.merchant_id = merchant AND there.entry_id = entry AND there.position = p.position);
    PERFORM refuse_wrong_entries(merchant, ARRAY[entry]);
    PERFORM move_floored_balances(merchant, ARRAY[entry]);
  END IF;
  RETURN true;
END $$;

-- Opens accounts that are not there yet: [{ merchant_id, id, code, type, currency, customer_id, has_floor }].
-- An account with a floor gets its balance row at once: a row that does not exist cannot be locked. One that is open stays as
-- it is: a floor under an account with postings would begin with a wrong balance, and refuse what is due.
CREATE FUNCTION open_ledger_accounts(accounts jsonb) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  opened integer;
BEGIN
  WITH given AS (
    SELECT merchant_id, id, code, type, currency, customer_id, has_floor
      FROM jsonb_to_recordset(accounts) AS a(
        merchant_id uuid, id uuid, code text, type ledger_account_type, currency text, customer_id uuid, has_floor boolean)
  ), opened_now AS (
    INSERT INTO ledger_account (merchant_id, id, code, type, currency, customer_id, has_floor)
      SELECT merchant_id, id, code, type, currency, customer_id, has_floor FROM given ORDER BY id
      ON CONFLICT DO NOTHING
      RETURNING merchant_id, id
  ), floored AS (
    INSERT INTO ledger_balance (merchant_id, account_id, balance_minor)
      SELECT DISTINCT merchant_id, id, 0 FROM given JOIN opened_now USING (merchant_id, id) WHERE has_floor
  )
  SELECT count(*) INTO opened FROM opened_now;
  RETURN opened;
END $$;

-- Locks the balance of an account with a floor and answers it, null when there is no such account. The app role may not update
-- balances, and a lock needs that right: so this, too, goes through a door.
CREATE FUNCTION lock_ledger_balance(merchant uuid, account uuid) RETURNS bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT balance_minor FROM ledger_balance WHERE merchant_id = merchant AND account_id = account FOR UPDATE
$$;
