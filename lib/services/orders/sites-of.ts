import type { Order, OrderLine, Site } from "@/lib/domain/orders/order";
import { newId } from "@/lib/platform/ids";

/** The sites of a new order: one for each placement that was ordered. */
export function sitesOf(order: Order, lines: readonly (OrderLine & { readonly quantity: number })[]): Site[] {
  return lines
    .filter((line) => line.kind === "site_placement")
    .flatMap((line) => Array.from({ length: line.quantity }, () => line.id))
    .map((orderLineId, index) => ({
      merchantId: order.merchantId,
      id: newId(),
      orderId: order.id,
      orderLineId,
      position: index + 1,
      state: "in_preparation" as const,
      attachedAt: null,
    }));
}
