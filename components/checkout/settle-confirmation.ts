import type { OrderState } from "@/lib/domain/orders/order-state";
import { type DeclineAdvice, declineAdvice } from "@/lib/domain/payments/decline-advice";
import type { PaymentState } from "@/lib/domain/payments/payment-state";

/** What the browser was told when it confirmed. Never enough by itself to call an order paid. */
export type Confirmation =
  | { readonly kind: "confirmed" }
  | { readonly kind: "incomplete" }
  | { readonly kind: "refused"; readonly code: string; readonly declineCode: string | null }
  | { readonly kind: "lost" };

/** What the server read from the gateway afterwards. */
export interface ServerReading {
  readonly state: PaymentState;
  readonly orderState: OrderState;
}

/** paid and declined are known. unknown: perhaps it moved. retry: it has not moved so far, and trying again is safe. */
export type Settlement =
  | { readonly kind: "paid" }
  | { readonly kind: "declined"; readonly advice: DeclineAdvice }
  | { readonly kind: "incomplete" }
  | { readonly kind: "unknown" }
  | { readonly kind: "retry" }
  | { readonly kind: "closed" };

function withoutReading(confirmation: Confirmation): Settlement {
  switch (confirmation.kind) {
    case "incomplete":
      return { kind: "incomplete" };
    case "refused":
      return {
        kind: "declined",
        advice: declineAdvice({ failureCode: confirmation.code, declineCode: confirmation.declineCode }),
      };
    case "confirmed":
    case "lost":
      return { kind: "unknown" };
  }
}

/** How a payment ended for whoever stands before the page: the server's reading first, the browser's answer second. */
export function settleConfirmation(confirmation: Confirmation, reading: ServerReading | null): Settlement {
  if (reading === null) return withoutReading(confirmation);
  if (reading.state === "completed" || reading.orderState === "paid") return { kind: "paid" };
  if (reading.orderState === "canceled" || reading.state === "refunded") return { kind: "closed" };
  // One that was refused while credit waited beside it is given up at once: what the bank said is still the news.
  if (reading.state === "canceled" && confirmation.kind !== "refused") return { kind: "closed" };
  if (reading.state === "processing" || reading.state === "outcome_unknown") return { kind: "unknown" };
  // Pending, waiting for the bank's question, or failed: no money has moved on this payment so far.
  return confirmation.kind === "lost" ? { kind: "retry" } : withoutReading(confirmation);
}
