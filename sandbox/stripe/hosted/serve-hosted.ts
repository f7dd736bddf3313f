import type { IncomingMessage } from "node:http";
import { openPaymentLink } from "../engine/payment-links.ts";
import type { CheckoutSession, PaymentLink } from "../objects.ts";
import { readBody } from "../protocol/read-body.ts";
import { nowS, workFor, type Sandbox } from "../sandbox.ts";
import { checkoutPage } from "./checkout-page.ts";
import { EMPTY_FORM, type FormState } from "./field.ts";
import { completeOnboarding, onboardingPage } from "./onboarding-page.ts";
import { noticePage } from "./page.ts";
import { submitPayment } from "./pay-form.ts";

export type HostedAnswer = {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
};

const html = (body: string, status = 200): HostedAnswer => ({
  status,
  type: "text/html; charset=utf-8",
  body,
});
const goTo = (location: string): HostedAnswer => ({
  status: 303,
  type: "text/plain; charset=utf-8",
  body: "",
  headers: { location },
});

/** https://docs.stripe.com/payments/checkout/custom-success-page: the template variable becomes the id. */
const successUrl = (session: CheckoutSession, url: string): string =>
  url.replaceAll("{CHECKOUT_SESSION_ID}", session.id);

function ended(sandbox: Sandbox, session: CheckoutSession): HostedAnswer {
  if (session.status === "complete" && session.success_url !== null)
    return goTo(successUrl(session, session.success_url));
  if (session.status === "complete") {
    const link = sandbox.store.paymentLinks.peek(session.payment_link ?? "");
    const custom = link?.after_completion.hosted_confirmation?.custom_message;
    return html(
      noticePage({
        title: "Thanks for your payment",
        text: custom ?? "A payment to Remit sandbox will appear on your statement.",
      }),
    );
  }
  const link =
    session.cancel_url === null ? {} : { link: { url: session.cancel_url, label: "Back to Remit sandbox" } };
  return html(
    noticePage({
      title: "This page has expired",
      text: "Nothing was charged. Start again where you came from.",
      ...link,
    }),
    410,
  );
}

/** Why the customer is back after a challenge or a redirect that led nowhere. */
function failureOf(sandbox: Sandbox, session: CheckoutSession, query: URLSearchParams): string | null {
  if (query.get("redirect_status") !== "failed") return null;
  const intent = sandbox.store.paymentIntents.peek(session.payment_intent ?? "");
  const setup = sandbox.store.setupIntents.peek(session.setup_intent ?? "");
  const error = intent?.last_payment_error ?? setup?.last_setup_error;
  return error?.message ?? "The payment was not completed. Try again or use another card.";
}

async function checkout(
  sandbox: Sandbox,
  request: IncomingMessage,
  session: CheckoutSession,
  query: URLSearchParams,
): Promise<HostedAnswer> {
  const items = sandbox.store.lineItems.peek(session.id) ?? [];
  const email = session.customer_email ?? sandbox.store.customers.peek(session.customer ?? "")?.email;
  const known: Readonly<Record<string, string>> = email == null ? {} : { email };
  const show = (form: FormState, status: number): HostedAnswer =>
    html(checkoutPage(session, items, form), status);
  if (request.method !== "POST") {
    if (session.status !== "open") return ended(sandbox, session);
    return show({ ...EMPTY_FORM, values: known, message: failureOf(sandbox, session, query) }, 200);
  }
  const given = new URLSearchParams(await readBody(request));
  workFor(sandbox);
  // Asked for again after the wait, so that what changes is noticed.
  const open = sandbox.store.checkoutSessions.find(session.id);
  const isScript = request.headers.accept === "application/json";
  const submission =
    open?.status === "open"
      ? submitPayment(sandbox, open, given)
      : { redirect: `${sandbox.origin}/c/pay/${session.id}` };
  if (isScript) {
    const answer = "redirect" in submission ? submission : submission.form;
    return { status: 200, type: "application/json", body: JSON.stringify(answer) };
  }
  return "redirect" in submission ? goTo(submission.redirect) : show(submission.form, 422);
}

/** https://docs.stripe.com/payment-links/share */
function openLink(sandbox: Sandbox, link: PaymentLink, query: URLSearchParams): HostedAnswer {
  if (!link.active) {
    const text = link.inactive_message ?? "Ask the person who gave it to you for a new one.";
    return html(noticePage({ title: "This link is no longer active", text }), 410);
  }
  const session = openPaymentLink(sandbox, link, query.get("client_reference_id"));
  return goTo(`${sandbox.origin}/c/pay/${session.id}`);
}

/** https://docs.stripe.com/connect/hosted-onboarding: a link is good for one visit within minutes. */
function setUp(sandbox: Sandbox, request: IncomingMessage, key: string): HostedAnswer | null {
  const link = sandbox.store.accountLinks.peek(key);
  if (link === undefined) return null;
  if (link.expires <= nowS()) return goTo(link.refreshUrl);
  if (request.method !== "POST") return html(onboardingPage(link.account));
  completeOnboarding(sandbox, link.account);
  sandbox.store.accountLinks.delete(key);
  return goTo(link.returnUrl);
}

/** The pages of Checkout and of payment links; `null` when the address is none of theirs. */
export async function serveHosted(sandbox: Sandbox, request: IncomingMessage): Promise<HostedAnswer | null> {
  const { pathname, searchParams } = new URL(request.url ?? "/", sandbox.origin);
  const [, folder, ...rest] = pathname.split("/");
  if (folder === "c" && rest[0] === "pay") {
    const session = sandbox.store.checkoutSessions.peek(rest[1] ?? "");
    return session === undefined ? null : checkout(sandbox, request, session, searchParams);
  }
  if (folder === "l") {
    const link = sandbox.store.paymentLinks.peek(rest[0] ?? "");
    return link === undefined ? null : openLink(sandbox, link, searchParams);
  }
  if (folder === "setup") return setUp(sandbox, request, rest[0] ?? "");
  return null;
}
