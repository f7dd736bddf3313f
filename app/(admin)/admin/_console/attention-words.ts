import type { AttentionItem, AttentionKind } from "@/lib/queries/console/needs-attention";
import { entryHref, orderHref, paymentHref, webhookEventHref } from "./hrefs";

interface AttentionWords {
  readonly title: string;
  /** What to do about it. */
  readonly step: string;
  /** All of the kind, in the list that holds them. */
  readonly listHref: string;
  readonly isUrgent: boolean;
}

export const ATTENTION_WORDS = {
  payment_unknown: {
    title: "Payments whose outcome is unknown",
    step: "Ask Stripe now",
    listHref: "/admin/payments?state=outcome_unknown",
    isUrgent: true,
  },
  webhook_dead: {
    title: "Webhook events given up",
    step: "Look at the error and replay",
    listHref: "/admin/webhooks?state=dead",
    isUrgent: true,
  },
  webhook_failed: {
    title: "Webhook events that failed",
    step: "Look at the error; it is tried again by itself",
    listHref: "/admin/webhooks?state=failed",
    isUrgent: false,
  },
  money_unapplied: {
    title: "Money for orders no longer due",
    step: "Open it and give it to the customer as credit",
    listHref: "/admin/ledger?kind=overpayment_received",
    isUrgent: true,
  },
  payment_processing_long: {
    title: "Payments processing for long",
    step: "Ask Stripe now",
    listHref: "/admin/payments?state=processing",
    isUrgent: false,
  },
  site_sent_back: {
    title: "Sites sent back",
    step: "Attach a new version",
    listHref: "/admin/orders?state=sites_ready",
    isUrgent: false,
  },
  mail_failed: {
    title: "Mails that could not be delivered",
    step: "Check the address",
    listHref: "/admin/health",
    isUrgent: false,
  },
  sites_missing: {
    title: "Orders waiting for sites",
    step: "Attach the sites",
    listHref: "/admin/orders?state=confirmed",
    isUrgent: false,
  },
} as const satisfies Record<AttentionKind, AttentionWords>;

/** Where the thing can be put right. */
export function attentionHref(item: AttentionItem): string {
  switch (item.kind) {
    case "payment_unknown":
    case "payment_processing_long":
      return paymentHref(item.recordId);
    case "webhook_dead":
    case "webhook_failed":
      return webhookEventHref(item.recordId);
    case "money_unapplied":
      return entryHref(item.recordId);
    case "site_sent_back":
    case "sites_missing":
      return orderHref(item.recordId);
    case "mail_failed":
      return item.orderNumber === null ? "/admin/health" : orderHref(item.recordId);
  }
}
