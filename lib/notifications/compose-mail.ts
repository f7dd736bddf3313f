import type { Actor } from "@/lib/domain/actor";
import { formatMoney } from "@/lib/domain/money/format-money";
import type { MailRequest } from "@/lib/domain/mails/mail-request";
import { declineAdvice } from "@/lib/domain/payments/decline-advice";
import { alertForMail } from "@/lib/queries/notifications/alert-for-mail";
import { creditForMail } from "@/lib/queries/notifications/credit-for-mail";
import type { CustomerForMail } from "@/lib/queries/notifications/customer-for-mail";
import { documentForMail } from "@/lib/queries/notifications/document-for-mail";
import { loginForMail } from "@/lib/queries/notifications/login-for-mail";
import { orderForMail } from "@/lib/queries/notifications/order-for-mail";
import { payLinkForMail } from "@/lib/queries/notifications/pay-link-for-mail";
import {
  answerByForMail,
  declineForMail,
  paymentForMail,
} from "@/lib/queries/notifications/payment-for-mail";
import { reminderForMail } from "@/lib/queries/notifications/reminder-for-mail";
import type { MailContent } from "./mail-content";
import type { MailFrame } from "./mail-frame";
import { alertRaisedMail } from "./templates/alert-raised";
import { authenticationNeededMail } from "./templates/authentication-needed";
import { chargeFailedMail } from "./templates/charge-failed";
import { creditExpiringMail } from "./templates/credit-expiring";
import { documentIssuedMail } from "./templates/document-issued";
import { installmentReminderMail } from "./templates/installment-reminder";
import { orderConfirmedMail } from "./templates/order-confirmed";
import { passwordChangedMail } from "./templates/password-changed";
import { passwordResetMail } from "./templates/password-reset";
import { payLinkMail } from "./templates/pay-link";
import { paymentFailedMail } from "./templates/payment-failed";
import { paymentReceiptMail } from "./templates/payment-receipt";
import { sitesReadyMail } from "./templates/sites-ready";
import { welcomeMail } from "./templates/welcome";
import { writtenDay } from "./written-day";

/** A message before it is written: to whom, about what, and how it is written in a frame. */
export interface Composed {
  /** Null for the merchant's support address. */
  readonly toAddress: string | null;
  /** Null for somebody of whom no wishes are kept. */
  readonly customerId: string | null;
  /** The language that the reader chose. */
  readonly locale: string | null;
  readonly orderId: string | null;
  readonly write: (frame: MailFrame) => MailContent;
  /** What a text message says of it; none for what goes by mail only. */
  readonly writeText?: (frame: MailFrame) => string;
}

/** Makes the secret of a reset mail; null when the login may no longer have one. */
export type IssueResetToken = (loginId: string) => Promise<string | null>;

type RequestOf<K extends MailRequest["kind"]> = Extract<MailRequest, { kind: K }>;

type About = Pick<Composed, "write" | "writeText">;

function toCustomer(customer: CustomerForMail, orderId: string | null, about: About): Composed {
  return { toAddress: customer.email, customerId: customer.id, locale: customer.locale, orderId, ...about };
}

async function orderMail(
  actor: Actor,
  request: RequestOf<"order_confirmed" | "sites_ready">,
): Promise<Composed | null> {
  const order = await orderForMail(actor, request);
  if (order === null || order.state === "canceled") return null;
  if (request.kind === "order_confirmed")
    return toCustomer(order.customer, order.orderId, {
      write: (frame) => orderConfirmedMail(frame, order),
      writeText: ({ words }) => words.sms.order(order.number),
    });
  // Whoever has approved meanwhile needs no reminder to look.
  if (order.state !== "sites_ready") return null;
  return toCustomer(order.customer, order.orderId, { write: (frame) => sitesReadyMail(frame, order) });
}

async function receiptMail(actor: Actor, request: RequestOf<"payment_receipt">): Promise<Composed | null> {
  const payment = await paymentForMail(actor, request);
  if (payment === null || payment.capturedAt === null) return null;
  // The handler has issued the receipt before it asks for the mail.
  const receipt = await documentForMail(actor, { receiptOf: request.paymentId });
  const { amount, order } = payment;
  return toCustomer(payment.customer, order.id, {
    write: (frame) =>
      receipt === null ? paymentReceiptMail(frame, payment) : documentIssuedMail(frame, receipt),
    writeText: ({ words, locale }) => words.sms.paid(order.number, formatMoney(amount, locale)),
  });
}

async function documentMail(actor: Actor, request: RequestOf<"document_issued">): Promise<Composed | null> {
  const document = await documentForMail(actor, request);
  if (document === null) return null;
  return toCustomer(document.customer, document.orderId, {
    write: (frame) => documentIssuedMail(frame, document),
  });
}

async function failureMail(actor: Actor, request: RequestOf<"payment_failed">): Promise<Composed | null> {
  const payment = await paymentForMail(actor, request);
  const decline = await declineForMail(actor, request);
  // The buyer has often paid with another card before this mail is written: then it would only frighten.
  if (payment === null || decline === null || payment.state !== "failed") return null;
  const { amount, order } = payment;
  return toCustomer(payment.customer, order.id, {
    write: (frame) => paymentFailedMail(frame, payment, declineAdvice(decline)),
    writeText: ({ words, locale }) => words.sms.failed(order.number, formatMoney(amount, locale)),
  });
}

async function chargeMail(
  actor: Actor,
  request: RequestOf<"authentication_needed" | "charge_failed">,
): Promise<Composed | null> {
  const payment = await paymentForMail(actor, request);
  const link = await payLinkForMail(actor, request);
  // Confirmed, declined or given up meanwhile: then there is nothing left to confirm.
  if (payment === null || !["pending", "requires_action", "failed"].includes(payment.state)) return null;
  if (link === null) return null;
  const answerBy = await answerByForMail(actor, request);
  const { amount, order } = payment;
  if (request.kind === "charge_failed")
    return toCustomer(payment.customer, order.id, {
      write: (frame) => chargeFailedMail(frame, payment, link.url),
      writeText: ({ words, locale }) => words.sms.failed(order.number, formatMoney(amount, locale)),
    });
  return toCustomer(payment.customer, order.id, {
    write: (frame) => authenticationNeededMail(frame, payment, { answerBy, href: link.url }),
    writeText: ({ words, locale }) => words.sms.authenticate(order.number, formatMoney(amount, locale)),
  });
}

async function reminderMail(
  actor: Actor,
  request: RequestOf<"installment_reminder">,
): Promise<Composed | null> {
  const reminder = await reminderForMail(actor, request);
  if (reminder === null) return null;
  const { order, phase, left, dueOn } = reminder;
  return toCustomer(reminder.customer, order.id, {
    write: (frame) => installmentReminderMail(frame, reminder),
    writeText: ({ words, locale }) =>
      words.sms[phase](order.number, formatMoney(left, locale), writtenDay(dueOn, locale)),
  });
}

async function creditMail(
  actor: Actor,
  request: RequestOf<"credit_expiring" | "credit_expiring_soon">,
): Promise<Composed | null> {
  const credit = await creditForMail(actor, request);
  if (credit === null) return null;
  return toCustomer(credit.customer, null, { write: (frame) => creditExpiringMail(frame, credit) });
}

async function linkMail(actor: Actor, request: RequestOf<"pay_link">): Promise<Composed | null> {
  const link = await payLinkForMail(actor, request);
  if (link === null) return null;
  return toCustomer(link.customer, link.order.id, { write: (frame) => payLinkMail(frame, link) });
}

async function alertMail(actor: Actor, request: RequestOf<"alert_raised">): Promise<Composed | null> {
  const alert = await alertForMail(actor, request);
  if (alert === null) return null;
  const nobody = { customerId: null, locale: null, orderId: null };
  return { ...nobody, toAddress: alert.toAddress, write: (frame) => alertRaisedMail(frame, alert) };
}

async function loginMail(
  actor: Actor,
  request: RequestOf<"welcome" | "password_reset" | "password_changed">,
  issueResetToken: IssueResetToken,
): Promise<Composed | null> {
  const person = await loginForMail(actor, request);
  if (person === null) return null;
  const { name, email: toAddress, locale, customerId } = person;
  const to = { toAddress, locale, customerId, orderId: null };
  if (request.kind === "welcome") return { ...to, write: (frame) => welcomeMail(frame, person) };
  if (request.kind === "password_changed")
    return { ...to, write: (frame) => passwordChangedMail(frame, person) };
  const token = await issueResetToken(request.loginId);
  return token === null ? null : { ...to, write: (frame) => passwordResetMail(frame, { name, token }) };
}

/** What an event asks to be said, from what is true now; null when there is nothing left to say or nobody to say it to. */
export async function composeMail(
  actor: Actor,
  request: MailRequest,
  issueResetToken: IssueResetToken,
): Promise<Composed | null> {
  switch (request.kind) {
    case "order_confirmed":
    case "sites_ready":
      return orderMail(actor, request);
    case "document_issued":
      return documentMail(actor, request);
    case "payment_receipt":
      return receiptMail(actor, request);
    case "payment_failed":
      return failureMail(actor, request);
    case "authentication_needed":
    case "charge_failed":
      return chargeMail(actor, request);
    case "installment_reminder":
      return reminderMail(actor, request);
    case "credit_expiring":
    case "credit_expiring_soon":
      return creditMail(actor, request);
    case "pay_link":
      return linkMail(actor, request);
    case "alert_raised":
      return alertMail(actor, request);
    case "welcome":
    case "password_reset":
    case "password_changed":
      return loginMail(actor, request, issueResetToken);
  }
}
