import type { NewWebhookEvent } from "@/lib/db/webhook-events";
import type { GatewayNotice } from "@/lib/gateways/gateway";
import { newId } from "@/lib/platform/ids";
import { newTraceId } from "@/lib/platform/trace";

const CLIENT_SECRET = /("client_secret"\s*:\s*")[^"]+"/g;

/** A verified event as the inbox keeps it, under the trace of the act that began its payment. The secret of a payment would let its reader confirm it; nobody needs it here. */
export function inboxRow(gateway: string, notice: GatewayNotice, payload: string): NewWebhookEvent {
  return {
    id: newId(),
    gateway,
    ...notice,
    payload: payload.replace(CLIENT_SECRET, '$1****"'),
    traceId: notice.traceId ?? newTraceId(),
  };
}
