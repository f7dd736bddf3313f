import { TransientError } from "@/lib/db/transaction";
import type { ClaimedWebhookEvent } from "@/lib/db/webhook-events";

/** What became of an event, with what it touched or why it touched nothing. */
export type EventVerdict =
  | {
      readonly event: ClaimedWebhookEvent;
      readonly state: "applied";
      readonly merchantId: string;
      readonly effects: Readonly<Record<string, unknown>>;
    }
  | {
      readonly event: ClaimedWebhookEvent;
      readonly state: "ignored" | "parked";
      readonly reason: string;
      readonly merchantId?: string;
    }
  | {
      readonly event: ClaimedWebhookEvent;
      readonly state: "failed";
      readonly reason: string;
      /** Somebody could not be reached: the event is not to blame, and is tried until they can. */
      readonly isOutage: boolean;
      readonly merchantId?: string;
    };

/** The verdict on an event whose application threw. */
export function threw(event: ClaimedWebhookEvent, error: unknown, merchantId?: string): EventVerdict {
  return {
    event,
    state: "failed",
    reason: error instanceof Error ? error.message : "unknown",
    isOutage: error instanceof TransientError,
    ...(merchantId === undefined ? {} : { merchantId }),
  };
}
