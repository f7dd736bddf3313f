import { countWebhookRejection, insertWebhookEvent } from "@/lib/db/webhook-events";
import { notifyInbox } from "@/lib/db/wake-up";
import { networkPrefix } from "@/lib/domain/people/network-prefix";
import { findGateway } from "@/lib/gateways/registry";
import type { NoticeRefusal } from "@/lib/gateways/gateway";
import { newId } from "@/lib/platform/ids";
import { log } from "@/lib/platform/log";
import { newTraceId } from "@/lib/platform/trace";

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
  | { readonly status: 400; readonly outcome: NoticeRefusal }
  | { readonly status: 404; readonly outcome: "gateway_unknown" }
  | { readonly status: 413; readonly outcome: "body_too_large" };

/** No event of Stripe's comes near it. */
export const WEBHOOK_BODY_BYTES_MAX = 256 * 1024;

const CLIENT_SECRET = /("client_secret"\s*:\s*")[^"]+"/g;

/**
 * Verifies a delivery over its raw bytes and stores it; the worker does the rest. It knows nothing of Next.js, so that any
 * listener can call it. A refused delivery is counted and otherwise forgotten; one that is known already is answered alike.
 * @see https://docs.stripe.com/webhooks
 */
export async function receiveWebhook(delivery: WebhookDelivery): Promise<WebhookReceipt> {
  const gateway = findGateway(delivery.gateway);
  if (gateway === null) return { status: 404, outcome: "gateway_unknown" };
  if (Buffer.byteLength(delivery.body) > WEBHOOK_BODY_BYTES_MAX)
    return { status: 413, outcome: "body_too_large" };
  const verdict = gateway.verifyNotice(delivery.body, delivery.signature);
  if (!verdict.ok) {
    // By network, and in its one spelling: whoever is refused also chooses what address they seem to come from.
    const ipAddress = networkPrefix(delivery.ipAddress);
    log.warn({ gateway: gateway.code, reason: verdict.reason, ipAddress }, "webhook refused");
    await countWebhookRejection({ gateway: gateway.code, reason: verdict.reason, ipAddress });
    return { status: 400, outcome: verdict.reason };
  }
  const { notice } = verdict;
  const isNew = await insertWebhookEvent({
    id: newId(),
    gateway: gateway.code,
    ...notice,
    // The secret of a payment would let its reader confirm it; nobody needs it here.
    payload: delivery.body.replace(CLIENT_SECRET, '$1****"'),
    traceId: newTraceId(),
  });
  if (isNew && notice.kind !== "ignored") notifyInbox();
  return { status: 200, outcome: isNew ? "stored" : "known" };
}
