import type { Failure } from "@/lib/domain/failure";
import { failureSentence } from "./failure-sentence";
import { Notice } from "./notice";

interface FailureMessageProps {
  readonly failure: Failure;
  readonly locale?: string | undefined;
}

/** Says what a failure means and what to do next. The place around it is the live region, where it appears later. */
export function FailureMessage({ failure, locale }: FailureMessageProps) {
  const isOpen = failure.kind === "outcome_unknown";
  return <Notice tone={isOpen ? "attention" : "danger"}>{failureSentence(failure, locale)}</Notice>;
}
