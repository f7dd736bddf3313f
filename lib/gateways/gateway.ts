import type { Money } from "@/lib/domain/money/money";
import type { GatewayDispute } from "@/lib/domain/disputes/dispute";
import type { GatewayMethod, GatewayOutcome, GatewayPayment } from "@/lib/domain/payments/gateway-outcome";

/** What we ask a gateway to collect. The key is derived from the payment, so asking again is the same asking. */
export interface CreatePayment {
  readonly idempotencyKey: string;
  readonly amount: Money;
  readonly gatewayCustomerId: string;
  readonly statementDescriptorSuffix: string;
  readonly description: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A signed message from a gateway, verified, before anything is believed of it. */
export interface GatewayNotice {
  readonly externalId: string;
  /** The gateway's word, kept for the inbox; the kind is ours. */
  readonly type: string;
  readonly kind: GatewayEventKind | "ignored";
  readonly objectId: string;
  /** The payment's id at the gateway, where the event speaks of one. */
  readonly gatewayPaymentId: string | null;
  readonly merchantId: string | null;
  /** The trace of the act that began the payment, where the object carries it. */
  readonly traceId: string | null;
  readonly apiVersion: string;
  readonly isLive: boolean;
  readonly occurredAt: Date;
}

/** An event as the gateway lists it, with the text that a delivery of it would have. */
export interface ListedNotice {
  readonly notice: GatewayNotice;
  readonly payload: string;
}

/** Our closed set of events. Handlers are named after these, never after a gateway's. */
export const GATEWAY_EVENT_KINDS = ["payment_changed", "method_changed", "dispute_changed"] as const;
export type GatewayEventKind = (typeof GATEWAY_EVENT_KINDS)[number];

export type NoticeRefusal =
  "signature_missing" | "signature_wrong" | "timestamp_outside_tolerance" | "body_malformed";

export type NoticeVerdict =
  | {
      readonly ok: true;
      readonly notice: GatewayNotice;
      /** Which of the signing secrets verified it: the head of its hash, which gives nothing away. */
      readonly secretFingerprint: string;
    }
  | { readonly ok: false; readonly reason: NoticeRefusal };

/**
 * The outside party that moves money, behind one port. Every answer is one of five outcomes; the adapter alone knows which
 * exception of its SDK is which. Nothing here is called inside a database transaction.
 */
export interface Gateway {
  readonly code: string;
  /** Event types that do something here, for the console's list. */
  readonly handledEventTypes: readonly string[];
  /** The event type of which one comes for each declined try, however many came before it. */
  readonly declineEventType: string;
  readonly createCustomer: (customer: {
    idempotencyKey: string;
    name: string;
    email: string;
    metadata: Readonly<Record<string, string>>;
  }) => Promise<GatewayOutcome<{ gatewayCustomerId: string }>>;
  /** Looks a customer up by our own id. Succeeds with null when there is none. */
  readonly findCustomer: (customer: {
    email: string;
    publicCustomerId: string;
  }) => Promise<GatewayOutcome<{ gatewayCustomerId: string } | null>>;
  readonly createPayment: (command: CreatePayment) => Promise<GatewayOutcome<GatewayPayment>>;
  readonly updatePayment: (command: {
    idempotencyKey: string;
    gatewayPaymentId: string;
    saveMethod: boolean;
  }) => Promise<GatewayOutcome<GatewayPayment>>;
  /**
   * Charges a kept card for a payment that exists, while its customer is away. A bank that wants to hear from its customer
   * answers declined, with authentication_required.
   */
  readonly confirmPayment: (command: {
    idempotencyKey: string;
    gatewayPaymentId: string;
    gatewayMethodId: string;
  }) => Promise<GatewayOutcome<GatewayPayment>>;
  readonly retrievePayment: (gatewayPaymentId: string) => Promise<GatewayOutcome<GatewayPayment>>;
  /** Looks a payment up by our own id, for when we asked and never heard. Succeeds with null when there is none. */
  readonly findPayment: (
    paymentId: string,
    customer: { gatewayCustomerId: string },
  ) => Promise<GatewayOutcome<GatewayPayment | null>>;
  readonly cancelPayment: (command: {
    idempotencyKey: string;
    gatewayPaymentId: string;
  }) => Promise<GatewayOutcome<GatewayPayment>>;
  /** A dispute as it stands now, with all money that it moved. */
  readonly retrieveDispute: (gatewayDisputeId: string) => Promise<GatewayOutcome<GatewayDispute>>;
  readonly startMethodSetup: (command: {
    idempotencyKey: string;
    gatewayCustomerId: string;
    metadata: Readonly<Record<string, string>>;
  }) => Promise<GatewayOutcome<{ setupId: string; clientSecret: string }>>;
  /** The method a finished setup left, or null while it is not finished. */
  readonly retrieveMethodSetup: (
    setupId: string,
  ) => Promise<GatewayOutcome<{ metadata: Readonly<Record<string, string>>; method: GatewayMethod | null }>>;
  readonly retrieveMethod: (gatewayMethodId: string) => Promise<GatewayOutcome<GatewayMethod>>;
  readonly detachMethod: (command: {
    idempotencyKey: string;
    gatewayMethodId: string;
  }) => Promise<GatewayOutcome<{ gatewayMethodId: string }>>;
  /**
   * The gateway's own list of what happened since an instant, oldest first, in the form of deliveries: for what was never
   * delivered. No more than so many at a time; gateways keep about a month.
   */
  readonly listNotices: (since: Date, limit: number) => Promise<GatewayOutcome<readonly ListedNotice[]>>;
  /** Whether the credentials are accepted, and whether they move real money. */
  readonly checkCredentials: () => Promise<GatewayOutcome<{ readonly isLive: boolean }>>;
  /** Checks signature, age and form of a delivery over its raw bytes. */
  readonly verifyNotice: (body: string, signature: string | null) => NoticeVerdict;
}
