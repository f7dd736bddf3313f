import type { BadgeTone } from "@/components/ui/badge";
import type { WebhookEventState } from "@/lib/queries/console/list-webhook-events";

/** What each state of an event means, for staff. */
export const WEBHOOK_WORDS = {
  received: { tone: "waiting", word: "Received", meaning: "Waits for the worker." },
  applied: {
    tone: "done",
    word: "Applied",
    meaning: "Its object was read again at the gateway and applied.",
  },
  ignored: { tone: "quiet", word: "Ignored", meaning: "Recorded; its type means nothing here." },
  parked: { tone: "attention", word: "Parked", meaning: "It speaks of an object that is not ours." },
  failed: {
    tone: "attention",
    word: "Failed",
    meaning: "Could not be applied; it is tried again by itself.",
  },
  dead: {
    tone: "ended",
    word: "Dead",
    meaning: "Given up after five attempts; replay it once the cause is gone.",
  },
} as const satisfies Record<WebhookEventState, { tone: BadgeTone; word: string; meaning: string }>;
