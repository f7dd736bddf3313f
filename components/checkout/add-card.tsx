"use client";

import { Elements } from "@stripe/react-stripe-js";
import type { Stripe } from "@stripe/stripe-js";
import { useEffect, useMemo, useState } from "react";
import type { ActionState } from "@/lib/schemas/action-state";
import { Button } from "../ui/button";
import { Skeleton } from "../ui/skeleton";
import { AddCardForm } from "./add-card-form";
import { stripePromise } from "./load-stripe";
import { useAppearance } from "./use-appearance";

export type StartSetup = (
  hasConsent: boolean,
) => Promise<{ readonly clientSecret: string } | { readonly failed: ActionState }>;
export type RecordMethod = (setupId: string) => Promise<ActionState>;

interface AddCardProps {
  readonly currency: string;
  readonly consentText: string;
  readonly publishableKey: string;
  readonly scriptUrl: string | null;
  readonly startSetup: StartSetup;
  readonly recordMethod: RecordMethod;
}

/** Saves a card for later without charging it. The fields are fetched only once somebody wants to add one. */
export function AddCard({
  currency,
  consentText,
  publishableKey,
  scriptUrl,
  startSetup,
  recordMethod,
}: AddCardProps) {
  const appearance = useAppearance();
  const [isOpen, setIsOpen] = useState(false);
  const [stripe, setStripe] = useState<Promise<Stripe | null> | null>(null);
  const [isScriptLost, setIsScriptLost] = useState(false);

  useEffect(() => {
    if (!isOpen) return;
    const loading = stripePromise(publishableKey, scriptUrl).catch(() => {
      setIsScriptLost(true);
      return null;
    });
    setStripe(loading);
  }, [isOpen, publishableKey, scriptUrl]);

  const options = useMemo(
    () => ({
      mode: "setup" as const,
      currency: currency.toLowerCase(),
      setupFutureUsage: "off_session" as const,
      ...(appearance ? { appearance } : {}),
    }),
    [currency, appearance],
  );

  if (!isOpen)
    return (
      <Button variant="primary" onClick={() => setIsOpen(true)}>
        Add a card
      </Button>
    );
  if (!appearance || !stripe) return <Skeleton className="h-64 w-full" />;
  return (
    <Elements stripe={stripe} options={options}>
      <AddCardForm
        consentText={consentText}
        isScriptLost={isScriptLost}
        startSetup={startSetup}
        recordMethod={recordMethod}
        onClose={() => setIsOpen(false)}
      />
    </Elements>
  );
}
