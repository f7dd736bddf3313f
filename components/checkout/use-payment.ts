"use client";

import type { Stripe, StripeElements } from "@stripe/stripe-js";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { type CheckoutMessage, settlementMessage, startMessage } from "./checkout-words";
import { confirmPayment } from "./confirm-payment";
import { askForPayment, askForReading, type OrderNews } from "./payment-api";
import { settleConfirmation } from "./settle-confirmation";
import { useOrderWatch } from "./use-order-watch";

/** idle → confirming → authenticating → done, or back to idle with a message, or unknown while nobody can say. */
export type CheckoutPhase = "idle" | "confirming" | "authenticating" | "unknown" | "done";

interface PaymentInput {
  /** Public id. */
  readonly orderId: string;
  readonly version: number;
  readonly stripe: Stripe | null;
  readonly elements: StripeElements | null;
}

interface PayWith {
  readonly savedMethodId: string | null;
  readonly saveMethod: boolean;
}

const INCOMPLETE: CheckoutMessage | null = settlementMessage({ kind: "incomplete" });

/** Pays what is due on an order, once, and says where it stands. */
export function usePayment({ orderId, version, stripe, elements }: PaymentInput) {
  const router = useRouter();
  const [phase, setPhase] = useState<CheckoutPhase>("idle");
  const [message, setMessage] = useState<CheckoutMessage | null>(null);
  // Set before anything is awaited: a second click in the same instant finds it set.
  const isPaying = useRef(false);
  const orderHref = `/orders/${orderId}`;

  const finish = () => {
    setPhase("done");
    router.push(orderHref);
  };

  const onNews = (news: OrderNews) => {
    if (news.state === "paid" && phase !== "done") finish();
    else if (phase === "confirming" && news.payment === "requires_action") setPhase("authenticating");
    else if (phase !== "confirming" && phase !== "authenticating" && news.version !== version)
      router.refresh();
  };
  useOrderWatch({ orderId, isUrgent: phase !== "idle", onNews });

  async function attempt({ savedMethodId, saveMethod }: PayWith): Promise<CheckoutMessage | null> {
    if (!stripe) return null;
    if (!savedMethodId && (await elements?.submit())?.error) return INCOMPLETE;
    const started = await askForPayment(orderId, saveMethod && !savedMethodId);
    if (started.kind !== "started") {
      router.refresh();
      return startMessage(started);
    }
    const { paymentId, clientSecret } = started.payment;
    const confirmation = await confirmPayment({
      stripe,
      elements: savedMethodId ? null : elements,
      savedMethodId,
      clientSecret,
      returnUrl: `${location.origin}${orderHref}`,
    });
    const settlement = settleConfirmation(confirmation, await askForReading(paymentId));
    if (settlement.kind === "paid") finish();
    if (settlement.kind === "closed") router.push(orderHref);
    if (settlement.kind === "unknown") setPhase("unknown");
    return settlementMessage(settlement);
  }

  async function pay(choice: PayWith): Promise<void> {
    if (isPaying.current) return;
    isPaying.current = true;
    setPhase("confirming");
    setMessage(null);
    const outcome = await attempt(choice);
    setMessage(outcome);
    setPhase((now) => (now === "unknown" || now === "done" ? now : "idle"));
    isPaying.current = false;
  }

  return { phase, message, pay };
}
