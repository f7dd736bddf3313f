import type { DeliveryState } from "@/lib/domain/notices/delivery-state";
import type { BadgeTone } from "../ui/badge";

/** How the delivery of a message stands, for staff. */
export const DELIVERY_WORDS = {
  queued: { tone: "waiting", word: "Waits" },
  sending: { tone: "waiting", word: "Leaving" },
  sent: { tone: "done", word: "Sent" },
  failed: { tone: "ended", word: "Failed" },
  unconfirmed: { tone: "attention", word: "Not confirmed" },
  bounced: { tone: "ended", word: "Came back" },
} as const satisfies Record<DeliveryState, { tone: BadgeTone; word: string }>;
