import type { Dispute, DisputeEvidence, StoredFile } from "../objects.ts";
import { invalidRequest, noSuch } from "../protocol/errors.ts";
import type { Sandbox } from "../sandbox.ts";
import { EVIDENCE_FILE_FIELDS } from "./dispute-evidence-params.ts";

/** All files of a dispute together. https://docs.stripe.com/disputes/responding */
const FILE_BYTES_MAX = 4_718_592;
const PURPOSES: readonly string[] = ["dispute_evidence", "customer_signature"];

function findEvidence(sandbox: Sandbox, id: string, param: string): StoredFile {
  const file = sandbox.store.files.peek(id);
  if (file === undefined) throw noSuch("file upload", id, param, 400);
  if (PURPOSES.includes(file.purpose)) return file;
  throw invalidRequest(
    `The file ${id} has the purpose ${file.purpose} and cannot be evidence; upload it as dispute_evidence.`,
    { param },
  );
}

function checkFiles(sandbox: Sandbox, evidence: DisputeEvidence): void {
  let bytes = 0;
  for (const field of EVIDENCE_FILE_FIELDS) {
    const id = evidence[field];
    if (id !== null) bytes += findEvidence(sandbox, id, `evidence[${field}]`).size;
  }
  if (bytes <= FILE_BYTES_MAX) return;
  throw invalidRequest(
    `The files of a dispute must not be larger than 4.5 MB together; these have ${bytes} bytes.`,
    { param: "evidence" },
  );
}

/** Refuses evidence that names what is not there, or what is too much. */
export function checkReferences(
  sandbox: Sandbox,
  dispute: Dispute,
  evidence: Partial<DisputeEvidence>,
): void {
  checkFiles(sandbox, { ...dispute.evidence, ...evidence });
  const priors = evidence.enhanced_evidence?.visa_compelling_evidence_3?.prior_undisputed_transactions ?? [];
  for (const [index, { charge }] of priors.entries()) {
    if (sandbox.store.charges.peek(charge) !== undefined) continue;
    const list = "evidence[enhanced_evidence][visa_compelling_evidence_3][prior_undisputed_transactions]";
    throw noSuch("charge", charge, `${list}[${index}][charge]`, 400);
  }
}
