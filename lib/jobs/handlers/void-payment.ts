import { systemContext } from "@/lib/webhooks/system-context";
import { voidPayment as voidAtGateway } from "@/lib/services/payments/void-payment";
import type { JobOccasion } from "../job-handler";
import { paymentIdOf } from "./payment-id-of";

/** Gives up the open payment of an order that was canceled. */
export async function voidPayment(payload: unknown, occasion: JobOccasion): Promise<void> {
  const ctx = systemContext(occasion.merchantId, occasion.traceId);
  const voided = await voidAtGateway(ctx, { paymentId: paymentIdOf(payload) });
  if (!voided.ok) throw new Error(`The payment could not be voided: ${voided.error.code}.`);
}
