import { type Money, money } from "@/lib/domain/money/money";
import type { CalendarDate } from "@/lib/domain/time/calendar-date";
import { readRestrictions, type Restrictions } from "@/lib/domain/wallets/restrictions";
import { WALLET_LOT_KINDS, type WalletLotKind } from "@/lib/domain/wallets/wallet-lot";
import { bigintAt, countAt, instantAt, memberAt, type Row, textAt, textOrNullAt } from "@/lib/db/row";

/** A lot as pages show it. */
export interface LotView {
  readonly id: string;
  readonly customerId: string;
  readonly currency: string;
  readonly kind: WalletLotKind;
  readonly granted: Money;
  /** What remains of it, the held part included. */
  readonly remaining: Money;
  readonly held: Money;
  readonly priority: number;
  readonly expiresOn: CalendarDate | null;
  readonly restrictions: Restrictions;
  /** Names of the products that it is restricted to. */
  readonly productNames: readonly string[];
  readonly isFrozen: boolean;
  readonly frozenReason: string | null;
  readonly grantedAt: Date;
  /** Why it was given, where somebody wrote it down. */
  readonly reason: string | null;
  readonly origin: { readonly kind: string; readonly id: string };
}

/** What a query of lots selects, from wallet_lot l. */
export const LOT_COLUMNS = `l.id, l.customer_id, l.currency, l.kind, l.granted_minor, l.remaining_minor, l.held_minor, l.priority,
  l.expires_on::text AS expires_on, l.restrictions, l.frozen_at IS NOT NULL AS is_frozen, l.frozen_reason, l.granted_at,
  l.origin_kind, l.origin_id,
  (SELECT m.reason FROM wallet_movement m WHERE m.merchant_id = l.merchant_id AND m.lot_id = l.id
    ORDER BY m.sequence LIMIT 1) AS reason,
  (SELECT json_agg(p.name ORDER BY p.name) FROM product p WHERE p.merchant_id = l.merchant_id
    AND l.restrictions -> 'productIds' ? p.id::text) AS product_names`;

/** Reads a row of LOT_COLUMNS. */
export function lotView(row: Row): LotView {
  const currency = textAt(row, "currency");
  const names: unknown = row["product_names"];
  return {
    id: textAt(row, "id"),
    customerId: textAt(row, "customer_id"),
    currency,
    kind: memberAt(row, "kind", WALLET_LOT_KINDS),
    granted: money(bigintAt(row, "granted_minor"), currency),
    remaining: money(bigintAt(row, "remaining_minor"), currency),
    held: money(bigintAt(row, "held_minor"), currency),
    priority: countAt(row, "priority"),
    expiresOn: textOrNullAt(row, "expires_on"),
    restrictions: readRestrictions(row["restrictions"]),
    productNames: Array.isArray(names)
      ? names.filter((name): name is string => typeof name === "string")
      : [],
    isFrozen: row["is_frozen"] === true,
    frozenReason: textOrNullAt(row, "frozen_reason"),
    grantedAt: instantAt(row, "granted_at"),
    reason: textOrNullAt(row, "reason"),
    origin: { kind: textAt(row, "origin_kind"), id: textAt(row, "origin_id") },
  };
}
