import type { AuditOutcome } from "@/lib/queries/console/list-audit-events";

export const OUTCOME_WORDS = {
  succeeded: "Succeeded",
  pending: "Pending",
  declined: "Declined",
  refused: "Refused",
  failed: "Failed",
  outcome_unknown: "Not known yet",
} as const satisfies Record<AuditOutcome, string>;

const WORDS: Readonly<Record<string, string>> = OUTCOME_WORDS;

/** How an act ended. A word that this build does not know is shown as it is stored. */
export function outcomeWords(outcome: string): string {
  return WORDS[outcome] ?? outcome.replaceAll("_", " ");
}

export function isSetbackOutcome(outcome: string): boolean {
  return ["declined", "refused", "failed", "outcome_unknown"].includes(outcome);
}
