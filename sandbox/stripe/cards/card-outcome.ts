import type { TestCard } from "./test-card.ts";

const AUTHENTICATION: Readonly<Record<TestCard["authentication"], string | null>> = {
  not_supported: null,
  unenrolled: null,
  optional: null,
  optional_errors: null,
  required: "3-D Secure on every payment",
  frictionless: "3-D Secure without a challenge",
  required_unless_set_up: "3-D Secure unless set up for later use",
  already_set_up: "3-D Secure on-session; off-session passes",
  lookup_fails: "3-D Secure lookup fails",
};

/** What happens when somebody pays with a test card, in a few words. */
export function cardOutcome({
  authentication,
  decline,
  disputes,
  isReportedAsFraud,
  riskLevel,
}: TestCard): string {
  const parts = [
    AUTHENTICATION[authentication],
    decline === undefined ? null : (decline.declineCode ?? decline.code),
    decline === undefined && riskLevel === "elevated" ? "review" : null,
    isReportedAsFraud ? "early fraud warning" : null,
    ...disputes.map(({ reason, caseType }) => `${caseType}: ${reason}`),
  ];
  return parts.filter((part) => part !== null).join(", then ") || "succeeds";
}
