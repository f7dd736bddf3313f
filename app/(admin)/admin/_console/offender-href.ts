import { isId } from "@/lib/platform/ids";
import type { Offender } from "@/lib/reports/prove-integrity";
import { accountHref, auditEventHref, entryHref, orderHref, paymentHref, webhookEventHref } from "./hrefs";

/** Where a record can be looked at; null for one that has no page of its own. */
export function offenderHref({ kind, id }: Offender): string | null {
  switch (kind) {
    case "order":
      return orderHref(id);
    case "payment":
      return paymentHref(id);
    case "journal_entry":
      return entryHref(id);
    case "account":
      return accountHref(id);
    case "webhook_event":
      return webhookEventHref(id);
    case "audit_event":
      return isId(id) ? auditEventHref(id) : null;
    case "wallet_lot":
    case "operation":
    case "mail":
      return null;
  }
}
