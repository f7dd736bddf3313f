import type { Actor } from "@/lib/domain/actor";
import { type Money, money } from "@/lib/domain/money/money";
import { WALLET_MOVEMENT_KINDS, type WalletMovementKind } from "@/lib/domain/wallets/wallet-lot";
import { readRows } from "@/lib/db/read-rows";
import { bigintAt, instantAt, memberAt, type Row, textAt, textOrNullAt } from "@/lib/db/row";
import { LOT_COLUMNS, lotView, type LotView } from "./lot-view";
import { walletOwner } from "./wallet-owner";

/** One change of a lot, and what caused it. */
export interface LotMovement {
  readonly sequence: bigint;
  readonly kind: WalletMovementKind;
  readonly amount: Money;
  readonly held: Money;
  /** What remained of the lot after it. */
  readonly remaining: Money;
  readonly reason: string | null;
  readonly actorName: string;
  readonly occurredAt: Date;
  readonly entryId: string | null;
  readonly orderId: string | null;
  readonly orderNumber: bigint | null;
  readonly paymentId: string | null;
  readonly traceId: string;
}

export interface ExplainedLot extends LotView {
  readonly customerName: string;
  /** Oldest first, from the grant on: the newest so many. */
  readonly movements: readonly LotMovement[];
}

const MOVEMENTS_SHOWN = 500;

const LOT = `SELECT ${LOT_COLUMNS}, c.name AS customer_name FROM wallet_lot l
  JOIN customer c ON c.merchant_id = l.merchant_id AND c.id = l.customer_id WHERE l.merchant_id = $1 AND l.id = $2`;

const MOVEMENTS = `SELECT * FROM (
    SELECT m.sequence, m.kind, m.currency, m.amount_minor, m.held_minor, m.reason, m.actor_name, m.occurred_at, m.entry_id,
      m.order_id, o.number AS order_number, m.payment_id, m.trace_id,
      sum(m.amount_minor) OVER (ORDER BY m.sequence)::bigint AS remaining_minor
    FROM wallet_movement m LEFT JOIN "order" o ON o.merchant_id = m.merchant_id AND o.id = m.order_id
    WHERE m.merchant_id = $1 AND m.lot_id = $2) moved
  ORDER BY sequence DESC LIMIT ${MOVEMENTS_SHOWN}`;

function movementOf(row: Row): LotMovement {
  const currency = textAt(row, "currency");
  return {
    sequence: bigintAt(row, "sequence"),
    kind: memberAt(row, "kind", WALLET_MOVEMENT_KINDS),
    amount: money(bigintAt(row, "amount_minor"), currency),
    held: money(bigintAt(row, "held_minor"), currency),
    remaining: money(bigintAt(row, "remaining_minor"), currency),
    reason: textOrNullAt(row, "reason"),
    actorName: textAt(row, "actor_name"),
    occurredAt: instantAt(row, "occurred_at"),
    entryId: textOrNullAt(row, "entry_id"),
    orderId: textOrNullAt(row, "order_id"),
    orderNumber: row["order_number"] === null ? null : bigintAt(row, "order_number"),
    paymentId: textOrNullAt(row, "payment_id"),
    traceId: textAt(row, "trace_id"),
  };
}

/** A lot from its grant to what remains of it. Null when there is none that the actor may look into. */
export async function findLot(
  actor: Actor,
  request: { readonly lotId: string },
): Promise<ExplainedLot | null> {
  const [row] = await readRows(LOT, [actor.merchantId, request.lotId]);
  if (row === undefined) return null;
  const lot = lotView(row);
  if (walletOwner(actor, lot.customerId) !== lot.customerId) return null;
  const movements = await readRows(MOVEMENTS, [actor.merchantId, lot.id]);
  return {
    ...lot,
    customerName: textAt(row, "customer_name"),
    movements: movements.map(movementOf).toReversed(),
  };
}
