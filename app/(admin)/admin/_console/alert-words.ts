import type { BadgeTone } from "@/components/ui/badge";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { ROLES } from "@/lib/domain/actor";
import type { AlertKind, AlertSeverity, AlertState } from "@/lib/domain/alerts/alert";

export const ALERT_WORDS = {
  pci_violation: {
    title: "A card number was entered",
    step: "The request was refused and nothing of it was kept. Find out who was asked for a card number, and where.",
  },
  mode_mismatch: {
    title: "Live and test were mixed",
    step: "Look at which endpoint and which keys this installation was given. Nothing of it was applied.",
  },
  webhook_deliveries_failing: {
    title: "Webhook deliveries fail in a row",
    step: "Look at the reasons under Webhooks. Stripe tries again for three days, and the sweep fetches what is missing.",
  },
  webhook_events_missed: {
    title: "Events were never delivered",
    step: "The sweep fetched them from Stripe. Look at the endpoint in Stripe's dashboard.",
  },
  card_testing: {
    title: "Many cards are tried one after another",
    step: "They were refused for a quarter of an hour. Look at the customer's payments: many different cards mean stolen ones. Close the account if so.",
  },
  payment_disputed: {
    title: "A customer disputes a payment at the bank",
    step: "Look at the payment, and answer in Stripe's dashboard before the deadline. Credit that it brought is frozen until the bank has decided.",
  },
  webhook_event_dead: {
    title: "A webhook event was given up",
    step: "Look at its error, mend the cause and replay it.",
  },
} as const satisfies Record<AlertKind, { title: string; step: string }>;

export const SEVERITY_WORDS = {
  critical: { tone: "ended", word: "Critical" },
  warning: { tone: "attention", word: "Warning" },
  notice: { tone: "quiet", word: "Notice" },
} as const satisfies Record<AlertSeverity, { tone: BadgeTone; word: string }>;

export const ALERT_STATE_WORDS = {
  open: "Open",
  acknowledged: "Taken",
  resolved: "Resolved",
  false_alarm: "False alarm",
} as const satisfies Record<AlertState, string>;

/** Who has to see to it: whoever took it, else the role whose matter it is. */
export function ownerWords(alert: { readonly ownerName: string | null; readonly ownerRole: string }): string {
  if (alert.ownerName !== null) return alert.ownerName;
  const role = ROLES.find((one) => one === alert.ownerRole && one !== "customer");
  return role === undefined || role === "customer" ? alert.ownerRole : ROLE_WORDS[role];
}
