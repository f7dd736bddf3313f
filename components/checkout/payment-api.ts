import { ORDER_STATES, type OrderState } from "@/lib/domain/orders/order-state";
import { PAYMENT_STATES, type PaymentState } from "@/lib/domain/payments/payment-state";
import { accessHeaders, type PayAccess } from "./pay-access";
import type { ServerReading } from "./settle-confirmation";

interface StartedPayment {
  readonly paymentId: string;
  readonly clientSecret: string;
}

/** refused: the server's code for it. lost: no answer, and nothing was confirmed, so nothing was charged. */
export type StartAnswer =
  | { readonly kind: "started"; readonly payment: StartedPayment }
  | { readonly kind: "refused"; readonly failureKind: string; readonly code: string }
  | { readonly kind: "lost" };

export interface OrderNews {
  readonly version: number;
  readonly state: OrderState;
  readonly payment: PaymentState | null;
}

function field(body: unknown, name: string): unknown {
  return typeof body === "object" && body !== null
    ? Object.entries(body).find(([key]) => key === name)?.[1]
    : undefined;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function member<const T extends string>(value: unknown, members: readonly T[]): T | null {
  return members.find((each) => each === value) ?? null;
}

interface Reply {
  readonly isOk: boolean;
  readonly body: unknown;
}

/** Null when there was no answer that could be read: offline, cut off, or not ours. */
async function ask(path: string, init: RequestInit): Promise<Reply | null> {
  try {
    const response = await fetch(path, { cache: "no-store", ...init });
    const body: unknown = await response.json();
    return { isOk: response.ok, body };
  } catch {
    return null;
  }
}

/** Creates or resumes the one open payment of what is due on the order. */
export async function askForPayment(
  { orderId, payLink, scope }: PayAccess,
  saveMethod: boolean,
): Promise<StartAnswer> {
  const reply = await ask("/api/payment-intents", {
    method: "POST",
    headers: { "Content-Type": "application/json", ...accessHeaders(payLink) },
    body: JSON.stringify({ orderId, saveMethod, scope }),
  });
  if (!reply) return { kind: "lost" };
  const paymentId = text(field(reply.body, "paymentId"));
  const clientSecret = text(field(reply.body, "clientSecret"));
  if (reply.isOk && paymentId && clientSecret)
    return { kind: "started", payment: { paymentId, clientSecret } };
  const error = field(reply.body, "error");
  return { kind: "refused", failureKind: text(field(error, "kind")), code: text(field(error, "code")) };
}

/** Has the server ask the gateway how the payment stands. Null when the server could not be asked. */
export async function askForReading(
  paymentId: string,
  payLink: string | null = null,
): Promise<ServerReading | null> {
  const headers = accessHeaders(payLink);
  const reply = await ask(`/api/payments/${paymentId}/refresh`, { method: "POST", headers });
  if (!reply?.isOk) return null;
  const state = member(field(reply.body, "state"), PAYMENT_STATES);
  const orderState = member(field(reply.body, "orderState"), ORDER_STATES);
  return state && orderState ? { state, orderState } : null;
}

/** Where the order stands, or null when it could not be asked. */
export async function askForNews({ orderId, payLink }: PayAccess): Promise<OrderNews | null> {
  const headers = accessHeaders(payLink);
  const reply = await ask(`/api/orders/${orderId}/state`, { method: "GET", headers });
  const version = field(reply?.body, "version");
  const state = member(field(reply?.body, "state"), ORDER_STATES);
  if (!reply?.isOk || typeof version !== "number" || !state) return null;
  return { version, state, payment: member(field(reply.body, "payment"), PAYMENT_STATES) };
}
