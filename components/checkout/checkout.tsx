"use client";

import { Elements } from "@stripe/react-stripe-js";
import { useMemo, useState } from "react";
import type { PaymentScope } from "@/lib/domain/payments/due-installments";
import { Skeleton } from "../ui/skeleton";
import { PaymentForm } from "./payment-form";
import type { SavedCard } from "./saved-methods";
import { useAppearance } from "./use-appearance";
import { useStripeScript } from "./use-stripe-script";

interface CheckoutProps {
  /** Public id. */
  readonly orderId: string;
  /** The token of the link by which somebody pays without an account: then no card is kept. */
  readonly payLink?: string;
  readonly scope?: PaymentScope;
  /** Whether keeping the card is what the terms build on: later parts are charged to it. */
  readonly isCardKept?: boolean;
  readonly version: number;
  readonly amount: { readonly minor: number; readonly currency: string; readonly text: string };
  readonly cards: readonly SavedCard[];
  readonly consentText: string;
  readonly publishableKey: string;
  /** Null loads Stripe's own script. */
  readonly scriptUrl: string | null;
}

/** Where the card is asked for. The payment itself is created when Pay is pressed, so that looking costs nothing. */
export function Checkout({
  orderId,
  payLink,
  scope = "due",
  isCardKept = false,
  version,
  amount,
  cards,
  consentText,
  publishableKey,
  scriptUrl,
}: CheckoutProps) {
  const appearance = useAppearance();
  const { stripe, isLost } = useStripeScript(publishableKey, scriptUrl);
  const [saveMethod, setSaveMethod] = useState(isCardKept);

  const options = useMemo(
    () => ({
      mode: "payment" as const,
      amount: amount.minor,
      currency: amount.currency.toLowerCase(),
      setupFutureUsage: saveMethod ? ("off_session" as const) : null,
      ...(appearance ? { appearance } : {}),
    }),
    [amount.minor, amount.currency, saveMethod, appearance],
  );

  // It comes from the browser itself within a frame; starting without it would show the fields in other colors.
  if (!appearance) return <Skeleton className="h-64 w-full" />;
  return (
    <Elements stripe={stripe} options={options}>
      <PaymentForm
        access={{ orderId, payLink: payLink ?? null, scope }}
        version={version}
        amountText={amount.text}
        cards={cards}
        consentText={consentText}
        saveMethod={saveMethod}
        onSaveMethod={setSaveMethod}
        isScriptLost={isLost}
      />
    </Elements>
  );
}
