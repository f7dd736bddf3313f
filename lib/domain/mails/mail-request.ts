/** A mail that somebody is owed because of something that happened. It names the event and nothing more. */
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
  | { readonly kind: "password_reset"; readonly loginId: string; readonly requestId: string }
  | { readonly kind: "password_changed"; readonly loginId: string; readonly changeId: string };

export type MailKind = MailRequest["kind"];

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

type Ids = Readonly<Record<string, string | undefined>>;

/** The ids that a request of some kind needs, by the name they travel under. */
const READERS: Readonly<Record<string, (ids: Ids) => MailRequest | null>> = {
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
  const kind = entries.find(([name]) => name === "kind")?.[1];
  if (typeof kind !== "string" || !Object.hasOwn(READERS, kind)) return null;
  return READERS[kind]?.(ids) ?? null;
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
      return `pay_link:${request.payLinkId}`;
    case "password_reset":
      return `password_reset:${request.requestId}`;
    case "password_changed":
      return `password_changed:${request.changeId}`;
  }
}
