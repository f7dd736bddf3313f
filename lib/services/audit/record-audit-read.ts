import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { inTransaction } from "@/lib/db/transaction";
import { requirePermission } from "@/lib/domain/permissions";
import { ok, type Result } from "@/lib/domain/result";
import type { ServiceContext } from "../context";

/** What somebody looked at: the filters of the list, or one record. */
export interface AuditRead {
  readonly filters: Readonly<Record<string, string>>;
  readonly eventId?: string;
}

/** Writes down that somebody reads the audit log, before they do: a reader leaves a trace as everybody else does. */
export async function recordAuditRead(ctx: ServiceContext, read: AuditRead): Promise<Result<void>> {
  const permitted = requirePermission(ctx.actor, "audit.read");
  if (!permitted.ok) return permitted;
  const { eventId, filters } = read;
  await inTransaction((tx) =>
    recordAuditEvent(tx, ctx, {
      eventType: "audit.read",
      command: "read-audit-log",
      outcome: "succeeded",
      changes: { filters, ...(eventId === undefined ? {} : { eventId }) },
    }),
  );
  return ok(undefined);
}
