import type { Actor } from "@/lib/domain/actor";
import { type Money, money } from "@/lib/domain/money/money";
import type { CalendarDate } from "@/lib/domain/time/calendar-date";
import {
  WALLET_LOT_KINDS,
  WALLET_MOVEMENT_KINDS,
  type WalletLotKind,
  type WalletMovementKind,
} from "@/lib/domain/wallets/wallet-lot";
import { readRows } from "@/lib/db/read-rows";
import { bigintAt, instantAt, memberAt, type Row, textAt, textOrNullAt } from "@/lib/db/row";
import { type DayRange, dayRangeSql, type SqlFilter, sqlFilter, whereSql } from "../console/sql-filter";
import { pageOfSequence, type SequencePage, sizeOf } from "./sequence-page";
import { walletOwner } from "./wallet-owner";

/** The part of a movement that one lot gave or got. */
export interface MovedLot {
  readonly lotId: string;
  readonly kind: WalletLotKind;
  readonly expiresOn: CalendarDate | null;
  readonly amount: Money;
  readonly held: Money;
}

/** One act that changed a wallet, whichever lots it took part of. */
export interface WalletMovement {
  readonly sequence: bigint;
  readonly kind: WalletMovementKind;
  /** Positive when the customer has more after it. */
  readonly amount: Money;
  /** What it changed of what is reserved. */
  readonly held: Money;
  /** What the wallet held after it. */
  readonly balance: Money;
  readonly reason: string | null;
  readonly actorKind: string;
  readonly actorName: string;
  readonly occurredAt: Date;
  readonly entryId: string | null;
  readonly orderId: string | null;
  readonly orderNumber: bigint | null;
  readonly paymentId: string | null;
  readonly traceId: string;
  readonly lots: readonly MovedLot[];
}

export interface MovementRequest {
  /** Null: the actor's own. */
  readonly customerId: string | null;
  readonly currency: string;
  readonly days: DayRange;
  readonly page: SequencePage;
}

export interface MovementPage {
  readonly rows: readonly WalletMovement[];
  readonly older: string | null;
  readonly newer: string | null;
}

/** Rows of one act: of one entry, of one step of a hold, or alone. */
const SAME_ENTRY = "x.entry_id = m.entry_id AND x.kind = m.kind";
const SAME_HOLD_STEP =
  "x.order_id = m.order_id AND x.hold_id = m.hold_id AND x.kind = m.kind AND x.entry_id IS NULL";
const SAME_WALLET =
  "x.merchant_id = m.merchant_id AND x.customer_id = m.customer_id AND x.currency = m.currency";

/** An act is listed by its last row, which has the balance after it. */
const IS_LAST_OF_ACT = `CASE
    WHEN m.entry_id IS NOT NULL THEN NOT EXISTS (SELECT FROM wallet_movement x
      WHERE ${SAME_WALLET} AND ${SAME_ENTRY} AND x.sequence > m.sequence)
    WHEN m.hold_id IS NOT NULL THEN NOT EXISTS (SELECT FROM wallet_movement x
      WHERE ${SAME_WALLET} AND ${SAME_HOLD_STEP} AND x.sequence > m.sequence)
    ELSE true END`;

const LOTS_OF_ACT = `SELECT sum(x.amount_minor)::bigint AS amount_minor, sum(x.held_minor)::bigint AS held_minor,
      json_agg(json_build_object('lot_id', l.id, 'kind', l.kind, 'expires_on', l.expires_on, 'amount_minor', x.amount_minor::text,
        'held_minor', x.held_minor::text) ORDER BY x.sequence) AS lots
    FROM (
      SELECT x.* FROM wallet_movement x WHERE m.entry_id IS NOT NULL AND ${SAME_WALLET} AND ${SAME_ENTRY}
      UNION ALL SELECT x.* FROM wallet_movement x
        WHERE m.entry_id IS NULL AND m.hold_id IS NOT NULL AND ${SAME_WALLET} AND ${SAME_HOLD_STEP}
      UNION ALL SELECT x.* FROM wallet_movement x
        WHERE m.entry_id IS NULL AND m.hold_id IS NULL AND x.merchant_id = m.merchant_id AND x.sequence = m.sequence) x
    JOIN wallet_lot l ON l.merchant_id = x.merchant_id AND l.id = x.lot_id`;

function pageSql(owner: string, merchantId: string, request: MovementRequest): SqlFilter & { sql: string } {
  const filter = sqlFilter();
  const merchant = filter.bind(merchantId);
  const isOlder = request.page.direction === "older";
  filter.conditions.push(
    `m.merchant_id = ${merchant}`,
    `m.customer_id = ${filter.bind(owner)}::uuid`,
    `m.currency = ${filter.bind(request.currency)}`,
    ...(request.page.from === null
      ? []
      : [`m.sequence ${isOlder ? "<" : ">"} ${filter.bind(String(request.page.from))}::bigint`]),
    ...dayRangeSql({ at: "m.occurred_at" }, request.days, filter, merchant),
    IS_LAST_OF_ACT,
  );
  const order = `m.sequence ${isOlder ? "DESC" : "ASC"}`;
  const sql = `WITH m AS MATERIALIZED (
      SELECT m.* FROM wallet_movement m WHERE ${whereSql(filter.conditions)} ORDER BY ${order} LIMIT ${sizeOf(request.page) + 1})
    SELECT m.sequence, m.kind, m.currency, m.balance_after_minor, m.reason, m.actor_kind, m.actor_name, m.occurred_at, m.entry_id,
      m.order_id, o.number AS order_number, m.payment_id, m.trace_id, act.amount_minor, act.held_minor, act.lots
    FROM m LEFT JOIN "order" o ON o.merchant_id = m.merchant_id AND o.id = m.order_id
    CROSS JOIN LATERAL (${LOTS_OF_ACT}) act ORDER BY ${order}`;
  return { ...filter, sql };
}

function movedLots(row: Row, currency: string): MovedLot[] {
  const list: unknown = row["lots"];
  if (!Array.isArray(list)) return [];
  return list.map((item: Row) => ({
    lotId: textAt(item, "lot_id"),
    kind: memberAt(item, "kind", WALLET_LOT_KINDS),
    expiresOn: textOrNullAt(item, "expires_on"),
    amount: money(bigintAt(item, "amount_minor"), currency),
    held: money(bigintAt(item, "held_minor"), currency),
  }));
}

function movementOf(row: Row): WalletMovement {
  const currency = textAt(row, "currency");
  return {
    sequence: bigintAt(row, "sequence"),
    kind: memberAt(row, "kind", WALLET_MOVEMENT_KINDS),
    amount: money(bigintAt(row, "amount_minor"), currency),
    held: money(bigintAt(row, "held_minor"), currency),
    balance: money(bigintAt(row, "balance_after_minor"), currency),
    reason: textOrNullAt(row, "reason"),
    actorKind: textAt(row, "actor_kind"),
    actorName: textAt(row, "actor_name"),
    occurredAt: instantAt(row, "occurred_at"),
    entryId: textOrNullAt(row, "entry_id"),
    orderId: textOrNullAt(row, "order_id"),
    orderNumber: row["order_number"] === null ? null : bigintAt(row, "order_number"),
    paymentId: textOrNullAt(row, "payment_id"),
    traceId: textAt(row, "trace_id"),
    lots: movedLots(row, currency),
  };
}

/** One page of what moved in a wallet in one currency, newest first. Null for whoever may not look into it. */
export async function listMovements(actor: Actor, request: MovementRequest): Promise<MovementPage | null> {
  const owner = walletOwner(actor, request.customerId);
  if (owner === null) return null;
  const { sql, values } = pageSql(owner, actor.merchantId, request);
  return pageOfSequence((await readRows(sql, values)).map(movementOf), request.page);
}
