import { orderCommand } from "@/app/_edge/order-command";
import { ok } from "@/lib/domain/result";
import { publicId } from "@/lib/platform/ids";
import { startPaymentBody } from "@/lib/schemas/start-payment-body";
import { startPayment } from "@/lib/services/payments/start-payment";

/** Creates or resumes the one open payment of what an order owes. The browser sends no amount. */
export const POST = orderCommand(startPaymentBody, async (ctx, body) => {
  const started = await startPayment(ctx, body);
  if (!started.ok) return started;
  const { paymentId, clientSecret, amount } = started.value;
  return ok({ paymentId: publicId("payment", paymentId), clientSecret, ...amount });
});
