import { createAddressFields } from "./address-fields.js";
import { checkAccountNumber, checkIban, checkRoutingNumber, formatIban } from "./bank.js";
import { brandOf, checkPostalCode, digitsOf, postalCodeRules } from "./card.js";
import { cardParams, createCardFields } from "./card-fields.js";
import { choiceField, emailField, nameField } from "./contact-fields.js";
import { countryOptions } from "./countries.js";
import { createField } from "./field.js";
import { createForm } from "./form.js";
import { word } from "./words.js";

const countryField = (handlers) =>
  createField(
    {
      name: "country",
      label: () => word("country"),
      autocomplete: "billing country",
      options: () => countryOptions(),
    },
    handlers,
  );

/** The postal code of a card's bill, in the three countries whose banks check it. */
function postalField(handlers, country) {
  return createField(
    {
      name: "postalCode",
      label: () => word(postalCodeRules(country())?.label ?? "postalCode"),
      autocomplete: "billing postal-code",
      placeholder: () => postalCodeRules(country())?.placeholder ?? "",
      lengthMax: 10,
      check: (text) => checkPostalCode(text, country()),
    },
    handlers,
  );
}

function cardForm(handlers) {
  const { number, expiry, cvc, showBrand } = createCardFields({
    ...handlers,
    onChange: (field) => handlers.onChange(field),
  });
  let isPostalCodeWanted = true;
  const country = countryField({
    ...handlers,
    onChange(field) {
      follow();
      handlers.onChange(field);
    },
  });
  const postalCode = postalField(handlers, () => (country.isHidden ? "" : country.value()));
  function follow() {
    const rules = isPostalCodeWanted && !country.isHidden ? postalCodeRules(country.value()) : null;
    postalCode.hide(rules === null);
    country.node.classList.toggle("Field--wide", rules === null);
    postalCode.input.inputMode = rules?.isNumeric === true ? "numeric" : "text";
    postalCode.restate();
  }
  country.set("US");
  follow();
  const form = createForm([number, expiry, cvc, country, postalCode], { "data-method": "card" });
  return {
    form,
    fields: { number, expiry, cvc },
    brand: () => brandOf(number.value()).name,
    hide: {
      country: (isHidden) => {
        country.hide(isHidden);
        follow();
      },
      postal_code: (isHidden) => {
        isPostalCodeWanted = !isHidden;
        follow();
      },
    },
    preset({ address = {} }) {
      if (address.country) country.set(address.country);
      follow();
      if (address.postal_code) postalCode.set(address.postal_code);
    },
    clear: showBrand,
    params: () => ({
      card: cardParams({ number: number.value(), expiry: expiry.value(), cvc: cvc.value() }),
    }),
    billing: () => ({
      address: {
        country: country.isHidden ? undefined : country.value(),
        postal_code: postalCode.isHidden ? undefined : postalCode.value(),
      },
    }),
  };
}

const hider = (field) => (isHidden) => field.hide(isHidden);
const given = (field) => (field === undefined || field.isHidden ? undefined : field.value());

/** A form of the contact fields that a method asks for, and of what only that method has. */
function contactForm(type, handlers, { wants, extra = [], params = () => ({ [type]: {} }) }) {
  const email = wants.includes("email") ? emailField(handlers) : undefined;
  const name = wants.includes("name") ? nameField(handlers) : undefined;
  const country = wants.includes("country") ? countryField(handlers) : undefined;
  const address = wants.includes("address") ? createAddressFields(handlers) : undefined;
  country?.set("US");
  country?.node.classList.add("Field--wide");
  const contact = [email, name, country].filter((field) => field !== undefined);
  const fields = [...contact, ...extra, ...(address?.fields ?? [])];
  const form = createForm(fields, { "data-method": type });
  for (const field of [...contact, ...extra]) if (address !== undefined) field.node.style.order = "-1";
  const hideAddress = (isHidden) => {
    for (const field of address?.fields ?? []) field.hide(isHidden);
    if (!isHidden) address?.follow();
    if (country !== undefined) country.hide(isHidden);
  };
  return {
    form,
    hide: {
      ...(name === undefined ? {} : { name: hider(name) }),
      ...(email === undefined ? {} : { email: hider(email) }),
      ...(country === undefined && address === undefined ? {} : { country: hideAddress }),
    },
    preset(billing) {
      if (billing.email) email?.set(billing.email);
      if (billing.name) name?.set(billing.name);
      if (billing.address?.country) country?.set(billing.address.country);
      if (billing.address) address?.set(billing.address);
    },
    params: () => params(form),
    billing: () => ({
      name: given(name),
      email: given(email),
      address: address?.country.isHidden === false ? address.value() : { country: given(country) },
    }),
  };
}

const typed = (handlers, spec) => createField({ inputMode: "numeric", isWide: true, ...spec }, handlers);

function usBankAccountForm(handlers) {
  const holder = choiceField(handlers, {
    name: "accountHolderType",
    words: "accountHolderType",
    choices: ["individual", "company"],
  });
  const kind = choiceField(handlers, {
    name: "accountType",
    words: "accountType",
    choices: ["checking", "savings"],
  });
  const routing = typed(handlers, {
    name: "routingNumber",
    label: () => word("routingNumber"),
    placeholder: () => "110000000",
    lengthMax: 9,
    format: (text) => digitsOf(text).slice(0, 9),
    check: checkRoutingNumber,
  });
  const account = typed(handlers, {
    name: "accountNumber",
    label: () => word("accountNumber"),
    placeholder: () => "000123456789",
    lengthMax: 17,
    format: (text) => digitsOf(text).slice(0, 17),
    check: checkAccountNumber,
  });
  return contactForm("us_bank_account", handlers, {
    wants: ["email", "name"],
    extra: [holder, kind, routing, account],
    params: () => ({
      us_bank_account: {
        account_holder_type: holder.value(),
        account_type: kind.value(),
        routing_number: routing.value(),
        account_number: account.value(),
      },
    }),
  });
}

export const ibanField = (handlers, spec = {}) =>
  createField(
    {
      name: "iban",
      label: () => word("iban"),
      capitals: "characters",
      placeholder: () => "DE00 0000 0000 0000 0000 00",
      format: formatIban,
      check: checkIban,
      isWide: true,
      ...spec,
    },
    handlers,
  );

function sepaDebitForm(handlers) {
  const iban = ibanField(handlers);
  return contactForm("sepa_debit", handlers, {
    wants: ["email", "name"],
    extra: [iban],
    params: () => ({ sepa_debit: { iban: iban.value().replaceAll(" ", "") } }),
  });
}

/** The form of a payment method; methods that need nothing here have an empty one. `asks` is what the session says of it. */
export function createMethodForm(type, handlers, asks) {
  if (type === "card") return cardForm(handlers);
  if (type === "us_bank_account") return usBankAccountForm(handlers);
  if (type === "sepa_debit") return sepaDebitForm(handlers);
  return contactForm(type, handlers, { wants: asks });
}
