"use client";

import { Elements } from "@stripe/react-stripe-js";
import { useMemo } from "react";
import { Skeleton } from "../ui/skeleton";
import { AddCardForm, type RecordMethod, type StartSetup } from "./add-card-form";
import { useAppearance } from "./use-appearance";
import { useStripeScript } from "./use-stripe-script";

export interface AddCardPanelProps {
  readonly currency: string;
  readonly consentText: string;
  readonly publishableKey: string;
  /** Null loads Stripe's own script. */
  readonly scriptUrl: string | null;
  readonly startSetup: StartSetup;
  readonly recordMethod: RecordMethod;
  readonly onClose: () => void;
}

/** Stripe's fields in setup mode, around the form that saves a card. */
export function AddCardPanel(props: AddCardPanelProps) {
  const { currency, consentText, publishableKey, scriptUrl, startSetup, recordMethod, onClose } = props;
  const appearance = useAppearance();
  const { stripe, isLost } = useStripeScript(publishableKey, scriptUrl);
  const options = useMemo(
    () => ({
      mode: "setup" as const,
      currency: currency.toLowerCase(),
      setupFutureUsage: "off_session" as const,
      ...(appearance ? { appearance } : {}),
    }),
    [currency, appearance],
  );
  if (!appearance) return <Skeleton className="h-64 w-full" />;
  return (
    <Elements stripe={stripe} options={options}>
      <AddCardForm
        consentText={consentText}
        isScriptLost={isLost}
        startSetup={startSetup}
        recordMethod={recordMethod}
        onClose={onClose}
      />
    </Elements>
  );
}
