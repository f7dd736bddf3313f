import { ok, type Result } from "@/lib/domain/result";
import { lockSites } from "@/lib/db/sites";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { requirePermission } from "@/lib/domain/permissions";
import { lockOwnOrder } from "./lock-own-order";

/** The sites of an order, by position, for whoever is about to act on them. */
export async function listSiteIds(
  ctx: ServiceContext,
  command: { readonly orderId: string },
): Promise<Result<string[]>> {
  const permitted = requirePermission(
    ctx.actor,
    ctx.actor.kind === "customer" ? "order.read_own" : "order.read_all",
  );
  if (!permitted.ok) return permitted;
  return inTransaction(async (tx) => {
    const order = await lockOwnOrder(tx, ctx, command.orderId);
    if (!order.ok) return order;
    return ok((await lockSites(tx, order.value.merchantId, order.value.id)).map((site) => site.id));
  });
}
