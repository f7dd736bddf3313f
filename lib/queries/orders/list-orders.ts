import type { CustomerActor } from "@/lib/domain/actor";
import type { Money } from "@/lib/domain/money/money";
import type { OrderState } from "@/lib/domain/orders/order-state";
import { prisma } from "@/lib/db/client";
import { orderAmounts } from "./order-amounts";

const PAGE_SIZE = 20;

interface OrderListItem {
  readonly id: string;
  readonly number: bigint;
  readonly state: OrderState;
  readonly placedAt: Date;
  readonly summary: string;
  readonly total: Money;
  readonly due: Money;
}

export interface OrderListPage {
  /** Newest first. */
  readonly orders: readonly OrderListItem[];
  /** Ids to go on from: `before` for the older page, `after` for the newer; null where there is none. */
  readonly before: string | null;
  readonly after: string | null;
}

interface OrderListInput {
  readonly before?: string | null;
  readonly after?: string | null;
}

function summaryOf(lines: readonly { description: string; quantity: number }[]): string {
  return lines
    .map((line) => (line.quantity > 1 ? `${line.quantity} × ${line.description}` : line.description))
    .join(", ");
}

/** The customer's orders, a page at a time. Ids sort by time, so a page stays the same while orders arrive. */
export async function listOrders(actor: CustomerActor, input: OrderListInput): Promise<OrderListPage> {
  const isNewer = Boolean(input.after) && !input.before;
  const cursor = input.before ? { lt: input.before } : input.after ? { gt: input.after } : undefined;
  const found = await prisma().order.findMany({
    where: { merchantId: actor.merchantId, customerId: actor.customerId, id: cursor },
    orderBy: { id: isNewer ? "asc" : "desc" },
    take: PAGE_SIZE + 1,
    include: { lines: { select: { description: true, quantity: true }, orderBy: { position: "asc" } } },
  });
  const hasMore = found.length > PAGE_SIZE;
  const page = isNewer ? found.slice(0, PAGE_SIZE).toReversed() : found.slice(0, PAGE_SIZE);
  const hasOlder = isNewer || hasMore;
  const hasNewer = isNewer ? hasMore : Boolean(input.before);
  return {
    orders: page.map((order) => {
      const { total, due } = orderAmounts(order);
      const { id, number, state, placedAt } = order;
      return { id, number, state, placedAt, summary: summaryOf(order.lines), total, due };
    }),
    before: hasOlder ? (page.at(-1)?.id ?? null) : null,
    after: hasNewer ? (page[0]?.id ?? null) : null,
  };
}
