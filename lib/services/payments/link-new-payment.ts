import type { GatewayPayment } from "@/lib/domain/payments/gateway-outcome";
import { isWhatWeAskedFor } from "@/lib/domain/payments/is-what-we-asked-for";
import { nextCheckSeconds } from "@/lib/domain/payments/next-check";
import type { Payment } from "@/lib/domain/payments/payment";
import { linkPayment } from "@/lib/db/link-payment";

/**
 * The plain case of news about a payment: it was just made, is what we asked for, and waits for its card. That changes
 * nothing but its name at the gateway, so nothing else is read or locked. Answers false for any other case, and for a payment
 * that somebody was faster with: those are applied like all news.
 */
export async function linkNewPayment(
  payment: Payment,
  gatewayCustomerId: string,
  seen: GatewayPayment,
  now: Date,
): Promise<boolean> {
  const isUntouched =
    payment.state === "pending" &&
    payment.gatewayPaymentId === null &&
    seen.status === "requires_payment_method" &&
    seen.lastDecline === null &&
    seen.latestCharge === null;
  if (!isUntouched || !isWhatWeAskedFor({ payment, gatewayCustomerId }, seen)) return false;
  return linkPayment(payment, {
    gatewayPaymentId: seen.gatewayPaymentId,
    nextCheckAfterSeconds: nextCheckSeconds("pending", (now.getTime() - payment.createdAt.getTime()) / 1_000),
  });
}
