import { createAddressFields } from "./address-fields.js";
import { nameField, phoneField } from "./contact-fields.js";
import { COUNTRY_CODES } from "./countries.js";
import { createField } from "./field.js";
import { createForm } from "./form.js";
import { word } from "./words.js";

const NEW = "new";

function nameFields(handlers, display) {
  if (display === "split") {
    return [
      nameField(handlers, {
        name: "firstName",
        words: "firstName",
        autocomplete: "given-name",
        isWide: false,
      }),
      nameField(handlers, {
        name: "lastName",
        words: "lastName",
        autocomplete: "family-name",
        isWide: false,
      }),
    ];
  }
  const words = display === "organization" ? "organization" : "fullName";
  return [nameField(handlers, { words, autocomplete: display === "organization" ? "organization" : "name" })];
}

/** Addresses that the merchant knows already. */
function contactField(handlers, contacts) {
  return createField(
    {
      name: "contact",
      label: () => word("saved"),
      options: () => [
        ...contacts.map((contact, index) => ({
          value: String(index),
          text: `${contact.name}, ${contact.address.line1}, ${contact.address.city}`,
        })),
        { value: NEW, text: word("newAddress") },
      ],
      isWide: true,
    },
    handlers,
  );
}

/** A shipping or billing address in the form of its country. https://docs.stripe.com/elements/address-element */
export function createElement({ root, tell, options: given }) {
  let options = given;
  const { contacts = [], mode } = options;
  const handlers = {
    onChange: () => changed(),
    onFocus: () => tell({ type: "focus" }),
    onBlur: () => tell({ type: "blur" }),
    onEscape: () => tell({ type: "escape" }),
  };
  const names = options.fields?.name === "never" ? [] : nameFields(handlers, options.display?.name ?? "full");
  const phoneOption = options.fields?.phone ?? "auto";
  const isPhoneOptional = options.validation?.phone?.required === "never";
  const phone = phoneOption === "always" ? phoneField(handlers, isPhoneOptional) : null;
  const allowed = () =>
    options.allowedCountries?.filter((code) => COUNTRY_CODES.includes(code)) ?? COUNTRY_CODES;
  const address = createAddressFields(handlers, {
    group: mode,
    countries: allowed,
    noPoBox: () => options.blockPoBox === true,
  });
  const chooser =
    contacts.length === 0 ? null : contactField({ ...handlers, onChange: () => chooseContact() }, contacts);
  const typed = [...names, ...address.fields, ...(phone === null ? [] : [phone])];
  const form = createForm([...(chooser === null ? [] : [chooser]), ...typed]);
  for (const field of names) field.node.style.order = "-1";
  if (chooser !== null) chooser.node.style.order = "-2";
  if (phone !== null) phone.node.style.order = "9";
  root.replaceChildren(form.node);

  const field = (name) => typed.find((one) => one.name === name);
  const isNew = () => chooser === null || chooser.value() === NEW;

  function fill({ name, firstName, lastName, address: known = {}, phone: number }) {
    if (name) field("name")?.set(name);
    if (firstName) field("firstName")?.set(firstName);
    if (lastName) field("lastName")?.set(lastName);
    address.set(known);
    if (number) phone?.set(number);
  }

  /** A known address needs no fields, unless something in it is missing. */
  function chooseContact() {
    if (chooser !== null && !isNew()) {
      const contact = contacts[Number(chooser.value())];
      const [firstName, ...rest] = contact.name.split(" ");
      fill({ ...contact, firstName, lastName: rest.join(" ") });
    }
    for (const one of typed) one.hide(!isNew());
    if (isNew()) address.follow();
    changed();
  }

  function value() {
    const known = chooser !== null && !isNew() ? contacts[Number(chooser.value())] : null;
    if (known !== null) {
      const { line2 = null, ...rest } = known.address;
      return {
        name: known.name,
        address: { ...rest, line2 },
        ...(known.phone ? { phone: known.phone } : {}),
      };
    }
    const split =
      field("firstName") === undefined
        ? {}
        : { firstName: field("firstName").value(), lastName: field("lastName").value() };
    const name = field("name")?.value() ?? [split.firstName, split.lastName].filter(Boolean).join(" ");
    return { name, ...split, address: address.value(), ...(phone === null ? {} : { phone: phone.value() }) };
  }

  let lastChange = "";
  function state() {
    return { elementMode: mode, ...form.state(), isNewAddress: isNew(), value: value() };
  }
  function changed() {
    const detail = state();
    const text = JSON.stringify(detail);
    if (text === lastChange) return;
    lastChange = text;
    tell({ type: "change", detail });
  }

  const first = allowed();
  address.set({ country: first.includes("US") ? "US" : first[0] });
  fill(options.defaultValues ?? {});
  chooseContact();
  return {
    update(message) {
      const before = JSON.stringify(options.allowedCountries);
      options = message.elementOptions ?? options;
      if (JSON.stringify(options.allowedCountries) !== before) address.country.restate();
      address.follow();
      if (!isNew()) chooseContact();
    },
    focus: form.focus,
    clear() {
      form.clear();
      changed();
    },
    validate() {
      const error = form.validate();
      return error === null ? {} : { error };
    },
    value: () => ({ complete: form.state().complete, isNewAddress: isNew(), value: value() }),
  };
}
