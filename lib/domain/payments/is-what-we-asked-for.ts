import type { GatewayPayment } from "./gateway-outcome";
import type { Payment } from "./payment";

/**
 * Whether what calls itself our payment can be what we asked for. Metadata is written by whoever shares the gateway's account:
 * until we know the gateway's id, buyer, amount and currency have to be ours as well.
 */
export function isWhatWeAskedFor(
  asked: { readonly payment: Payment; readonly gatewayCustomerId: string | null },
  seen: GatewayPayment,
): boolean {
  const { payment, gatewayCustomerId } = asked;
  return (
    gatewayCustomerId !== null &&
    seen.gatewayCustomerId === gatewayCustomerId &&
    seen.amount.amountMinor === payment.amountMinor &&
    seen.amount.currency === payment.currency
  );
}
