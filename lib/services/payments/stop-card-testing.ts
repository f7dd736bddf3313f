import { VELOCITY_LIMITS } from "@/lib/domain/payments/payment-velocity";
import { paymentsDeclinedOften } from "@/lib/db/payment-velocity";
import type { Clock } from "@/lib/platform/clock";
import { raiseAlert } from "../alerts/raise-alert";
import { declineQuestion } from "./decline-question";
import { voidPayment } from "./void-payment";

/**
 * Gives up payments on which one card after another is declined: whoever has a payment's client secret can confirm it at the
 * gateway as often as they like without asking us. Its buyer can start another once the window is over. Answers how many.
 * @see https://docs.stripe.com/disputes/prevention/card-testing
 */
export async function stopCardTesting(clock: Clock): Promise<number> {
  const found = await paymentsDeclinedOften(VELOCITY_LIMITS.declinesOfPayment, declineQuestion(clock));
  for (const { merchantId, paymentId, customerId, traceId } of found) {
    const actor = { kind: "system", merchantId, name: "stop-card-testing" } as const;
    await raiseAlert({
      kind: "card_testing",
      merchantId,
      subject: `customer ${customerId}`,
      details: { limit: "declinesOfPayment", customerId, paymentId },
      traceId,
    });
    // What could not be given up now is found again by the next run.
    await voidPayment({ actor, traceId, ipAddress: null, clock }, { paymentId });
  }
  return found.length;
}
