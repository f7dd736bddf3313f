"use client";

import { Elements } from "@stripe/react-stripe-js";
import { useMemo, useState } from "react";
import { type Money, money } from "@/lib/domain/money/money";
import type { PaymentScope } from "@/lib/domain/payments/due-installments";
import { Skeleton } from "../ui/skeleton";
import { CreditTender } from "./credit-tender";
import { PaymentForm } from "./payment-form";
import type { SavedCard } from "./saved-methods";
import { SplitSummary } from "./split-summary";
import { useAppearance } from "./use-appearance";
import { type CheckoutCredit, useCredit } from "./use-credit";
import { useStripeScript } from "./use-stripe-script";

interface CheckoutProps {
  /** Public id. */
  readonly orderId: string;
  /** The token of the link by which somebody pays without an account: then no card is kept. */
  readonly payLink?: string;
  readonly scope?: PaymentScope;
  readonly version: number;
  readonly due: Money;
  readonly locale: string;
  /** Null where the customer has none, or it may not pay this. */
  readonly credit: CheckoutCredit | null;
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
  version,
  due,
  locale,
  credit: offer,
  cards,
  consentText,
  publishableKey,
  scriptUrl,
}: CheckoutProps) {
  const appearance = useAppearance();
  const { stripe, isLost } = useStripeScript(publishableKey, scriptUrl);
  const [saveMethod, setSaveMethod] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const credit = useCredit(offer);
  const split = credit?.split ?? { creditMinor: 0n, cardMinor: due.amountMinor, problem: null };
  // The fields must always be told of an amount, also while they are hidden because credit pays all.
  const cardAmount = Number(split.cardMinor === 0n ? due.amountMinor : split.cardMinor);

  const options = useMemo(
    () => ({
      mode: "payment" as const,
      amount: cardAmount,
      currency: due.currency.toLowerCase(),
      setupFutureUsage: saveMethod ? ("off_session" as const) : null,
      ...(appearance ? { appearance } : {}),
    }),
    [cardAmount, due.currency, saveMethod, appearance],
  );

  // It comes from the browser itself within a frame; starting without it would show the fields in other colors.
  if (!appearance) return <Skeleton className="h-64 w-full" />;
  return (
    <Elements stripe={stripe} options={options}>
      {offer && credit && <CreditTender offer={offer} credit={credit} locale={locale} isDisabled={isBusy} />}
      <PaymentForm
        access={{ orderId, payLink: payLink ?? null, scope }}
        version={version}
        toPay={{
          amount: money(split.cardMinor === 0n ? due.amountMinor : split.cardMinor, due.currency),
          credit: credit?.wish ?? null,
          isAllCredit: split.cardMinor === 0n,
          hasProblem: Boolean(credit?.problem),
        }}
        locale={locale}
        onBusy={setIsBusy}
        summary={<SplitSummary due={due} split={split} locale={locale} />}
        cards={cards}
        consentText={consentText}
        saveMethod={saveMethod}
        onSaveMethod={setSaveMethod}
        isScriptLost={isLost}
      />
    </Elements>
  );
}
