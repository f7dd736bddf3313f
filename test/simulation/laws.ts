import type { Life } from "./life";
import { isOnTerms } from "./subject";

interface Standing {
  readonly state: string;
  readonly paid: string;
  /** By transfer, and what of such money was over and became credit. */
  readonly manual: string;
  readonly excess: string;
  readonly transfers: string;
  /** What all transfers came to that somebody verified. */
  readonly verified: string;
  /** Of the credit, what was not there from the start. */
  readonly granted: string;
  /** Money of the gateway's that found nothing to pay. */
  readonly overpaid: string;
  /** What the order's installments come to, and those that have more than their amount. */
  readonly scheduled: string;
  readonly overfull: string;
  readonly captured: string;
  readonly unfinished: string;
  /** Credit that paid for the order, and what is left and held of it. */
  readonly spent: string;
  readonly remaining: string;
  readonly held: string;
  /** Holds whose payment can no longer take money. */
  readonly stale: string;
}

async function gatewayCustomerOf(life: Life): Promise<string | null> {
  const [row] = await life.world.rows<{ gateway_customer_id: string | null }>(
    "SELECT gateway_customer_id FROM customer WHERE merchant_id = $1 AND id = $2",
    [life.world.shop.merchantId, life.buyer.actor.customerId],
  );
  return row?.gateway_customer_id ?? null;
}

/** Amounts of the charges of the order's buyer that took money, as the gateway itself has them. Only a confirmation makes one. */
async function chargesOf(life: Life): Promise<readonly bigint[]> {
  if (life.charges !== null) return life.charges;
  const customer = await gatewayCustomerOf(life);
  const listed = customer ? await life.world.stripe.charges.list({ customer, limit: 100 }) : { data: [] };
  life.charges = listed.data
    .filter(({ status }) => status === "succeeded")
    .map(({ amount }) => BigInt(amount));
  return life.charges;
}

/** Payments at the gateway that somebody could still confirm. */
async function confirmable(life: Life): Promise<string[]> {
  const customer = await gatewayCustomerOf(life);
  if (customer === null) return [];
  const listed = await life.world.stripe.paymentIntents.list({ customer, limit: 100 });
  return listed.data.filter(({ status }) => status.startsWith("requires_")).map(({ id }) => id);
}

async function standing(life: Life): Promise<Standing> {
  const [row] = await life.world.rows<Standing & { [key: string]: unknown }>(
    `SELECT o.state::text AS state, o.paid_minor AS paid,
       (SELECT coalesce(sum(p.amount_minor), 0) FROM payment p WHERE p.merchant_id = o.merchant_id AND p.order_id = o.id
          AND p.gateway = 'manual') AS manual,
       (SELECT coalesce(sum(m.excess_minor), 0) FROM manual_payment m WHERE m.merchant_id = o.merchant_id
          AND m.customer_id = o.customer_id) AS excess,
       (SELECT coalesce(sum(m.amount_minor), 0) FROM manual_payment m WHERE m.merchant_id = o.merchant_id
          AND m.customer_id = o.customer_id AND m.state = 'verified') AS verified,
       (SELECT count(*) FROM manual_payment m WHERE m.merchant_id = o.merchant_id AND m.customer_id = o.customer_id) AS transfers,
       (SELECT coalesce(sum(l.granted_minor), 0) FROM wallet_lot l WHERE l.merchant_id = o.merchant_id
          AND l.customer_id = o.customer_id AND l.origin_kind <> 'adjustment') AS granted,
       (SELECT coalesce(sum(g.amount_minor), 0) FROM journal_entry e JOIN posting g ON g.merchant_id = e.merchant_id
          AND g.entry_id = e.id AND g.amount_minor > 0 WHERE e.merchant_id = o.merchant_id AND e.order_id = o.id
          AND e.kind = 'overpayment_received') AS overpaid,
       (SELECT coalesce(sum(i.amount_minor), 0) FROM installment i WHERE i.merchant_id = o.merchant_id AND i.order_id = o.id
          AND i.state <> 'replaced') AS scheduled,
       (SELECT count(*) FROM installment i WHERE i.merchant_id = o.merchant_id AND i.order_id = o.id
          AND i.paid_minor + i.credited_minor > i.amount_minor) AS overfull,
       (SELECT count(*) FROM journal_entry e JOIN payment q ON q.merchant_id = e.merchant_id AND q.id = e.payment_id
          AND q.gateway = 'stripe' WHERE e.merchant_id = o.merchant_id AND e.order_id = o.id
          AND e.kind IN ('payment_captured', 'overpayment_received')) AS captured,
       (SELECT count(*) FROM payment p WHERE p.merchant_id = o.merchant_id AND p.order_id = o.id
          AND p.state IN ('processing', 'outcome_unknown')) AS unfinished,
       (SELECT coalesce(sum(p.amount_minor), 0) FROM payment p WHERE p.merchant_id = o.merchant_id AND p.order_id = o.id
          AND p.tender = 'wallet') AS spent,
       (SELECT coalesce(sum(l.remaining_minor), 0) FROM wallet_lot l WHERE l.merchant_id = o.merchant_id
          AND l.customer_id = o.customer_id) AS remaining,
       (SELECT coalesce(sum(l.held_minor), 0) FROM wallet_lot l WHERE l.merchant_id = o.merchant_id
          AND l.customer_id = o.customer_id) AS held,
       (SELECT count(*) FROM wallet_hold h JOIN payment p ON p.merchant_id = h.merchant_id AND p.id = h.payment_id
          WHERE h.merchant_id = o.merchant_id AND h.order_id = o.id AND h.state = 'active'
            AND p.state IN ('completed', 'canceled', 'refunded')) AS stale
       FROM "order" o WHERE o.merchant_id = $1 AND o.id = $2`,
    [life.world.shop.merchantId, life.orderId],
  );
  if (row === undefined) throw new Error("The order is gone.");
  return row;
}

/** Whether somebody may still pay. */
export const isPayable = (state: string): boolean =>
  state === "payment_pending" || state === "deposit_pending";

const totalOf = (charges: readonly bigint[]): bigint => charges.reduce((sum, amount) => sum + amount, 0n);

/** Of an order that is paid by one payment. */
function brokenAtOnce(life: Life, charges: readonly bigint[], { state, captured, spent }: Standing) {
  const takenMinor = totalOf(charges) + BigInt(spent);
  if (takenMinor > life.totalMinor)
    return `the buyer was charged ${takenMinor} (${spent} of it credit) for an order of ${life.totalMinor}`;
  if (state === "paid" && charges.length === 0) return "the order is paid and nothing was charged";
  if (state === "paid" && captured === "1" && charges.length === 1 && takenMinor !== life.totalMinor)
    return `the order of ${life.totalMinor} is paid with ${takenMinor}`;
  return null;
}

/** Of one that may be paid in parts, by several and by hand: the same money may come twice, and is then nobody's yet. */
function brokenOnTerms(life: Life, now: Standing): string | null {
  const { state, paid, scheduled, overfull, transfers, manual, excess, verified } = now;
  if (BigInt(manual) + BigInt(excess) !== BigInt(verified))
    return `of ${verified} that was verified ${manual} pays and ${excess} became credit`;
  if (BigInt(scheduled) !== life.totalMinor)
    return `the installments come to ${scheduled} of ${life.totalMinor}`;
  if (Number(overfull) > 0) return `${overfull} installments are paid more than they are`;
  if ((state === "paid") !== (BigInt(paid) === life.totalMinor))
    return `the order is ${state} with ${paid} of ${life.totalMinor} paid`;
  if (Number(transfers) > life.transferCount)
    return `${life.transferCount} transfers were written down as ${transfers}`;
  return null;
}

/** What must never be, however much is still under way. Answers the law that is broken, or null. */
export async function brokenSafety(life: Life): Promise<string | null> {
  const [charges, now] = await Promise.all([chargesOf(life), standing(life)]);
  const { captured, spent, remaining, stale, granted, excess } = now;
  if (BigInt(remaining) + BigInt(spent) !== life.creditMinor + BigInt(granted))
    return `of ${life.creditMinor} and ${granted} of credit ${spent} was spent and ${remaining} is left`;
  if (isOnTerms(life.subject) && granted !== excess)
    return `${excess} was over and ${granted} of it became credit`;
  if (Number(stale) > 0) return "credit is held for a payment that is at its end";
  if (Number(captured) > charges.length)
    return `${captured} captures are posted for ${charges.length} charges`;
  return isOnTerms(life.subject) ? brokenOnTerms(life, now) : brokenAtOnce(life, charges, now);
}

/** What must be once nothing fails any more and everything has been heard. Answers what is not, or null. */
export async function brokenLiveness(life: Life): Promise<string | null> {
  const [charges, now] = await Promise.all([chargesOf(life), standing(life)]);
  const { state, captured, unfinished, held, paid, overpaid, spent, manual, granted } = now;
  if (!isPayable(state) && held !== "0") return `${held} is still held for an order that is ${state}`;
  if (Number(captured) !== charges.length) return `${charges.length} charges have ${captured} postings`;
  if (Number(unfinished) > 0) return `${unfinished} payments are still unknown or processing`;
  const takenMinor = totalOf(charges) + BigInt(spent) + BigInt(manual);
  if (BigInt(paid) + BigInt(overpaid) !== takenMinor)
    return `of ${takenMinor} that was taken ${paid} pays and ${overpaid} waits`;
  if (!isOnTerms(life.subject) && charges.length > 0 && isPayable(state))
    return "the order was charged and is not paid";
  if (life.subject === "top_up" && BigInt(granted) < BigInt(paid))
    return `a top-up of ${paid} gave ${granted} of credit`;
  const open = await confirmable(life);
  const openMax = isPayable(state) ? 1 : 0;
  if (open.length > openMax) return `${open.join(" and ")} can be confirmed for an order that is ${state}`;
  const [waiting] = await life.world.rows<{ events: string; jobs: string }>(
    `SELECT (SELECT count(*) FROM webhook_event WHERE state IN ('received', 'failed', 'dead')) AS events,
       (SELECT count(*) FROM outbox_job WHERE relayed_at IS NULL) AS jobs`,
    [],
  );
  if (Number(waiting?.events) > 0) return `${waiting?.events} events wait or are dead`;
  if (Number(waiting?.jobs) > 0) return `${waiting?.jobs} jobs wait`;
  return null;
}

/** Where the order ended. */
export const stateOf = async (life: Life): Promise<string> => (await standing(life)).state;
