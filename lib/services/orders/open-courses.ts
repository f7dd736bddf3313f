import type { Order, OrderEventDraft, OrderLine } from "@/lib/domain/orders/order";
import { insertAccessGrants } from "@/lib/db/access-grants";
import { releaseOrder } from "@/lib/db/order-release";
import type { Tx } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";

/** Releases an order: its courses are open from now on. Answers the lines for the timeline. */
export async function openCourses(
  tx: Tx,
  order: Order,
  courses: readonly OrderLine[],
  at: Date,
): Promise<OrderEventDraft[]> {
  const { merchantId, id: orderId, customerId } = order;
  await releaseOrder(tx, merchantId, orderId, at);
  const grants = courses.flatMap(({ id, productId }) =>
    productId === null
      ? []
      : [
          {
            merchant_id: merchantId,
            id: newId(),
            customer_id: customerId,
            product_id: productId,
            order_id: orderId,
            order_line_id: id,
            granted_at: at.toISOString(),
          },
        ],
  );
  await insertAccessGrants(tx, grants);
  return courses.map((line) => ({
    orderId,
    kind: "access_granted",
    fromState: null,
    toState: null,
    details: { line: line.description },
    paymentId: null,
    occurredAt: at,
  }));
}
