import { notFound } from "next/navigation";
import { customerContext } from "@/lib/auth/service-context";
import { parsePublicId } from "@/lib/platform/ids";
import { getOrderState } from "@/lib/queries/orders/get-order-state";

/**
 * For layouts of pages about one order: sends strangers to sign in and answers 404 for an order that is not theirs.
 * A layout stands before the page's skeleton is sent, so that the answer's status can still say so.
 */
export async function requireOrder(orderIdText: string): Promise<void> {
  const { actor } = await customerContext();
  const orderId = parsePublicId("order", orderIdText);
  if (!orderId || !(await getOrderState(actor, { orderId }))) notFound();
}
