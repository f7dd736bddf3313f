"use client";

import type { Stripe, StripeElements } from "@stripe/stripe-js";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import {
  type CheckoutMessage,
  CREDIT_UNSEEN,
  INCOMPLETE,
  settlementMessage,
  startMessage,
} from "./checkout-words";
import { orderPath, type PayAccess } from "./pay-access";
import { confirmPayment } from "./confirm-payment";
import type { CreditWish } from "@/lib/domain/wallets/wallet-hold";
import { askForCreditPayment, askForPayment, askForReading, type OrderNews } from "./payment-api";
import { type Confirmation, settleConfirmation } from "./settle-confirmation";
import { useOrderWatch } from "./use-order-watch";

/** idle → confirming → authenticating → done, or back to idle with a message, or unknown while nobody can say. */
export type CheckoutPhase = "idle" | "confirming" | "authenticating" | "unknown" | "done";

interface PaymentInput {
  readonly access: PayAccess;
  readonly version: number;
  readonly stripe: Stripe | null;
  readonly elements: StripeElements | null;
}

interface PayWith {
  readonly savedMethodId: string | null;
  readonly saveMethod: boolean;
  readonly credit: CreditWish | null;
  /** Credit pays all: no card, no payment service. */
  readonly isAllCredit: boolean;
}

/** A confirmation whose end nobody could tell yet. */
interface Unsettled {
  readonly paymentId: string;
  readonly confirmation: Confirmation;
}

const LOOK_AGAIN_MS = 4_000;

/** Pays what is due on an order, once, and says where it stands. */
export function usePayment({ access, version, stripe, elements }: PaymentInput) {
  const router = useRouter();
  const [phase, setPhase] = useState<CheckoutPhase>("idle");
  const [message, setMessage] = useState<CheckoutMessage | null>(null);
  const [unsettled, setUnsettled] = useState<Unsettled | null>(null);
  // Set before anything is awaited: a second click in the same instant finds it set.
  const isPaying = useRef(false);
  const orderHref = orderPath(access);

  const leave = () => {
    setPhase("done");
    // The page of a link is the one that shows it paid: it is read again in place.
    if (access.payLink === null) router.push(orderHref);
    else router.refresh();
  };

  const settle = async (open: Unsettled): Promise<void> => {
    const reading = await askForReading(open.paymentId, access.payLink);
    const settlement = settleConfirmation(open.confirmation, reading);
    const isKnown = settlement.kind !== "unknown";
    setUnsettled(isKnown ? null : { ...open });
    setMessage(settlementMessage(settlement, open.confirmation, reading));
    if (settlement.kind === "paid" || settlement.kind === "closed") leave();
    else setPhase(isKnown ? "idle" : "unknown");
  };
  const lookAgain = useEffectEvent(settle);

  useEffect(() => {
    if (!unsettled) return;
    const timer = setTimeout(() => void lookAgain(unsettled), LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [unsettled]);

  const onNews = (news: OrderNews) => {
    if (news.state === "paid" && phase !== "done") leave();
    else if (phase === "confirming" && news.payment === "requires_action") setPhase("authenticating");
    else if (phase === "idle" && news.version !== version) router.refresh();
  };
  useOrderWatch({ ...access, isUrgent: phase !== "idle", onNews });

  const refuse = (refusal: CheckoutMessage | null) => {
    setMessage(refusal);
    setPhase("idle");
  };

  async function attemptWithCredit(credit: CreditWish): Promise<void> {
    const settled = await askForCreditPayment(access, credit);
    if (settled.kind === "paid") return leave();
    router.refresh();
    refuse(settled.kind === "lost" ? CREDIT_UNSEEN : startMessage(settled));
  }

  async function attempt({ savedMethodId, saveMethod, credit, isAllCredit }: PayWith): Promise<void> {
    if (credit && isAllCredit) return attemptWithCredit(credit);
    if (!stripe || (!savedMethodId && (await elements?.submit())?.error)) return refuse(INCOMPLETE);
    const started = await askForPayment(access, {
      saveMethod: saveMethod && !savedMethodId,
      credit,
    });
    if (started.kind !== "started") {
      // What the server refuses may show on the page. Where it was not reached, loading anew would only lose what was typed.
      if (started.kind === "refused" && started.code !== "database_not_reached") router.refresh();
      return refuse(startMessage(started));
    }
    const { paymentId, clientSecret } = started.payment;
    const returnUrl = `${location.origin}${orderHref}`;
    const cardFields = savedMethodId ? null : elements;
    const confirmation = await confirmPayment({
      stripe,
      elements: cardFields,
      savedMethodId,
      clientSecret,
      returnUrl,
    });
    await settle({ paymentId, confirmation });
  }

  async function pay(choice: PayWith): Promise<void> {
    if (isPaying.current) return;
    isPaying.current = true;
    setPhase("confirming");
    setMessage(null);
    await attempt(choice);
    isPaying.current = false;
  }

  return { phase, message, pay };
}
