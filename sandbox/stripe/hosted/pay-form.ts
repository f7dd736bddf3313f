import { toAddress } from "../engine/shared-params.ts";
import { paySession, type CustomerAnswers } from "../engine/pay-session.ts";
import type { Address, CheckoutSession } from "../objects.ts";
import { ApiError } from "../protocol/errors.ts";
import { readParams } from "../protocol/params.ts";
import { paymentMethodFrom, paymentMethodSpec } from "../routes/payment-method-data.ts";
import type { Sandbox } from "../sandbox.ts";
import type { FormState } from "./field.ts";

const CARD_FIELDS = ["number", "expiry", "cvc"];
const FIELD_OF_PARAM: Readonly<Record<string, string>> = {
  number: "number",
  exp_month: "expiry",
  exp_year: "expiry",
  cvc: "cvc",
};

/** Where the customer goes next, or the form with what is wrong. */
export type Submission = { readonly redirect: string } | { readonly form: FormState };

const REQUIRED: Readonly<Record<string, string>> = {
  email: "Enter your email address.",
  name: "Enter the name on the card.",
  number: "Your card number is incomplete.",
  expiry: "Your card's expiration date is incomplete.",
  cvc: "Your card's security code is incomplete.",
  phone: "Enter your phone number.",
  line1: "Enter your address.",
  city: "Enter your city.",
  shipping_name: "Enter a name.",
  shipping_line1: "Enter an address.",
  shipping_city: "Enter a city.",
};

function requiredFields(session: CheckoutSession): readonly string[] {
  const hasCard = session.mode === "setup" || session.payment_status !== "no_payment_required";
  return [
    "email",
    ...(hasCard ? ["name", ...CARD_FIELDS] : []),
    ...(session.phone_number_collection?.enabled === true ? ["phone"] : []),
    ...(hasCard && session.billing_address_collection === "required" ? ["line1", "city"] : []),
    ...(session.shipping_address_collection === null
      ? []
      : ["shipping_name", "shipping_line1", "shipping_city"]),
  ];
}

type Values = Readonly<Record<string, string>>;

function errorsIn(session: CheckoutSession, values: Values): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const name of requiredFields(session))
    if ((values[name] ?? "").trim() === "") errors[name] = REQUIRED[name] ?? "This is required.";
  const { email = "", expiry = "", cvc = "" } = values;
  if (errors["email"] === undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    errors["email"] = "Enter an email address such as name@example.com.";
  if (expiry !== "" && !/^\d{1,2}\s*\/?\s*(\d{2}|\d{4})$/.test(expiry.trim()))
    errors["expiry"] = "Enter the date as MM / YY.";
  if (cvc !== "" && !/^\d{3,4}$/.test(cvc.trim())) errors["cvc"] = "Your card's security code is incomplete.";
  const country = values["shipping_country"];
  const allowed = session.shipping_address_collection?.allowed_countries;
  if (allowed !== undefined && !allowed.some((code) => code === country))
    errors["shipping_country"] = "Nothing is shipped to this country.";
  return errors;
}

function addressOf(values: Values, prefix: string): Address {
  const part = (name: string): string | null => values[`${prefix}${name}`]?.trim() || null;
  return toAddress({
    city: part("city"),
    country: part("country"),
    line1: part("line1"),
    line2: part("line2"),
    postal_code: part("postal_code"),
    state: part("state"),
  });
}

function answersOf(session: CheckoutSession, values: Values): CustomerAnswers {
  return {
    email: session.customer_email ?? values["email"] ?? "",
    name: values["name"] ?? null,
    phone: values["phone"] ?? null,
    address: addressOf(values, ""),
    shipping:
      session.shipping_address_collection === null
        ? null
        : { name: values["shipping_name"] ?? "", address: addressOf(values, "shipping_") },
  };
}

const textsOf = (given: Readonly<Record<string, string | null>>): Record<string, string> =>
  Object.fromEntries(Object.entries(given).flatMap(([key, value]) => (value === null ? [] : [[key, value]])));

function pay(sandbox: Sandbox, session: CheckoutSession, values: Values): string | null {
  const answers = answersOf(session, values);
  const { number } = values;
  if (number === undefined) return paySession(sandbox, session, null, answers);
  const [, month = "", year = ""] =
    /^(\d{1,2})\s*\/?\s*(\d{2,4})$/.exec((values["expiry"] ?? "").trim()) ?? [];
  // The page is the sandbox's own: it may see card numbers, as Stripe's may.
  const context = { id: "", idempotencyKey: null, keyKind: "publishable" } as const;
  const form = {
    type: "card",
    card: { number, exp_month: month, exp_year: year, cvc: (values["cvc"] ?? "").trim() },
    billing_details: {
      address: textsOf({ ...answers.address }),
      ...textsOf({ email: answers.email, name: answers.name, phone: answers.phone }),
    },
    allow_redisplay: "limited",
  };
  const method = paymentMethodFrom(sandbox, context, readParams(paymentMethodSpec, form));
  return paySession(sandbox, session, method, answers);
}

/** Takes what was sent: pays, or says field by field what is wrong. What comes back holds no card data. */
export function submitPayment(
  sandbox: Sandbox,
  session: CheckoutSession,
  given: URLSearchParams,
): Submission {
  const values = Object.fromEntries(given);
  const kept = Object.fromEntries(Object.entries(values).filter(([name]) => !CARD_FIELDS.includes(name)));
  const errors = errorsIn(session, values);
  if (Object.keys(errors).length > 0) return { form: { values: kept, errors, message: null } };
  try {
    return { redirect: pay(sandbox, session, values) ?? `${sandbox.origin}/c/pay/${session.id}` };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const field = FIELD_OF_PARAM[error.body.param ?? ""];
    const message = field === undefined ? error.body.message : null;
    return {
      form: { values: kept, errors: field === undefined ? {} : { [field]: error.body.message }, message },
    };
  }
}
