import type { Actor } from "@/lib/domain/actor";
import type { MailRequest } from "@/lib/domain/mails/mail-request";
import { declineAdvice } from "@/lib/domain/payments/decline-advice";
import { env } from "@/lib/platform/env";
import { documentForMail } from "@/lib/queries/notifications/document-for-mail";
import { creditForMail } from "@/lib/queries/notifications/credit-for-mail";
import { loginForMail } from "@/lib/queries/notifications/login-for-mail";
import { merchantOfMail } from "@/lib/queries/notifications/merchant-of-mail";
import { orderForMail } from "@/lib/queries/notifications/order-for-mail";
import { payLinkForMail } from "@/lib/queries/notifications/pay-link-for-mail";
import { declineForMail, paymentForMail } from "@/lib/queries/notifications/payment-for-mail";
import type { MailContent } from "./mail-content";
import type { MailFrame } from "./mail-frame";
import { creditExpiringMail } from "./templates/credit-expiring";
import { documentIssuedMail } from "./templates/document-issued";
import { orderConfirmedMail } from "./templates/order-confirmed";
import { passwordChangedMail } from "./templates/password-changed";
import { passwordResetMail } from "./templates/password-reset";
import { payLinkMail } from "./templates/pay-link";
import { paymentFailedMail } from "./templates/payment-failed";
import { paymentReceiptMail } from "./templates/payment-receipt";
import { sitesReadyMail } from "./templates/sites-ready";
import { welcomeMail } from "./templates/welcome";

export interface ComposedMail {
  readonly toAddress: string;
  readonly orderId: string | null;
  readonly content: MailContent;
}

/** Makes the secret of a reset mail; null when the login may no longer have one. */
export type IssueResetToken = (loginId: string) => Promise<string | null>;

type RequestOf<K extends MailRequest["kind"]> = Extract<MailRequest, { kind: K }>;

async function orderMail(
  actor: Actor,
  frame: MailFrame,
  request: RequestOf<"order_confirmed" | "sites_ready">,
): Promise<ComposedMail | null> {
  const order = await orderForMail(actor, request);
  if (order === null || order.state === "canceled") return null;
  // Whoever has approved meanwhile needs no reminder to look.
  if (request.kind === "sites_ready" && order.state !== "sites_ready") return null;
  const content =
    request.kind === "sites_ready" ? sitesReadyMail(frame, order) : orderConfirmedMail(frame, order);
  return { toAddress: order.customer.email, orderId: order.orderId, content };
}

async function receiptMail(
  actor: Actor,
  frame: MailFrame,
  request: RequestOf<"payment_receipt">,
): Promise<ComposedMail | null> {
  const payment = await paymentForMail(actor, request);
  if (payment === null || payment.capturedAt === null) return null;
  // The handler has issued the receipt before it asks for the mail.
  const receipt = await documentForMail(actor, { receiptOf: request.paymentId });
  const content = receipt === null ? paymentReceiptMail(frame, payment) : documentIssuedMail(frame, receipt);
  return { toAddress: payment.customer.email, orderId: payment.order.id, content };
}

async function documentMail(
  actor: Actor,
  frame: MailFrame,
  request: RequestOf<"document_issued">,
): Promise<ComposedMail | null> {
  const document = await documentForMail(actor, request);
  if (document === null) return null;
  const content = documentIssuedMail(frame, document);
  return { toAddress: document.customer.email, orderId: document.orderId, content };
}

async function failureMail(
  actor: Actor,
  frame: MailFrame,
  request: RequestOf<"payment_failed">,
): Promise<ComposedMail | null> {
  const payment = await paymentForMail(actor, request);
  const decline = await declineForMail(actor, request);
  // The buyer has often paid with another card before this mail is written: then it would only frighten.
  if (payment === null || decline === null || payment.state !== "failed") return null;
  const content = paymentFailedMail(frame, payment, declineAdvice(decline));
  return { toAddress: payment.customer.email, orderId: payment.order.id, content };
}

async function creditMail(
  actor: Actor,
  frame: MailFrame,
  request: RequestOf<"credit_expiring" | "credit_expiring_soon">,
): Promise<ComposedMail | null> {
  const credit = await creditForMail(actor, request);
  if (credit === null) return null;
  return { toAddress: credit.customer.email, orderId: null, content: creditExpiringMail(frame, credit) };
}

async function linkMail(
  actor: Actor,
  frame: MailFrame,
  request: RequestOf<"pay_link">,
): Promise<ComposedMail | null> {
  const link = await payLinkForMail(actor, request);
  if (link === null) return null;
  return { toAddress: link.customer.email, orderId: link.order.id, content: payLinkMail(frame, link) };
}

async function loginMail(
  actor: Actor,
  frame: MailFrame,
  request: RequestOf<"welcome" | "password_reset" | "password_changed">,
  issueResetToken: IssueResetToken,
): Promise<ComposedMail | null> {
  const person = await loginForMail(actor, request);
  if (person === null) return null;
  const toAddress = person.email;
  if (request.kind === "welcome") return { toAddress, orderId: null, content: welcomeMail(frame, person) };
  if (request.kind === "password_changed")
    return { toAddress, orderId: null, content: passwordChangedMail(frame, person) };
  const token = await issueResetToken(request.loginId);
  if (token === null) return null;
  return { toAddress, orderId: null, content: passwordResetMail(frame, { name: person.name, token }) };
}

/** Writes the mail that an event asks for, from what is true now; null when there is nothing left to say or nobody to say it to. */
export async function composeMail(
  actor: Actor,
  request: MailRequest,
  issueResetToken: IssueResetToken,
): Promise<ComposedMail | null> {
  const frame = { merchant: await merchantOfMail(actor), appUrl: new URL(env().APP_URL).origin };
  switch (request.kind) {
    case "order_confirmed":
    case "sites_ready":
      return orderMail(actor, frame, request);
    case "document_issued":
      return documentMail(actor, frame, request);
    case "payment_receipt":
      return receiptMail(actor, frame, request);
    case "payment_failed":
      return failureMail(actor, frame, request);
    case "credit_expiring":
    case "credit_expiring_soon":
      return creditMail(actor, frame, request);
    case "pay_link":
      return linkMail(actor, frame, request);
    case "welcome":
    case "password_reset":
    case "password_changed":
      return loginMail(actor, frame, request, issueResetToken);
  }
}
