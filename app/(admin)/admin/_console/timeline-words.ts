import { formatMoney } from "@/lib/domain/money/format-money";
import type { TimelineRecord } from "@/lib/queries/console/order-timeline";

type OrderEventRecord = Extract<TimelineRecord, { kind: "order_event" }>;

/** A value of an event's details or cause, as text; empty where there is none. */
export function detail(details: unknown, key: string): string {
  if (details === null || typeof details !== "object") return "";
  const value: unknown = Object.entries(details).find(([name]) => name === key)?.[1];
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : "";
}

/** The amount that an event names; empty where it names none. */
export function amountOf(details: unknown, locale: string): string {
  const minor = detail(details, "amountMinor") || detail(details, "totalMinor");
  const currency = detail(details, "currency");
  if (!/^-?\d+$/.test(minor) || currency === "") return "";
  return formatMoney({ amountMinor: BigInt(minor), currency }, locale);
}

function cardOf(details: unknown): string {
  const last4 = detail(details, "last4");
  return last4 === "" ? "" : ` with ${detail(details, "brand")} ending in ${last4}`;
}

/** The bank's word for why, as words. */
function disputeReason(details: unknown): string {
  const reason = detail(details, "reason");
  return reason === "" ? "" : `: ${reason.replaceAll("_", " ")}`;
}

const TITLES: Readonly<Record<string, (details: unknown, locale: string) => string>> = {
  order_placed: (details, locale) => `Order placed over ${amountOf(details, locale)}`,
  site_attached: (details) => `Site ${detail(details, "position")} attached`,
  sites_ready: () => "Sites shown to the customer",
  site_approved: (details) => `Site ${detail(details, "position")} approved`,
  site_sent_back: (details) => `Site ${detail(details, "position")} sent back`,
  order_approved: () => "All sites approved",
  order_payable: () => "Order became payable",
  deposit_paid: () => "Deposit paid",
  terms_changed: (details) =>
    `Payment terms changed from ${detail(details, "from")} to ${detail(details, "to")}`,
  due_date_extended: (details) =>
    `Installment ${detail(details, "position")} put off to ${detail(details, "dueOn")}`,
  installment_due: (details, locale) => `Installment of ${amountOf(details, locale)} fell due`,
  installment_overdue: (details, locale) => `Installment of ${amountOf(details, locale)} is overdue`,
  installment_reminded: (details, locale) =>
    `Reminded of ${amountOf(details, locale)} due on ${detail(details, "dueOn")}`,
  charge_consent_given: (details) => `The customer agreed to automatic charges${cardOf(details)}`,
  charge_consent_withdrawn: (details) => `The consent to automatic charges ended${cardOf(details)}`,
  charge_started: (details, locale) =>
    `Installment ${detail(details, "position")}: automatic charge ${detail(details, "attempt")} of ${amountOf(details, locale)}${cardOf(details)}`,
  charge_failed: (details) =>
    `Installment ${detail(details, "position")}: automatic charge ${detail(details, "attempt")} did not work (${detail(details, "declineCode") || detail(details, "failureCode")})`,
  authentication_requested: (details) =>
    `Installment ${detail(details, "position")}: the bank wants to hear from the customer`,
  invoice_issued: () => "Invoice issued",
  credit_note_issued: (details, locale) => `Credit note over ${amountOf(details, locale)} issued`,
  payment_started: (details, locale) => `Payment of ${amountOf(details, locale)} started`,
  payment_requires_action: () => "The bank asks the customer to authenticate",
  payment_processing: (details) => `Payment is processing${cardOf(details)}`,
  payment_declined: (details) => `Payment declined${cardOf(details)}`,
  payment_unknown: () => "Outcome of the payment is unknown",
  payment_completed: (details, locale) =>
    `Payment of ${amountOf(details, locale)} completed${cardOf(details)}`,
  payment_canceled: () => "Payment canceled",
  credit_held: (details, locale) => `Credit of ${amountOf(details, locale)} held for the payment`,
  credit_spent: (details, locale) => `Credit of ${amountOf(details, locale)} spent`,
  credit_released: (details, locale) => `Credit of ${amountOf(details, locale)} given back`,
  dispute_opened: (details, locale) =>
    detail(details, "isInquiry") === "true"
      ? `The bank asks about ${amountOf(details, locale)} of the payment${disputeReason(details)}`
      : `${amountOf(details, locale)} of the payment disputed at the bank${disputeReason(details)}`,
  dispute_answered: () => "The dispute was answered; the bank looks at it",
  dispute_won: (details, locale) => `Dispute over ${amountOf(details, locale)} won`,
  dispute_lost: (details, locale) => `Dispute over ${amountOf(details, locale)} lost`,
  dispute_closed: () => "The bank's question was closed",
  payment_not_due: () => "Money came for an order that was no longer due",
  late_payment_credited: (details, locale) =>
    `${amountOf(details, locale)} that came too late was given as credit`,
  order_paid: () => "Order paid",
  access_granted: (details) => `Access granted: ${detail(details, "line")}`,
  order_canceled: () => "Order canceled",
  manual_payment_recorded: (details, locale) =>
    `Payment of ${amountOf(details, locale)} recorded, to be verified by somebody else`,
  manual_payment_rejected: (details, locale) => `Recorded payment of ${amountOf(details, locale)} rejected`,
  manual_payment_bounced: (details, locale) =>
    `Payment of ${amountOf(details, locale)} went back: it is owed again`,
  pay_link_created: () => "Pay link made",
  pay_link_revoked: () => "Pay link revoked",
};

/** What happened to the order, as a sentence. A kind without words of its own is shown as it is stored. */
export function orderEventTitle(record: OrderEventRecord, locale: string): string {
  return TITLES[record.event]?.(record.details, locale) ?? record.event.replaceAll("_", " ");
}

/** What made it happen, for staff: a command, an event of the gateway, or a look at the gateway. */
export function causeWords(cause: unknown): string {
  const by = detail(cause, "by");
  switch (detail(cause, "kind")) {
    case "webhook":
      return `by Stripe's event ${detail(cause, "type")}`;
    case "gateway_read":
      return `by asking Stripe (${by.replaceAll("_", " ")})`;
    case "command":
      return `by ${detail(cause, "command")}`;
    default:
      return "";
  }
}

const NEGATIVE = new Set([
  "payment_declined",
  "payment_unknown",
  "payment_not_due",
  "order_canceled",
  "site_sent_back",
  "dispute_opened",
  "dispute_lost",
  "payment_canceled",
  "charge_failed",
  "charge_consent_withdrawn",
]);

/** Whether a record tells of something that went wrong or ended. */
export function isSetback(record: TimelineRecord): boolean {
  switch (record.kind) {
    case "order_event":
      return NEGATIVE.has(record.event);
    case "webhook_event":
      return record.state === "failed" || record.state === "dead";
    case "mail":
      return ["failed", "unconfirmed", "bounced"].includes(record.state);
    case "audit_event":
      return record.outcome === "failed" || record.outcome === "refused";
    case "journal_entry":
      return false;
  }
}
