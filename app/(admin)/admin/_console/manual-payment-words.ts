import type { BadgeTone } from "@/components/ui/badge";
import type { ManualMethod, ManualPaymentState } from "@/lib/domain/manual-payments/manual-payment";

export const METHOD_WORDS = {
  bank_transfer: "Bank transfer",
  check: "Check",
  cash: "Cash",
} as const satisfies Record<ManualMethod, string>;

export const MANUAL_STATE_WORDS = {
  recorded: { tone: "waiting", word: "Waits to be verified" },
  verified: { tone: "done", word: "Verified" },
  rejected: { tone: "ended", word: "Rejected" },
  bounced: { tone: "ended", word: "Bounced" },
} as const satisfies Record<ManualPaymentState, { tone: BadgeTone; word: string }>;
