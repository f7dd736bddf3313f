import { publicId } from "@/lib/platform/ids";
import { closeDatabase } from "@/lib/services/close-database";
import { booksOffenders } from "@/test/support/books-offenders";
import { withOwner } from "../stack/with-owner";
import { chargesMatchPostings } from "../testing/charges-match-postings";
import { paymentsWithSeveralIntents } from "../testing/one-intent-per-payment";
import type { KnownOrders } from "./customer";

export interface Verdict {
  readonly chargeCount: number;
  readonly postingCount: number;
  /** Sentences, the gravest first. Empty: nothing was lost, nothing doubled. */
  readonly offenders: readonly string[];
}

interface BookedOrder {
  readonly id: string;
  readonly state: string;
  readonly captureCount: number;
}

interface RunFacts {
  readonly ownerUrl: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly sandbox: { readonly url: string; readonly secretKey: string };
  readonly since: Date;
  readonly orders: KnownOrders;
}

const BOOKED = `
  SELECT o.id, o.state, (SELECT count(*)::int FROM journal_entry e WHERE e.merchant_id = o.merchant_id AND e.order_id = o.id
      AND e.kind = 'payment_captured') AS "captureCount"
    FROM "order" o WHERE o.placed_at >= $1 ORDER BY o.id`;

/** What the customers were told against what the books say. */
function compare(known: KnownOrders, booked: readonly BookedOrder[]): string[] {
  const ids = new Set(booked.map((order) => publicId("order", order.id)));
  const lost = [...known.keys()].filter((id) => !ids.has(id)).map((id) => `order ${id} is lost`);
  const doubled = booked
    .filter((order) => order.captureCount > 1)
    .map((order) => `order ${order.id} was captured ${order.captureCount} times`);
  const unpaid = booked
    .filter((order) => order.state !== "paid" || order.captureCount === 0)
    .map((order) => `order ${order.id} is ${order.state} with ${order.captureCount} captures`);
  const unknown = booked
    .map((order) => publicId("order", order.id))
    .filter((id) => !known.has(id))
    .map((id) => `order ${id} was placed by nobody`);
  const untold = [...known]
    .filter(([, state]) => state !== "paid")
    .map(([id]) => `the customer of order ${id} was never told that it is paid`);
  return [...doubled, ...lost, ...unpaid, ...unknown, ...untold];
}

async function sentence<T>(work: () => Promise<T>): Promise<T | string> {
  try {
    return await work();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Compares gateway, books and customers once everything is quiet. */
export async function judge(facts: RunFacts): Promise<Verdict> {
  const charges = await sentence(() => chargesMatchPostings(facts.ownerUrl, facts.sandbox));
  const doubled = await sentence(() => paymentsWithSeveralIntents(facts.sandbox));
  const { booked, postingCount } = await withOwner(facts.ownerUrl, async (client) => {
    const orders = await client.query<BookedOrder>(BOOKED, [facts.since]);
    const postings = await client.query<{ count: number }>("SELECT count(*)::int AS count FROM posting");
    return { booked: orders.rows, postingCount: postings.rows[0]?.count ?? 0 };
  });
  // The proofs read through the application's own pool, which reads its environment.
  Object.assign(process.env, facts.environment);
  const books = await booksOffenders();
  await closeDatabase();
  return {
    chargeCount: typeof charges === "number" ? charges : 0,
    postingCount,
    offenders: [
      ...(typeof charges === "string" ? [charges] : []),
      ...(typeof doubled === "string" ? [doubled] : doubled),
      ...compare(facts.orders, booked),
      ...books,
    ],
  };
}
