import { systemContext } from "@/lib/webhooks/system-context";
import { savePaymentMethod as keepCard } from "@/lib/services/payment-methods/save-payment-method";
import type { JobOccasion } from "../job-handler";
import { paymentIdOf } from "./payment-id-of";

/** Keeps the card of a payment whose buyer agreed to it. */
export async function savePaymentMethod(payload: unknown, occasion: JobOccasion): Promise<void> {
  const ctx = systemContext(occasion.merchantId, occasion.traceId);
  const saved = await keepCard(ctx, { paymentId: paymentIdOf(payload) });
  if (!saved.ok) throw new Error(`The card could not be kept: ${saved.error.code}.`);
}
