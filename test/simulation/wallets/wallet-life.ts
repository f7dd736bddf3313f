import type { CustomerActor } from "@/lib/domain/actor";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "@/lib/services/context";
import { placeOrder } from "@/lib/services/orders/place-order";
import { answered } from "../../support/answered";
import type { Shop } from "../../builders/shop";
import type { Prng } from "../prng";

const START_MS = Date.parse("2026-06-01T10:00:00Z");
const DAY_MS = 86_400_000;

/** One wallet and what is done with it, from its first credit until everything about it has come to rest. */
export interface WalletLife {
  readonly shop: Shop;
  readonly random: Prng;
  readonly buyer: ServiceContext<CustomerActor>;
  readonly finance: ServiceContext;
  /** Orders of one or two courses, payable. */
  readonly orderIds: readonly string[];
  /** Payments by credit, and of which order. */
  readonly payments: { readonly paymentId: string; readonly orderId: string }[];
  /** What was granted and not refused, by key: each counts once, however often it was asked for. */
  readonly granted: Map<string, bigint>;
  readonly steps: string[];
  readonly passDays: (days: number) => void;
  readonly now: () => Date;
}

export async function beginWalletLife(shop: Shop, random: Prng): Promise<WalletLife> {
  let instant = START_MS;
  const clock = { now: () => new Date((instant += 1)) };
  const buyer = { ...(await shop.customer()), clock };
  const quantities = Array.from({ length: random.chance(0.3) ? 2 : 1 }, () => 1 + random.below(2));
  const orderIds: string[] = [];
  for (const quantity of quantities) {
    const lines = [{ productId: shop.courseId, quantity }];
    orderIds.push(answered(await placeOrder(buyer, { placementKey: newId(), lines })).orderId);
  }
  return {
    shop,
    random,
    buyer,
    finance: { ...shop.staff("finance_admin"), clock },
    orderIds,
    payments: [],
    granted: new Map(),
    steps: [],
    passDays: (days) => {
      instant += days * DAY_MS;
    },
    now: clock.now,
  };
}

const LAWS = `
  WITH lots AS (SELECT * FROM wallet_lot WHERE merchant_id = $1 AND customer_id = $2),
  moves AS (SELECT m.*, sum(amount_minor) OVER (PARTITION BY currency ORDER BY sequence) AS expected_minor FROM wallet_movement m
    WHERE merchant_id = $1 AND customer_id = $2),
  wallets AS (SELECT a.currency, -b.balance_minor AS balance_minor FROM ledger_account a
    JOIN ledger_balance b ON b.merchant_id = a.merchant_id AND b.account_id = a.id
    WHERE a.merchant_id = $1 AND a.customer_id = $2)
  SELECT
    (SELECT string_agg(w.currency, ',') FROM wallets w WHERE w.balance_minor <>
      (SELECT coalesce(sum(remaining_minor), 0) FROM lots l WHERE l.currency = w.currency)) AS unequal,
    (SELECT count(*) FROM moves WHERE balance_after_minor <> expected_minor) AS jumps,
    (SELECT count(*) FROM lots l WHERE (l.remaining_minor, l.held_minor) <>
      (SELECT coalesce(sum(amount_minor), 0), coalesce(sum(held_minor), 0) FROM moves m WHERE m.lot_id = l.id)) AS unexplained,
    ((SELECT coalesce(sum(held_minor), 0) FROM lots) - (SELECT coalesce(sum(amount_minor), 0) FROM wallet_hold
      WHERE merchant_id = $1 AND customer_id = $2 AND state = 'active'))::bigint AS unheld,
    (SELECT coalesce(sum(amount_minor), 0)::bigint FROM moves m JOIN lots l ON l.id = m.lot_id
      WHERE m.kind = 'granted' AND l.origin_kind = 'adjustment') AS granted,
    (SELECT count(*) FROM "order" o WHERE o.merchant_id = $1 AND o.customer_id = $2 AND o.paid_minor <>
      (SELECT coalesce(-sum(m.amount_minor), 0) FROM moves m WHERE m.order_id = o.id AND m.kind IN ('captured', 'spent'))) AS mispaid,
    (SELECT count(*) FROM moves m JOIN lots l ON l.id = m.lot_id WHERE m.kind IN ('spent', 'held')
      AND l.expires_on < (m.occurred_at AT TIME ZONE 'UTC')::date) AS late`;

/** What must hold after each step. Answers the law that is broken, or null. */
export async function brokenWalletLaw(life: WalletLife): Promise<string | null> {
  const { merchantId, customerId } = life.buyer.actor;
  const { rows } = await pool().query<{
    unequal: string | null;
    jumps: bigint;
    unexplained: bigint;
    unheld: bigint;
    granted: bigint;
    mispaid: bigint;
    late: bigint;
  }>({ name: "wallet-laws", text: LAWS, values: [merchantId, customerId] });
  const [row] = rows;
  if (row === undefined) return "the wallet is gone";
  const { unequal, jumps, unexplained, unheld, granted, mispaid, late } = row;
  if (unequal !== null) return `lots and balance differ in ${unequal}`;
  if (jumps !== 0n) return `${jumps} running balances are wrong`;
  if (unexplained !== 0n) return `${unexplained} lots are not the sum of their movements`;
  if (unheld !== 0n) return `lots count ${unheld} more as held than holds do`;
  if (mispaid !== 0n) return "an order counts another amount as paid than credit was spent on it";
  if (late !== 0n) return "credit was used after its last day";
  const wanted = [...life.granted.values()].reduce((sum, amount) => sum + amount, 0n);
  return granted === wanted ? null : `${granted} was granted, and ${wanted} was asked for`;
}
