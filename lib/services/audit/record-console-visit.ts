import { recordCall } from "@/lib/audit/record-call";
import type { StaffActor } from "@/lib/domain/actor";
import { parsePublicId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";

/** The order or payment that an address of the console is about. */
function subjectOf(path: string): { orderId?: string; paymentId?: string } {
  const [, , page = "", id = ""] = path.split("/");
  if (page === "orders") {
    const orderId = parsePublicId("order", id);
    return orderId === null ? {} : { orderId };
  }
  const paymentId = page === "payments" ? parsePublicId("payment", id) : null;
  return paymentId === null ? {} : { paymentId };
}

/**
 * Puts on record that a member of staff opened a page of the console: who, when, from where, and which. What they searched for
 * stays out of it, because it may be somebody's name. Whoever reads does not wait for it.
 */
export function recordConsoleVisit(ctx: ServiceContext<StaffActor>, address: string): void {
  const [path = ""] = address.split(/[?#]/);
  recordCall(ctx, {
    ...subjectOf(path),
    eventType: "console.opened",
    command: "open-console",
    outcome: "succeeded",
    changes: { path, role: ctx.actor.role },
  });
}
