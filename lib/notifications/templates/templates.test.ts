import { describe, expect, test } from "vitest";
import { money } from "@/lib/domain/money/money";
import type { AlertForMail } from "@/lib/queries/notifications/alert-for-mail";
import type { OrderForMail } from "@/lib/queries/notifications/order-for-mail";
import type { PaymentForMail } from "@/lib/queries/notifications/payment-for-mail";
import type { ReminderForMail } from "@/lib/queries/notifications/reminder-for-mail";
import type { MailContent } from "../mail-content";
import type { MailFrame } from "../mail-frame";
import { mailLanguage } from "../words/mail-language";
import { alertRaisedMail } from "./alert-raised";
import { authenticationNeededMail } from "./authentication-needed";
import { chargeFailedMail } from "./charge-failed";
import { installmentReminderMail } from "./installment-reminder";
import { orderConfirmedMail } from "./order-confirmed";
import { passwordChangedMail } from "./password-changed";
import { passwordResetMail } from "./password-reset";
import { paymentFailedMail } from "./payment-failed";
import { paymentReceiptMail } from "./payment-receipt";
import { sitesReadyMail } from "./sites-ready";
import { welcomeMail } from "./welcome";

const EVIL = `<img src="https://evil.example/x.png" onerror='alert(1)'>\r\nBcc: eve@evil.example\u2028& "quotes"`;

const ADA = {
  id: "01900000-0000-7000-8000-000000000009",
  name: "Ada",
  email: "ada@example.com",
  locale: null,
};

const FRAME: MailFrame = {
  appUrl: "https://shop.example",
  traceId: "0af7651916cd43dd8448eb211c80319c",
  unsubscribeUrl: null,
  ...mailLanguage(null, "en-US"),
  merchant: {
    id: "01900000-0000-7000-8000-000000000001",
    slug: "northwind",
    name: "Northwind Media",
    legalName: "Northwind Media Ltd",
    statementDescriptor: "NORTHWIND MEDIA",
    supportEmail: "help@northwind.example",
    timeZone: "Europe/Berlin",
    locale: "en-US",
    currencies: ["USD"],
  },
};

function order(changes: Partial<OrderForMail> = {}): OrderForMail {
  return {
    orderId: "01900000-0000-7000-8000-000000000002",
    number: 1042n,
    state: "confirmed",
    customer: ADA,
    total: money(123_450n, "USD"),
    lines: [
      { description: "Site placement", quantity: 3, amount: money(120_000n, "USD") },
      { description: "Course", quantity: 1, amount: money(3_450n, "USD") },
    ],
    siteCount: 3,
    ...changes,
  };
}

function payment(changes: Partial<PaymentForMail> = {}): PaymentForMail {
  return {
    paymentId: "01900000-0000-7000-8000-000000000003",
    tender: "card",
    creditBeside: null,
    gatewayPaymentId: "pi_123",
    state: "completed",
    amount: money(123_450n, "USD"),
    capturedAt: new Date("2026-11-20T23:30:00Z"),
    card: { brand: "visa", last4: "4242" },
    order: { id: "01900000-0000-7000-8000-000000000002", number: 1042n },
    customer: ADA,
    ...changes,
  };
}

function reminder(changes: Partial<ReminderForMail> = {}): ReminderForMail {
  return {
    phase: "overdue",
    left: money(50_000n, "USD"),
    dueOn: "2026-11-14",
    daysLate: 7,
    order: { id: "01900000-0000-7000-8000-000000000002", number: 1042n },
    customer: ADA,
    ...changes,
  };
}

const ALERT: AlertForMail = {
  alertId: "01900000-0000-7000-8000-000000000005",
  kind: "card_testing",
  severity: "critical",
  toAddress: null,
};

const customer = { ...ADA, name: EVIL };
const evilMerchant = { ...FRAME.merchant, name: EVIL, legalName: EVIL };
const evilFrame: MailFrame = {
  ...FRAME,
  merchant: evilMerchant,
  unsubscribeUrl: `${FRAME.appUrl}/unsubscribe/abc`,
};
const inGerman: MailFrame = { ...evilFrame, ...mailLanguage("de-DE", "en-US") };
const evilLines = [{ description: EVIL, quantity: 2, amount: money(1n, "USD") }];

/** Each mail, with whatever people may write themselves written by somebody who means ill. */
const ASKED = { answerBy: new Date("2026-11-21T12:00:00Z"), href: "https://shop.example/pay/abc" };

const EVIL_MAILS: readonly { name: string; mail: MailContent }[] = [
  { name: "welcome", mail: welcomeMail(evilFrame, { name: EVIL }) },
  { name: "order confirmed", mail: orderConfirmedMail(evilFrame, order({ customer, lines: evilLines })) },
  { name: "sites ready", mail: sitesReadyMail(evilFrame, order({ customer })) },
  {
    name: "payment receipt",
    mail: paymentReceiptMail(evilFrame, payment({ customer, gatewayPaymentId: EVIL })),
  },
  { name: "payment failed", mail: paymentFailedMail(evilFrame, payment({ customer }), "check_funds") },
  {
    name: "authentication needed",
    mail: authenticationNeededMail(evilFrame, payment({ customer }), ASKED),
  },
  { name: "charge failed", mail: chargeFailedMail(evilFrame, payment({ customer }), ASKED.href) },
  { name: "charge failed in German", mail: chargeFailedMail(inGerman, payment({ customer }), ASKED.href) },
  { name: "reminder", mail: installmentReminderMail(evilFrame, reminder({ customer })) },
  { name: "reminder in German", mail: installmentReminderMail(inGerman, reminder({ customer })) },
  { name: "failure in German", mail: paymentFailedMail(inGerman, payment({ customer }), "contact_bank") },
  { name: "alert", mail: alertRaisedMail(evilFrame, { ...ALERT, kind: EVIL }) },
  { name: "password reset", mail: passwordResetMail(evilFrame, { name: EVIL, token: EVIL }) },
  { name: "password changed", mail: passwordChangedMail(evilFrame, { name: EVIL }) },
];

describe("every mail", () => {
  test.each(EVIL_MAILS)("VAL-18: $name fetches nothing and shows markup as text", ({ mail }) => {
    expect(mail.html).not.toMatch(/<(img|script|link|iframe|object|form|style)\b/i);
    const tags = mail.html.match(/<[^>]*>/g) ?? [];
    expect(tags.filter((tag) => /\b(src|srcset|background|on\w+)\s*=|url\(/i.test(tag))).toEqual([]);
    const known = /^<\/?(html|head|meta|title|body|div|h1|p|table|tr|th|td|a|!doctype)\b/i;
    expect(tags.filter((tag) => !known.test(tag))).toEqual([]);
  });

  test.each(EVIL_MAILS)("$name has a subject of one line", ({ mail }) => {
    expect(mail.subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    expect(mail.subject).not.toBe("");
  });

  test.each(EVIL_MAILS)("VAL-18: $name keeps a line break in a name from becoming a line", ({ mail }) => {
    expect(mail.text).not.toMatch(/^Bcc:/m);
  });

  test.each(EVIL_MAILS)("$name links to nothing but the canonical origin", ({ mail }) => {
    const links = [...mail.html.matchAll(/href="([^"]*)"/g)].map((match) => match[1] ?? "");
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(new URL(link).origin).toBe("https://shop.example");
  });

  test.each(EVIL_MAILS)("$name says in text what it says as a page", ({ mail }) => {
    const link = /href="([^"]*)"/.exec(mail.html)?.[1]?.replaceAll("&#39;", "'") ?? "";
    expect(mail.text).toContain(link);
    expect(mail.text).toContain("help@northwind.example");
  });
});

describe("orderConfirmedMail", () => {
  test("lists what was ordered and what it comes to", () => {
    const { subject, text } = orderConfirmedMail(FRAME, order());
    expect(subject).toBe("Order 1042 is confirmed");
    expect(text).toContain("3 × Site placement: $1,200.00\nCourse: $34.50\nTotal: $1,234.50");
    expect(text).toContain("https://shop.example/orders/ord_");
  });

  test("promises sites only where there are any", () => {
    expect(orderConfirmedMail(FRAME, order()).text).toContain(
      "Nothing is due before you have approved them.",
    );
    expect(orderConfirmedMail(FRAME, order({ siteCount: 0 })).text).toContain("It can be paid now.");
  });
});

describe("sitesReadyMail", () => {
  test.each([
    { siteCount: 1, subject: "Order 1042: your site is ready" },
    { siteCount: 3, subject: "Order 1042: your 3 sites are ready" },
  ])("counts $siteCount", ({ siteCount, subject }) => {
    expect(sitesReadyMail(FRAME, order({ siteCount })).subject).toBe(subject);
  });
});

describe("paymentReceiptMail", () => {
  test("names amount, method, transaction and the day in the merchant's zone", () => {
    const { subject, text } = paymentReceiptMail(FRAME, payment());
    expect(subject).toBe("Receipt for order 1042: $1,234.50");
    expect(text).toContain(
      [
        "Amount: $1,234.50",
        "Method: Visa ending in 4242",
        "Transaction id: pi_123",
        "Paid on: November 21, 2026",
        "On your statement: NORTHWIND MEDIA",
        "Received by: Northwind Media Ltd",
      ].join("\n"),
    );
  });

  test("names our own id where the gateway gave none", () => {
    expect(paymentReceiptMail(FRAME, payment({ gatewayPaymentId: null })).text).toMatch(
      /Transaction id: pay_\w{26}/,
    );
  });

  test("writes a currency without cents without cents", () => {
    expect(paymentReceiptMail(FRAME, payment({ amount: money(5_000n, "JPY") })).text).toContain(
      "Amount: ¥5,000",
    );
  });
});

describe("paymentFailedMail", () => {
  test("says first that nothing was charged, then what to do", () => {
    const { text } = paymentFailedMail(FRAME, payment({ state: "failed" }), "check_funds");
    expect(text.startsWith("You have not been charged\n")).toBe(true);
    expect(text).toContain("There was not enough money or limit on the card.");
    expect(text).toContain("https://shop.example/checkout/ord_");
  });

  test("NOT-09: names support, the payment and the trace under which it happened", () => {
    const { text, html } = paymentFailedMail(FRAME, payment({ state: "failed" }), "contact_bank");
    for (const form of [text, html]) {
      expect(form).toContain("help@northwind.example");
      expect(form).toMatch(/pay_\w{26}/);
      expect(form).toContain(FRAME.traceId);
    }
  });
});

describe("installmentReminderMail", () => {
  test.each([
    { phase: "upcoming", subject: "Order 1042: $500.00 will be due on November 14, 2026" },
    { phase: "due", subject: "Order 1042: $500.00 is due today" },
    { phase: "overdue", subject: "Order 1042: $500.00 was due on November 14, 2026" },
  ] as const)("says what is $phase, how much, and where to pay", ({ phase, subject }) => {
    const mail = installmentReminderMail(FRAME, reminder({ phase }));
    expect(mail.subject).toBe(subject);
    expect(mail.text).toContain("Order: 1042\nAmount: $500.00\nDue on: November 14, 2026");
    expect(mail.text).toContain("https://shop.example/orders/ord_");
  });

  test("speaks German to whoever chose it, days and amounts included", () => {
    const frame = { ...FRAME, ...mailLanguage("de-AT", "en-US") };
    const { subject, text, html } = installmentReminderMail(frame, reminder({ daysLate: 1 }));
    expect(subject).toMatch(/^Bestellung 1042: \$\s?500,00 waren am 14\. November 2026 fällig$/);
    expect(text).toContain("vor einem Tag");
    expect(html).toContain('<html lang="de-AT">');
  });
});

describe("authenticationNeededMail", () => {
  test("says that nothing was charged, and until when it can be confirmed in the merchant's zone", () => {
    const { text } = authenticationNeededMail(FRAME, payment(), ASKED);
    expect(text).toContain("You have not been charged.");
    expect(text).toContain("by November 21, 2026 at 1:00 PM");
  });
});

describe("the way out", () => {
  const unsubscribeUrl = "https://shop.example/unsubscribe/abc";

  test("stands in both forms of what may be turned off, and nowhere else", () => {
    const { text, html } = installmentReminderMail({ ...FRAME, unsubscribeUrl }, reminder());
    expect(text).toContain(unsubscribeUrl);
    expect(html).toContain(`href="${unsubscribeUrl}"`);
    expect(installmentReminderMail(FRAME, reminder()).text).not.toContain("unsubscribe");
  });
});

describe("passwordResetMail", () => {
  test("holds the link, and says how long it is good", () => {
    const { text } = passwordResetMail(FRAME, { name: "Ada", token: "mer_x.abc-_9" });
    expect(text).toContain("https://shop.example/reset-password?token=mer_x.abc-_9\n");
    expect(text).toContain("within 60 minutes");
  });
});
