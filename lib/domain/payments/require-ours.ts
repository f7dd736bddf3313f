import { invariant } from "../invariant";
import type { GatewayPayment } from "./gateway-outcome";
import { isWhatWeAskedFor } from "./is-what-we-asked-for";
import type { Payment } from "./payment";

/** Throws where a payment at the gateway claims to be ours, but cannot be the one that we asked for. */
export function requireOurs(
  asked: { readonly payment: Payment; readonly gatewayCustomerId: string | null },
  seen: GatewayPayment,
): void {
  const { payment } = asked;
  invariant(
    payment.gatewayPaymentId === null || payment.gatewayPaymentId === seen.gatewayPaymentId,
    `Payment ${payment.id} is ${payment.gatewayPaymentId} at the gateway, but ${seen.gatewayPaymentId} claims to be it.`,
  );
  invariant(
    payment.gatewayPaymentId !== null || isWhatWeAskedFor(asked, seen),
    `${seen.gatewayPaymentId} claims to be payment ${payment.id}, but its buyer or amount is another.`,
  );
}
