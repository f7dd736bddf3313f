import { isCalendarDate } from "../time/calendar-date";

/** A notice that somebody is owed because of something that happened. It names the event and nothing more. */
export type MailRequest =
  | { readonly kind: "welcome"; readonly loginId: string }
  | { readonly kind: "order_confirmed"; readonly orderId: string }
  | { readonly kind: "sites_ready"; readonly orderId: string; readonly orderEventId: string }
  /** An invoice or a credit note; receipts are asked for by their payment. */
  | { readonly kind: "document_issued"; readonly documentId: string }
  | { readonly kind: "payment_receipt"; readonly paymentId: string }
  | { readonly kind: "payment_failed"; readonly paymentId: string; readonly attemptId: string }
  /** Fourteen and three days before the last day of a lot. */
  | { readonly kind: "credit_expiring" | "credit_expiring_soon"; readonly lotId: string }
  | { readonly kind: "pay_link"; readonly payLinkId: string }
  /** A charge made without the customer: their bank wants them there, or it did not work; with a link to pay by. */
  | {
      readonly kind: "authentication_needed" | "charge_failed";
      readonly paymentId: string;
      readonly payLinkId: string;
    }
  /** Of what is due on a day: `day` counts from it, and is negative ahead of it. */
  | {
      readonly kind: "installment_reminder";
      readonly installmentId: string;
      readonly dueOn: string;
      readonly day: number;
    }
  /** To staff: something waits for a person. */
  | { readonly kind: "alert_raised"; readonly alertId: string }
  | { readonly kind: "password_reset"; readonly loginId: string; readonly requestId: string }
  | { readonly kind: "password_changed"; readonly loginId: string; readonly changeId: string };

export type MailKind = MailRequest["kind"];

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

type Ids = Readonly<Record<string, string | undefined>>;

/** What is no id in a request: a civil day, and days counted from it. */
interface Days {
  readonly dueOn: string | null;
  readonly day: number | null;
}

/** The ids that a request of some kind needs, by the name they travel under. */
const READERS: Readonly<Record<string, (ids: Ids, days: Days) => MailRequest | null>> = {
  document_issued: ({ documentId }) => (documentId ? { kind: "document_issued", documentId } : null),
  welcome: ({ loginId }) => (loginId ? { kind: "welcome", loginId } : null),
  order_confirmed: ({ orderId }) => (orderId ? { kind: "order_confirmed", orderId } : null),
  sites_ready: ({ orderId, orderEventId }) =>
    orderId && orderEventId ? { kind: "sites_ready", orderId, orderEventId } : null,
  payment_receipt: ({ paymentId }) => (paymentId ? { kind: "payment_receipt", paymentId } : null),
  payment_failed: ({ paymentId, attemptId }) =>
    paymentId && attemptId ? { kind: "payment_failed", paymentId, attemptId } : null,
  credit_expiring: ({ lotId }) => (lotId ? { kind: "credit_expiring", lotId } : null),
  credit_expiring_soon: ({ lotId }) => (lotId ? { kind: "credit_expiring_soon", lotId } : null),
  pay_link: ({ payLinkId }) => (payLinkId ? { kind: "pay_link", payLinkId } : null),
  authentication_needed: ({ paymentId, payLinkId }) =>
    paymentId && payLinkId ? { kind: "authentication_needed", paymentId, payLinkId } : null,
  charge_failed: ({ paymentId, payLinkId }) =>
    paymentId && payLinkId ? { kind: "charge_failed", paymentId, payLinkId } : null,
  installment_reminder: ({ installmentId }, { dueOn, day }) =>
    installmentId && dueOn !== null && day !== null
      ? { kind: "installment_reminder", installmentId, dueOn, day }
      : null,
  alert_raised: ({ alertId }) => (alertId ? { kind: "alert_raised", alertId } : null),
  password_reset: ({ loginId, requestId }) =>
    loginId && requestId ? { kind: "password_reset", loginId, requestId } : null,
  password_changed: ({ loginId, changeId }) =>
    loginId && changeId ? { kind: "password_changed", loginId, changeId } : null,
};

/** Reads a job's payload. Null for one that asks for no mail we know, or lacks an id it needs. */
export function parseMailRequest(payload: unknown): MailRequest | null {
  if (typeof payload !== "object" || payload === null) return null;
  const entries: [string, unknown][] = Object.entries(payload);
  const ids = Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string" && UUID.test(entry[1])),
  );
  const valueOf = (wanted: string) => entries.find(([name]) => name === wanted)?.[1];
  const [kind, dueOn, day] = [valueOf("kind"), valueOf("dueOn"), valueOf("day")];
  if (typeof kind !== "string" || !Object.hasOwn(READERS, kind)) return null;
  const days = {
    dueOn: typeof dueOn === "string" && isCalendarDate(dueOn) ? dueOn : null,
    day: typeof day === "number" && Number.isInteger(day) ? day : null,
  };
  return READERS[kind]?.(ids, days) ?? null;
}

/** Names the event behind a mail: two requests with the same key are the same mail, sent once. */
export function mailDedupeKey(request: MailRequest): string {
  switch (request.kind) {
    case "welcome":
      return `welcome:${request.loginId}`;
    case "order_confirmed":
      return `order_confirmed:${request.orderId}`;
    case "sites_ready":
      return `sites_ready:${request.orderEventId}`;
    case "document_issued":
      return `document_issued:${request.documentId}`;
    case "payment_receipt":
      return `payment_receipt:${request.paymentId}`;
    case "payment_failed":
      return `payment_failed:${request.attemptId}`;
    case "credit_expiring":
    case "credit_expiring_soon":
      return `${request.kind}:${request.lotId}`;
    case "pay_link":
    case "authentication_needed":
    case "charge_failed":
      return `${request.kind}:${request.payLinkId}`;
    case "installment_reminder":
      return `installment_reminder:${request.installmentId}:${request.dueOn}:${request.day}`;
    case "alert_raised":
      return `alert_raised:${request.alertId}`;
    case "password_reset":
      return `password_reset:${request.requestId}`;
    case "password_changed":
      return `password_changed:${request.changeId}`;
  }
}
