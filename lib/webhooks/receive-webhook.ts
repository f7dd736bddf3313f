import { countWebhookRejection, insertWebhookEvent, type NewWebhookEvent } from "@/lib/db/webhook-events";
import { notifyInbox } from "@/lib/db/wake-up";
import { networkPrefix } from "@/lib/domain/people/network-prefix";
import { findGateway } from "@/lib/gateways/registry";
import type { GatewayNotice, NoticeRefusal } from "@/lib/gateways/gateway";
import { expectsLive } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { newTraceId } from "@/lib/platform/trace";
import { raiseAlert } from "@/lib/services/alerts/raise-alert";
import { inboxRow } from "./inbox-row";
import { isRefusalWithinLimit } from "./limit-refusals";
import { noteSecretUse } from "./note-secret-use";
import { deliveryAccepted, deliveryFailed } from "./watch-deliveries";

/** A delivery as it came in: the raw body, and what the receiver needs of its headers. */
export interface WebhookDelivery {
  readonly gateway: string;
  /** The exact text that was signed. */
  readonly body: string;
  readonly signature: string | null;
  readonly ipAddress: string;
}

export type WebhookReceipt =
  | { readonly status: 200; readonly outcome: "stored" | "known" }
  | { readonly status: 400; readonly outcome: NoticeRefusal | "wrong_mode" }
  | { readonly status: 404; readonly outcome: "gateway_unknown" }
  | { readonly status: 413; readonly outcome: "body_too_large" }
  | { readonly status: 429; readonly outcome: "too_many_refused" };

/** No event of Stripe's comes near it. */
export const WEBHOOK_BODY_BYTES_MAX = 256 * 1024;

/**
 * Counts a delivery that is refused, by network and in its one spelling: whoever is refused also chooses their address. Of a
 * flood, no more than a share is written down.
 */
async function refuse(
  delivery: WebhookDelivery,
  reason: NoticeRefusal | "wrong_mode",
): Promise<WebhookReceipt> {
  const { gateway } = delivery;
  const ipAddress = networkPrefix(delivery.ipAddress);
  if (reason !== "wrong_mode" && !isRefusalWithinLimit(ipAddress, Date.now()))
    return { status: 429, outcome: "too_many_refused" };
  const traceId = newTraceId();
  log.warn({ gateway, reason, ipAddress, traceId }, "webhook refused");
  await countWebhookRejection({ gateway, reason, ipAddress });
  await deliveryFailed(gateway, reason, traceId);
  return { status: 400, outcome: reason };
}

/** A live event in a test installation, or the reverse, was sent by the gateway itself: somebody mixed the endpoints up. */
async function refuseOtherMode(delivery: WebhookDelivery, notice: GatewayNotice): Promise<WebhookReceipt> {
  const { gateway } = delivery;
  const mode = notice.isLive ? "live" : "test";
  await raiseAlert({
    kind: "mode_mismatch",
    merchantId: null,
    subject: `${gateway} webhook`,
    details: { event_mode: mode, expected_mode: expectsLive() ? "live" : "test", event: notice.externalId },
  });
  return refuse(delivery, "wrong_mode");
}

/**
 * Verifies a delivery over its raw bytes and stores it; the worker does the rest. It knows nothing of Next.js, so that any
 * listener can call it. A refused delivery is counted and otherwise forgotten; one that is known already is answered alike.
 * @see https://docs.stripe.com/webhooks
 */
export async function receiveWebhook(
  delivery: WebhookDelivery,
  store: (event: NewWebhookEvent) => Promise<boolean> = insertWebhookEvent,
): Promise<WebhookReceipt> {
  const gateway = findGateway(delivery.gateway);
  if (gateway === null) return { status: 404, outcome: "gateway_unknown" };
  if (Buffer.byteLength(delivery.body) > WEBHOOK_BODY_BYTES_MAX)
    return { status: 413, outcome: "body_too_large" };
  const verdict = gateway.verifyNotice(delivery.body, delivery.signature);
  if (!verdict.ok) return refuse(delivery, verdict.reason);
  const { notice, secretFingerprint } = verdict;
  if (notice.isLive !== expectsLive()) return refuseOtherMode(delivery, notice);
  const isNew = await store(inboxRow(gateway.code, notice, delivery.body));
  if (isNew && notice.kind !== "ignored") notifyInbox();
  await deliveryAccepted(gateway.code);
  await noteSecretUse(gateway.code, secretFingerprint);
  return { status: 200, outcome: isNew ? "stored" : "known" };
}
