"use client";

import type { Stripe } from "@stripe/stripe-js";
import { useEffect, useMemo, useState } from "react";
import { stripePromise } from "./load-stripe";

/** Stripe.js for this page, and whether it could not be had. The promise given to Elements never rejects. */
export function useStripeScript(
  publishableKey: string,
  scriptUrl: string | null,
): { readonly stripe: Promise<Stripe | null>; readonly isLost: boolean } {
  const [isLost, setIsLost] = useState(false);
  const loading = useMemo(() => stripePromise(publishableKey, scriptUrl), [publishableKey, scriptUrl]);
  const stripe = useMemo(() => loading.catch(() => null), [loading]);
  useEffect(() => {
    let isGone = false;
    loading.catch(() => {
      if (!isGone) setIsLost(true);
    });
    return () => {
      isGone = true;
    };
  }, [loading]);
  return { stripe, isLost };
}
