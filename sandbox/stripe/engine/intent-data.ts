import type { Metadata, Shipping } from "../objects.ts";

/** What a Checkout Session or a payment link passes on to the intent that it creates. */
export type IntentData = {
  readonly captureMethod: "automatic" | "automatic_async" | "manual";
  readonly description: string | null;
  readonly metadata: Metadata;
  readonly receiptEmail: string | null;
  readonly requestThreeDSecure: "any" | "automatic" | "challenge";
  readonly setupFutureUsage: "on_session" | "off_session" | null;
  readonly shipping: Shipping | null;
  readonly statementDescriptor: string | null;
  readonly statementDescriptorSuffix: string | null;
  readonly transferGroup: string | null;
};

export const PLAIN_INTENT: IntentData = {
  captureMethod: "automatic_async",
  description: null,
  metadata: {},
  receiptEmail: null,
  requestThreeDSecure: "automatic",
  setupFutureUsage: null,
  shipping: null,
  statementDescriptor: null,
  statementDescriptorSuffix: null,
  transferGroup: null,
};
