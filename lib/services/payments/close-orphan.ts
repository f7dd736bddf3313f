import type { GatewayPayment } from "@/lib/domain/payments/gateway-outcome";
import type { Payment } from "@/lib/domain/payments/payment";
import type { ServiceContext } from "../context";
import { cancelAtGateway } from "./cancel-at-gateway";

/**
 * Closes at the gateway what was made there for a payment that had been given up meanwhile. It was never shown to the buyer,
 * so nobody can have paid it.
 */
export async function closeOrphan(
  ctx: ServiceContext,
  payment: Payment,
  seen: GatewayPayment,
): Promise<void> {
  if (seen.status === "canceled" || seen.status === "captured") return;
  await cancelAtGateway(ctx, payment, seen.gatewayPaymentId);
}
