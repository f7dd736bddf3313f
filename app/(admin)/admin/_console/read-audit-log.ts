import type { StaffActor } from "@/lib/domain/actor";
import { type ConsoleAuditEvent, findAuditEvent } from "@/lib/queries/console/find-audit-event";
import { type AuditListRequest, listAuditEvents } from "@/lib/queries/console/list-audit-events";
import { recordAuditRead } from "@/lib/services/audit/record-audit-read";
import type { ServiceContext } from "@/lib/services/context";

type Staff = ServiceContext<StaffActor>;

function filtersOf({ page, days, ...wanted }: AuditListRequest): Record<string, string> {
  const all = { ...wanted, ...days, cursor: page.from?.id ?? null };
  return Object.fromEntries(Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== null));
}

/** A page of the audit log. The reading is on record before anything is read. */
export async function readAuditLog(ctx: Staff, request: AuditListRequest) {
  const recorded = await recordAuditRead(ctx, { filters: filtersOf(request) });
  return recorded.ok ? listAuditEvents(ctx.actor, request) : null;
}

/** One record of the audit log; the reading is on record, too. */
export async function readAuditRecord(ctx: Staff, eventId: string): Promise<ConsoleAuditEvent | null> {
  const recorded = await recordAuditRead(ctx, { filters: {}, eventId });
  return recorded.ok ? findAuditEvent(ctx.actor, { eventId }) : null;
}
