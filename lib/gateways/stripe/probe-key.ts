import Stripe from "stripe";
import type { Access, KeyNeeds } from "./key-needs";
import { originOf } from "./origin-of";

interface Probe {
  readonly resource: string;
  readonly read: string;
  /** A change of an object that there is not, so that nothing happens even where it is allowed. */
  readonly write: string | null;
}

/** What a key could be allowed, by a question for each: Stripe looks at the key's permissions before anything else. */
const PROBES: readonly Probe[] = [
  { resource: "balance", read: "/v1/balance", write: null },
  { resource: "charge", read: "/v1/charges?limit=1", write: "/v1/charges/ch_remit_permission_probe" },
  { resource: "customer", read: "/v1/customers?limit=1", write: "/v1/customers/cus_remitpermissionprobe" },
  { resource: "dispute", read: "/v1/disputes?limit=1", write: "/v1/disputes/dp_remit_permission_probe" },
  { resource: "event", read: "/v1/events?limit=1", write: null },
  { resource: "file", read: "/v1/files?limit=1", write: null },
  {
    resource: "payment_intent",
    read: "/v1/payment_intents?limit=1",
    write: "/v1/payment_intents/pi_remit_permission_probe/cancel",
  },
  {
    resource: "payment_method",
    read: "/v1/payment_methods/pm_remit_permission_probe",
    write: "/v1/payment_methods/pm_remit_permission_probe/detach",
  },
  { resource: "payout", read: "/v1/payouts?limit=1", write: "/v1/payouts/po_remit_permission_probe" },
  { resource: "refund", read: "/v1/refunds?limit=1", write: "/v1/refunds/re_remit_permission_probe" },
  {
    resource: "setup_intent",
    read: "/v1/setup_intents?limit=1",
    write: "/v1/setup_intents/seti_remit_permission_probe/cancel",
  },
  { resource: "transfer", read: "/v1/transfers?limit=1", write: "/v1/transfers/tr_remit_permission_probe" },
  {
    resource: "webhook_endpoint",
    read: "/v1/webhook_endpoints?limit=1",
    write: "/v1/webhook_endpoints/we_remit_permission_probe",
  },
];

/** What a key may do beyond its need, and what it lacks, each as "refund: write". */
export interface KeyFindings {
  readonly excess: readonly string[];
  readonly missing: readonly string[];
}

/** Whether Stripe lets the key through to the question. That the object is not there is an answer of somebody let in. */
async function isAllowed(stripe: Stripe, method: "GET" | "POST", path: string): Promise<boolean> {
  try {
    await stripe.rawRequest(method, path, {});
    return true;
  } catch (error) {
    if (error instanceof Stripe.errors.StripePermissionError) return false;
    if (error instanceof Stripe.errors.StripeInvalidRequestError) return true;
    throw error;
  }
}

async function accessOf(stripe: Stripe, { read, write }: Probe): Promise<Access | null> {
  if (write !== null && (await isAllowed(stripe, "POST", write))) return "write";
  return (await isAllowed(stripe, "GET", read)) ? "read" : null;
}

/**
 * Compares what a restricted key may do with what it needs. Stripe has no question for a key's permissions, so that each is
 * tried on objects that there are not: nothing is made, changed or moved.
 * @throws Stripe's errors where the key is refused as such, or Stripe cannot be reached.
 * @see https://docs.stripe.com/keys/restricted-api-keys
 */
export async function probeKey(
  settings: { readonly secretKey: string; readonly apiBase: string | undefined },
  needs: KeyNeeds,
): Promise<KeyFindings> {
  const stripe = new Stripe(settings.secretKey, { telemetry: false, ...originOf(settings.apiBase) });
  const excess: string[] = [];
  const missing: string[] = [];
  for (const probe of PROBES) {
    const { resource } = probe;
    const given = await accessOf(stripe, probe);
    const needed = needs[resource] ?? null;
    if (given !== null && given !== needed && needed !== "write") excess.push(`${resource}: ${given}`);
    if (needed !== null && given !== needed && given !== "write") missing.push(`${resource}: ${needed}`);
  }
  return { excess, missing };
}
