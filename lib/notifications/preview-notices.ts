import { money } from "@/lib/domain/money/money";
import type { MerchantView } from "@/lib/domain/merchant";
import { env } from "@/lib/platform/env";
import type { DocumentForMail } from "@/lib/queries/notifications/document-for-mail";
import type { OrderForMail } from "@/lib/queries/notifications/order-for-mail";
import type { PaymentForMail } from "@/lib/queries/notifications/payment-for-mail";
import type { ReminderForMail } from "@/lib/queries/notifications/reminder-for-mail";
import { formatMoney } from "@/lib/domain/money/format-money";
import type { MailContent } from "./mail-content";
import type { MailFrame } from "./mail-frame";
import { alertRaisedMail } from "./templates/alert-raised";
import { authenticationNeededMail } from "./templates/authentication-needed";
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
import { mailLanguage } from "./words/mail-language";
import { textMessage } from "./text-message";
import { writtenDay } from "./written-day";

const ID = "01900000-0000-7000-8000-000000000001";
const CUSTOMER = { id: ID, name: "Ada Moreno", email: "ada@example.com", locale: null };
const TRACE = "0af7651916cd43dd8448eb211c80319c";
const DAY = "2027-01-15";
const INSTANT = new Date(`${DAY}T15:30:00Z`);

/** Somebody made up and their order, in the merchant's own currency. */
function samples({ currencies }: MerchantView, locale: string) {
  const currency = currencies[0] ?? "USD";
  const order = { id: ID, number: 1042n };
  const amount = money(48_000n, currency);
  const ordered: OrderForMail = {
    orderId: ID,
    number: 1042n,
    state: "confirmed",
    customer: CUSTOMER,
    total: money(96_000n, currency),
    lines: [{ description: "Site placement", quantity: 2, amount: money(96_000n, currency) }],
    siteCount: 2,
  };
  const payment: PaymentForMail = {
    paymentId: ID,
    tender: "card",
    creditBeside: null,
    gatewayPaymentId: "pi_sample",
    state: "completed",
    amount,
    capturedAt: INSTANT,
    card: { brand: "visa", last4: "4242" },
    order,
    customer: CUSTOMER,
  };
  const reminder: Omit<ReminderForMail, "phase"> = {
    left: amount,
    dueOn: DAY,
    daysLate: 7,
    order,
    customer: CUSTOMER,
  };
  const document = (kind: DocumentForMail["kind"], title: string): DocumentForMail => ({
    documentId: ID,
    kind,
    amount,
    orderId: ID,
    customer: CUSTOMER,
    printed: { title, fileName: title, locale, blocks: [] },
  });
  return { order, amount, ordered, payment, reminder, document };
}

type Preview = {
  readonly title: string;
  readonly write: (frame: MailFrame, given: ReturnType<typeof samples>) => MailContent;
  readonly writeText?: (frame: MailFrame, given: ReturnType<typeof samples>) => string;
};

const amountIn = ({ locale }: MailFrame, { amount }: ReturnType<typeof samples>) =>
  formatMoney(amount, locale);

const reminderPreview = (title: string, phase: ReminderForMail["phase"]): Preview => ({
  title,
  write: (frame, { reminder }) => installmentReminderMail(frame, { ...reminder, phase }),
  writeText: (frame, given) =>
    frame.words.sms[phase](1042n, amountIn(frame, given), writtenDay(DAY, frame.locale)),
});

/** Every template, by the name under which it is looked at. */
const PREVIEWS = {
  order_confirmed: {
    title: "Order confirmed",
    write: (frame, { ordered }) => orderConfirmedMail(frame, ordered),
    writeText: ({ words }) => words.sms.order(1042n),
  },
  sites_ready: {
    title: "Sites ready to be looked at",
    write: (frame, { ordered }) => sitesReadyMail(frame, ordered),
  },
  invoice: {
    title: "Invoice",
    write: (frame, { document }) => documentIssuedMail(frame, document("invoice", "Invoice 2027-1042")),
  },
  receipt: {
    title: "Payment received, with its receipt",
    write: (frame, { document }) => documentIssuedMail(frame, document("receipt", "Receipt 2027-1042")),
    writeText: (frame, given) => frame.words.sms.paid(1042n, amountIn(frame, given)),
  },
  payment_receipt: {
    title: "Payment received, without a receipt",
    write: (frame, { payment }) => paymentReceiptMail(frame, payment),
  },
  credit_note: {
    title: "Credit note",
    write: (frame, { document }) => documentIssuedMail(frame, document("credit_note", "Credit note 2027-12")),
  },
  payment_failed: {
    title: "Payment failed",
    write: (frame, { payment }) => paymentFailedMail(frame, payment, "check_funds"),
    writeText: (frame, given) => frame.words.sms.failed(1042n, amountIn(frame, given)),
  },
  authentication_needed: {
    title: "Authentication needed",
    write: (frame, { payment }) =>
      authenticationNeededMail(frame, payment, { answerBy: INSTANT, href: `${frame.appUrl}/pay/sample` }),
    writeText: (frame, given) => frame.words.sms.authenticate(1042n, amountIn(frame, given)),
  },
  upcoming: reminderPreview("Reminder ahead of the day", "upcoming"),
  due: reminderPreview("Reminder on the day", "due"),
  overdue: reminderPreview("Reminder after the day", "overdue"),
  pay_link: {
    title: "Pay link",
    write: (frame, { amount, order }) =>
      payLinkMail(frame, {
        url: `${frame.appUrl}/pay/sample`,
        expiresAt: INSTANT,
        due: amount,
        order,
        customer: CUSTOMER,
      }),
  },
  credit_expiring: {
    title: "Credit expires soon",
    write: (frame, { amount }) => creditExpiringMail(frame, { amount, expiresOn: DAY, customer: CUSTOMER }),
  },
  welcome: { title: "Welcome", write: (frame) => welcomeMail(frame, CUSTOMER) },
  password_reset: {
    title: "Password reset",
    write: (frame) => passwordResetMail(frame, { name: CUSTOMER.name, token: "sample" }),
  },
  password_changed: { title: "Password changed", write: (frame) => passwordChangedMail(frame, CUSTOMER) },
  alert: {
    title: "Alert, to staff",
    write: (frame) =>
      alertRaisedMail(frame, { alertId: ID, kind: "card_testing", severity: "critical", toAddress: null }),
  },
} as const satisfies Readonly<Record<string, Preview>>;

/** The templates that can be looked at, by name and title. */
export const NOTICE_PREVIEWS: readonly { readonly name: string; readonly title: string }[] = Object.entries(
  PREVIEWS,
).map(([name, { title }]) => ({ name, title }));

export interface NoticePreview extends MailContent {
  /** What a text message of the same event says; null where there is none. */
  readonly textMessage: string | null;
}

/** One template in one language, with made-up facts; null for a name that is none. Nothing is sent and nothing kept. */
export function previewNotice(
  merchant: MerchantView,
  { name, locale }: { readonly name: string; readonly locale: string },
): NoticePreview | null {
  const previews: ReadonlyMap<string, Preview> = new Map(Object.entries(PREVIEWS));
  const preview = previews.get(name);
  if (preview === undefined) return null;
  const appUrl = new URL(env().APP_URL).origin;
  const language = mailLanguage(locale, merchant.locale);
  const isOptional = ["upcoming", "due", "credit_expiring"].includes(name);
  const unsubscribeUrl = isOptional ? `${appUrl}/account/notices` : null;
  const frame: MailFrame = { merchant, appUrl, traceId: TRACE, unsubscribeUrl, ...language };
  const given = samples(merchant, language.locale);
  const said = preview.writeText?.(frame, given);
  return {
    ...preview.write(frame, given),
    textMessage: said === undefined ? null : textMessage(frame, said),
  };
}
