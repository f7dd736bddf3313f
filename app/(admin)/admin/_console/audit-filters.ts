import { parsePublicId } from "@/lib/platform/ids";
import { isTraceId } from "@/lib/platform/trace";
import {
  AUDIT_OUTCOMES,
  type AuditListRequest,
  type AuditOutcome,
} from "@/lib/queries/console/list-audit-events";
import type { ListParameters } from "./parameters";

/** An id that no record has: what is not understood finds nothing rather than everything. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

/** What the one field of the log names: an order, a payment, a person or a trace. */
function subjectOf(about: string) {
  const trace = about.toLowerCase();
  const subject = {
    orderId: parsePublicId("order", about),
    paymentId: parsePublicId("payment", about),
    personId: parsePublicId("login", about),
    traceId: isTraceId(trace) ? trace : null,
  };
  const isKnown = about === "" || Object.values(subject).some((id) => id !== null);
  return isKnown ? subject : { ...subject, paymentId: NOBODY };
}

/** Reads the filters of the audit log out of its address. */
export function auditFilters({ text, member, days, page }: ListParameters): {
  readonly request: AuditListRequest;
  readonly outcome: AuditOutcome | null;
} {
  const outcome = member("outcome", AUDIT_OUTCOMES);
  const type = text("type").toLowerCase().slice(0, 100);
  const request = { ...subjectOf(text("about")), type: type === "" ? null : type, outcome, days, page };
  return { request, outcome };
}
