-- An act of granting or taking back credit is named by the person's form: the same form twice is one entry.
CREATE UNIQUE INDEX journal_entry_one_per_wallet_adjustment ON "journal_entry" (merchant_id, split_part(source_id, ':', 1))
  WHERE source_kind = 'wallet_adjustment';
