import type { CustomerActor } from "@/lib/domain/actor";
import { walletOf } from "@/lib/domain/ledger/chart-of-accounts";
import { type Money, money } from "@/lib/domain/money/money";
import { readRows } from "@/lib/db/read-rows";
import { bigintAt, instantAt, type Row, textAt, textOrNullAt } from "@/lib/db/row";

const MOVEMENT_COUNT_MAX = 100;

interface WalletMovement {
  readonly entryId: string;
  readonly kind: string;
  readonly description: string;
  readonly reason: string | null;
  readonly actorName: string;
  readonly occurredAt: Date;
  readonly orderId: string | null;
  readonly orderNumber: bigint | null;
  /** Positive when the customer has more after it. */
  readonly amount: Money;
  /** What the wallet held after it. */
  readonly balance: Money;
}

export interface WalletView {
  readonly balance: Money;
  /** Newest first, the newest hundred. */
  readonly movements: readonly WalletMovement[];
}

/** A wallet is a liability of the merchant, so what the customer holds is the negative of the account's postings. */
const MOVEMENTS = `
  SELECT p.currency, -p.amount_minor AS amount_minor, e.id AS entry_id, e.kind, e.description, e.reason, e.actor_name,
         e.occurred_at, e.order_id, o.number AS order_number,
         -(sum(p.amount_minor) OVER (PARTITION BY p.account_id ORDER BY e.occurred_at, e.id, p.position))::bigint AS balance_minor
    FROM ledger_account a
    JOIN posting p ON p.merchant_id = a.merchant_id AND p.account_id = a.id
    JOIN journal_entry e ON e.merchant_id = p.merchant_id AND e.id = p.entry_id
    LEFT JOIN "order" o ON o.merchant_id = e.merchant_id AND o.id = e.order_id
   WHERE a.merchant_id = $1 AND a.customer_id = $2 AND a.code = $3
   ORDER BY e.occurred_at DESC, e.id DESC, p.position DESC`;

function movementOf(row: Row): WalletMovement {
  const currency = textAt(row, "currency");
  return {
    entryId: textAt(row, "entry_id"),
    kind: textAt(row, "kind"),
    description: textAt(row, "description"),
    reason: textOrNullAt(row, "reason"),
    actorName: textAt(row, "actor_name"),
    occurredAt: instantAt(row, "occurred_at"),
    orderId: textOrNullAt(row, "order_id"),
    orderNumber: row["order_number"] === null ? null : bigintAt(row, "order_number"),
    amount: money(bigintAt(row, "amount_minor"), currency),
    balance: money(bigintAt(row, "balance_minor"), currency),
  };
}

/** The customer's wallets, one for each currency that ever moved. Each balance is the sum of all its postings. */
export async function getWallets(actor: CustomerActor): Promise<WalletView[]> {
  const rows = await readRows(MOVEMENTS, [actor.merchantId, actor.customerId, walletOf(actor.customerId)]);
  const movements = rows.map(movementOf);
  const currencies = [...new Set(movements.map((movement) => movement.amount.currency))].toSorted();
  return currencies.flatMap((currency) => {
    const own = movements.filter((movement) => movement.amount.currency === currency);
    const newest = own[0];
    return newest ? [{ balance: newest.balance, movements: own.slice(0, MOVEMENT_COUNT_MAX) }] : [];
  });
}
