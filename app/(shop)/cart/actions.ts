"use server";

import { redirect } from "next/navigation";
import { actionAnswer } from "@/app/_edge/action-answer";
import { writeCart } from "@/app/_edge/cart-cookie";
import { fieldCodes } from "@/app/_edge/field-codes";
import { customerContext } from "@/lib/auth/service-context";
import { parsePublicId, publicId } from "@/lib/platform/ids";
import { getOrderState } from "@/lib/queries/orders/get-order-state";
import type { ActionState } from "@/lib/schemas/action-state";
import { placeOrderForm } from "@/lib/schemas/place-order-form";
import { placeOrder } from "@/lib/services/orders/place-order";

/** Places the order that the page showed, once for each showing, and goes to pay where nothing has to be approved first. */
export async function placeOrderAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await customerContext();
  const parsed = placeOrderForm.safeParse({
    placementKey: form.get("placementKey"),
    lines: form.getAll("line"),
    terms: form.get("terms") ?? undefined,
  });
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const lines = parsed.data.lines.map((line) => ({
    productId: parsePublicId("product", line.productId) ?? "",
    quantity: line.quantity,
  }));
  if (lines.some((line) => line.productId === ""))
    return { status: "failed", failure: { kind: "not_found", code: "product_not_found" } };
  const { placementKey, terms: termsId } = parsed.data;
  const placed = await placeOrder(ctx, {
    placementKey,
    lines,
    ...(termsId === undefined ? {} : { termsId }),
  });
  if (!placed.ok) return actionAnswer(placed);
  await writeCart([]);
  const order = await getOrderState(ctx.actor, placed.value);
  const isToPay = order?.state === "payment_pending" || order?.state === "deposit_pending";
  redirect(`/${isToPay ? "checkout" : "orders"}/${publicId("order", placed.value.orderId)}`);
}
