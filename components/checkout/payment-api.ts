import { ORDER_STATES, type OrderState } from "@/lib/domain/orders/order-state";
import { PAYMENT_STATES, type PaymentState } from "@/lib/domain/payments/payment-state";
import { accessHeaders, type PayAccess } from "./pay-access";
import type { CreditWish } from "@/lib/domain/wallets/wallet-hold";
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

function post({ payLink }: PayAccess, path: string, body: unknown): Promise<Reply | null> {
  return ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...accessHeaders(payLink) },
    body: JSON.stringify(body, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value)),
  });
}

function refusalOf(reply: Reply): {
  readonly kind: "refused";
  readonly failureKind: string;
  readonly code: string;
} {
  const error = field(reply.body, "error");
  return { kind: "refused", failureKind: text(field(error, "kind")), code: text(field(error, "code")) };
}

/** Pays all that is due with credit. paid: it is. lost: no answer; pressing again finds out, and pays nothing twice. */
export async function askForCreditPayment(
  access: PayAccess,
  credit: CreditWish,
): Promise<{ readonly kind: "paid" } | Exclude<StartAnswer, { kind: "started" }>> {
  const { orderId, scope } = access;
  const reply = await post(access, "/api/credit-payments", { orderId, scope, credit });
  if (!reply) return { kind: "lost" };
  return reply.isOk ? { kind: "paid" } : refusalOf(reply);
}

/** Creates or resumes the one open payment of what is due on the order. */
export async function askForPayment(
  access: PayAccess,
  wish: { readonly saveMethod: boolean; readonly credit: CreditWish | null },
): Promise<StartAnswer> {
  const { orderId, scope } = access;
  const reply = await post(access, "/api/payment-intents", { orderId, scope, ...wish });
  if (!reply) return { kind: "lost" };
  const paymentId = text(field(reply.body, "paymentId"));
  const clientSecret = text(field(reply.body, "clientSecret"));
  if (reply.isOk && paymentId && clientSecret)
    return { kind: "started", payment: { paymentId, clientSecret } };
  return refusalOf(reply);
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
