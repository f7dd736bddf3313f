import type { Stripe } from "@stripe/stripe-js";
import { loadStripe } from "@stripe/stripe-js/pure";

function loadScript(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = src;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error("The payment script could not be loaded."));
    document.head.append(script);
  });
}

let loading: Promise<Stripe | null> | undefined;

async function load(publishableKey: string, scriptUrl: string | null): Promise<Stripe | null> {
  if (scriptUrl && !("Stripe" in window)) await loadScript(scriptUrl);
  // Uses the script that is there; where there is none it loads Stripe's own.
  return loadStripe(publishableKey);
}

/**
 * Stripe.js, loaded once for each visit. With a script address given (the sandbox) that script stands in for Stripe's.
 * Null on the server; rejects when the script cannot be loaded, and may then be asked again.
 */
export function stripePromise(publishableKey: string, scriptUrl: string | null): Promise<Stripe | null> {
  if (typeof window === "undefined") return Promise.resolve(null);
  loading ??= load(publishableKey, scriptUrl).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
