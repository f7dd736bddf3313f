import { escapeHtml } from "../elements/html.ts";
import { amountText } from "../engine/money.ts";
import type { CheckoutSession, LineItem } from "../objects.ts";
import { countryField, textField, type FormState } from "./field.ts";
import { hostedPage } from "./page.ts";

const MERCHANT = "Remit sandbox";

const BUTTONS: Readonly<Record<string, string>> = { book: "Book", donate: "Donate", pay: "Pay" };

function lineOf(item: LineItem): string {
  const { quantity, price, currency } = item;
  const unit = amountText(item.amount_subtotal / (quantity ?? 1), currency);
  const detail =
    (quantity ?? 1) > 1 ? `<span class="detail">Qty ${quantity}, ${escapeHtml(unit)} each</span>` : "";
  const name = item.description ?? price.nickname ?? "Item";
  return `<li><span>${escapeHtml(name)}${detail}</span><span class="amount">${escapeHtml(amountText(item.amount_total, currency))}</span></li>`;
}

function summary(session: CheckoutSession, items: readonly LineItem[]): string {
  const back =
    session.cancel_url === null
      ? `<span>${MERCHANT}</span>`
      : `<a href="${escapeHtml(session.cancel_url)}"><span aria-hidden="true">←</span> Back to ${MERCHANT}</a>`;
  const head = `<p class="merchant">${back}<span class="note">Test mode</span></p>`;
  const total = amountText(session.amount_total ?? 0, session.currency ?? "usd");
  if (session.mode === "setup")
    return `<section class="summary">${head}<h1>Save a card with ${MERCHANT}</h1><p class="detail">Nothing is charged now.</p></section>`;
  return `<section class="summary">${head}<h1><span class="what">Pay ${MERCHANT}</span><span class="total">${escapeHtml(total)}</span></h1>
<ul class="lines" aria-label="What you pay for">${items.map(lineOf).join("")}</ul>
<dl class="sum"><dt>Total due</dt><dd class="amount">${escapeHtml(total)}</dd></dl></section>`;
}

function addressFields(
  form: FormState,
  prefix: string,
  purpose: string,
  allowed: readonly string[] | null,
): string {
  const field = (
    name: string,
    label: string,
    autocomplete: string,
    isOptional = false,
    width?: "half",
  ): string =>
    textField(form, {
      name: `${prefix}${name}`,
      label,
      autocomplete: `${purpose} ${autocomplete}`,
      isOptional,
      ...(width === undefined ? {} : { width }),
    });
  return [
    countryField(form, { name: `${prefix}country`, autocomplete: `${purpose} country` }, allowed),
    field("line1", "Address", "address-line1"),
    field("line2", "Apartment, suite", "address-line2", true),
    field("city", "City", "address-level2"),
    field("state", "State or region", "address-level1", true, "half"),
    field("postal_code", "ZIP or postal code", "postal-code", true, "half"),
  ].join("");
}

function cardFields(session: CheckoutSession, form: FormState): string {
  const card = { inputmode: "numeric" } as const;
  const billing =
    session.billing_address_collection === "required"
      ? addressFields(form, "", "billing", null)
      : countryField(form, { name: "country", autocomplete: "billing country", width: "half" }, null) +
        textField(form, {
          name: "postal_code",
          label: "ZIP or postal code",
          autocomplete: "billing postal-code",
          width: "half",
          isOptional: true,
        });
  return `<fieldset><legend>Card</legend>${textField(form, { ...card, name: "number", label: "Card number", autocomplete: "cc-number", placeholder: "1234 1234 1234 1234", maxlength: 23 })}
${textField(form, { ...card, name: "expiry", label: "Expiration date", autocomplete: "cc-exp", placeholder: "MM / YY", width: "half", maxlength: 9 })}
${textField(form, { ...card, name: "cvc", label: "Security code", autocomplete: "cc-csc", placeholder: "CVC", width: "half", maxlength: 4 })}
${textField(form, { name: "name", label: "Name on card", autocomplete: "cc-name" })}${billing}</fieldset>`;
}

function contactFields(session: CheckoutSession, form: FormState): string {
  const phone = session.phone_number_collection?.enabled === true;
  const allowed = session.shipping_address_collection?.allowed_countries ?? null;
  const shipping =
    allowed === null
      ? ""
      : `<fieldset><legend>Shipping address</legend>${textField(form, { name: "shipping_name", label: "Full name", autocomplete: "shipping name" })}${addressFields(form, "shipping_", "shipping", allowed)}</fieldset>`;
  return `<fieldset><legend>Contact</legend>${textField(form, {
    name: "email",
    label: "Email",
    type: "email",
    inputmode: "email",
    autocomplete: "email",
    isFixed: session.customer_email !== null,
  })}${phone ? textField(form, { name: "phone", label: "Phone", type: "tel", inputmode: "tel", autocomplete: "tel" }) : ""}</fieldset>${shipping}`;
}

function buttonText(session: CheckoutSession): string {
  if (session.mode === "setup") return "Save card";
  if (session.payment_status === "no_payment_required") return "Complete order";
  const verb = BUTTONS[session.submit_type ?? "pay"] ?? "Pay";
  return `${verb} ${amountText(session.amount_total ?? 0, session.currency ?? "usd")}`;
}

/** The page at a session's `url`. It works without a script; with one, card data stays in its fields when a card is refused. */
export function checkoutPage(session: CheckoutSession, items: readonly LineItem[], form: FormState): string {
  const isFree = session.mode === "payment" && session.payment_status === "no_payment_required";
  const text = session.custom_text.submit?.message;
  const body = `<main class="checkout">${summary(session, items)}
<section class="pay" aria-labelledby="details"><h2 id="details">${session.mode === "setup" ? "Card details" : "Payment details"}</h2>
<p class="alert" id="message" role="alert" tabindex="-1"${form.message === null ? " hidden" : ""}>${escapeHtml(form.message ?? "")}</p>
<form method="post" novalidate>${contactFields(session, form)}${isFree ? "" : cardFields(session, form)}
<button type="submit">${escapeHtml(buttonText(session))}</button>${text === undefined ? "" : `<p class="detail">${escapeHtml(text)}</p>`}
<p class="detail">This is a test: use a <a href="/#cards">test card</a>. No money moves.</p></form></section></main>`;
  return hostedPage(session.mode === "setup" ? "Save a card" : `Pay ${MERCHANT}`, body, true);
}
