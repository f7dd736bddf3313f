import type { DisputeEvidence } from "../objects.ts";
import { noSuch } from "../protocol/errors.ts";
import type { Sandbox } from "../sandbox.ts";

/** Refuses evidence that names what is not there. */
export function checkReferences(sandbox: Sandbox, evidence: Partial<DisputeEvidence>): void {
  const priors = evidence.enhanced_evidence?.visa_compelling_evidence_3?.prior_undisputed_transactions ?? [];
  for (const [index, { charge }] of priors.entries()) {
    if (sandbox.store.charges.peek(charge) !== undefined) continue;
    const list = "evidence[enhanced_evidence][visa_compelling_evidence_3][prior_undisputed_transactions]";
    throw noSuch("charge", charge, `${list}[${index}][charge]`, 400);
  }
}
