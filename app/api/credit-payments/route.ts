import { orderCommand } from "@/app/_edge/order-command";
import { ok } from "@/lib/domain/result";
import { publicId } from "@/lib/platform/ids";
import { creditPaymentBody } from "@/lib/schemas/start-payment-body";
import { payWithCredit } from "@/lib/services/payments/pay-with-credit";

/** Pays all that is due on an order with credit, at once: there is nobody else to ask. */
export const POST = orderCommand(creditPaymentBody, async (ctx, body) => {
  const paid = await payWithCredit(ctx, body);
  return paid.ok ? ok({ paymentId: publicId("payment", paid.value.paymentId) }) : paid;
});
