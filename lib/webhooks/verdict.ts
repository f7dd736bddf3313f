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
      readonly state: "ignored" | "parked" | "failed";
      readonly reason: string;
      readonly merchantId?: string;
    };
