import type Stripe from "stripe";
import { isTraceId } from "@/lib/platform/trace";
import type { GatewayEventKind, GatewayNotice } from "../gateway";

/** Stripe's event types that mean something here, and what they mean. All others are recorded and ignored. */
const KINDS = {
  "payment_intent.succeeded": "payment_changed",
  "payment_intent.payment_failed": "payment_changed",
  "payment_intent.processing": "payment_changed",
  "payment_intent.requires_action": "payment_changed",
  "payment_intent.canceled": "payment_changed",
  "payment_intent.amount_capturable_updated": "payment_changed",
  "charge.succeeded": "payment_changed",
  "charge.failed": "payment_changed",
  "charge.updated": "payment_changed",
  "charge.dispute.created": "dispute_changed",
  "charge.dispute.updated": "dispute_changed",
  "charge.dispute.closed": "dispute_changed",
  "charge.dispute.funds_withdrawn": "dispute_changed",
  "charge.dispute.funds_reinstated": "dispute_changed",
  "payment_method.detached": "method_changed",
  "payment_method.automatically_updated": "method_changed",
} as const satisfies Readonly<Record<string, GatewayEventKind>>;

const KIND_OF: ReadonlyMap<string, GatewayEventKind> = new Map(Object.entries(KINDS));

export const HANDLED_EVENT_TYPES: readonly string[] = [...KIND_OF.keys()];

interface EventObject {
  readonly object?: string;
  readonly id?: string;
  readonly payment_intent?: string | { readonly id: string } | null;
  readonly metadata?: Readonly<Record<string, string>> | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function paymentOf(object: EventObject): string | null {
  if (object.object === "payment_intent") return object.id ?? null;
  if (object.object !== "charge" && object.object !== "dispute") return null;
  const intent = object.payment_intent ?? null;
  return intent === null || typeof intent === "string" ? intent : intent.id;
}

/** A verified event in our words. Nothing in it is believed but which object to read again. */
export function translateEvent(event: Stripe.Event): GatewayNotice {
  const object: EventObject = event.data.object;
  const merchantId = object.metadata?.["merchant_id"] ?? null;
  const traceId = object.metadata?.["trace_id"] ?? null;
  return {
    externalId: event.id,
    type: event.type,
    kind: KIND_OF.get(event.type) ?? "ignored",
    objectId: object.id ?? "",
    gatewayPaymentId: paymentOf(object),
    merchantId: merchantId !== null && UUID.test(merchantId) ? merchantId : null,
    traceId: traceId !== null && isTraceId(traceId) ? traceId : null,
    apiVersion: event.api_version ?? "",
    isLive: event.livemode,
    occurredAt: new Date(event.created * 1000),
  };
}
