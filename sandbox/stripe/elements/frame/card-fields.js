import { CVC_BACK, CVC_FRONT, MARKS } from "./brands.js";
import { brandOf, checkCvc, checkExpiry, checkNumber, digitsOf, formatExpiry, formatNumber } from "./card.js";
import { drawing } from "./dom.js";
import { createField } from "./field.js";
import { word } from "./words.js";

const DEFAULT_MARKS = ["visa", "mastercard", "amex", "discover"];

/** Number, expiry and security code: formatted while typing, with the caret moving on when one is done. */
export function createCardFields(handlers, prefix = "") {
  const brands = drawing("", { class: "Brands" });
  const cvcMark = drawing("", { class: "CvcMark" });
  const brand = () => brandOf(number.value());

  const showBrand = () => {
    const { name, cvcLength } = brand();
    const marks = name === "unknown" ? DEFAULT_MARKS : [name];
    brands.innerHTML = marks.map((mark) => MARKS[mark] ?? "").join("");
    cvcMark.innerHTML = name === "amex" ? CVC_FRONT : CVC_BACK;
    cvc.input.maxLength = cvcLength;
  };
  const moveOn = (from, to) => {
    if (to === undefined || document.activeElement !== from.input || !to.isEmpty()) return;
    if (from === number && digitsOf(number.value()).length < Math.max(...brand().lengths)) return;
    to.input.focus();
  };
  const onChange = (field, typing) => {
    if (field === number) showBrand();
    if (field === number && cvc.input.getAttribute("aria-invalid") === "true") cvc.show(cvc.problem());
    if (!typing.isDeleting && typing.isRight)
      moveOn(field, { [number.name]: expiry, [expiry.name]: cvc }[field.name]);
    handlers.onChange?.(field, typing);
  };
  const field = (spec) => createField({ ...spec, name: `${prefix}${spec.name}` }, { ...handlers, onChange });

  const number = field({
    name: "number",
    label: () => word("cardNumber"),
    inputMode: "numeric",
    autocomplete: "cc-number",
    placeholder: () => "1234 1234 1234 1234",
    format: formatNumber,
    check: checkNumber,
    marks: [brands],
    isWide: true,
  });
  const expiry = field({
    name: "expiry",
    label: () => word("expiry"),
    inputMode: "numeric",
    autocomplete: "cc-exp",
    placeholder: () => word("expiryPlaceholder"),
    format: formatExpiry,
    check: (text) => checkExpiry(text, new Date()),
  });
  const cvc = field({
    name: "cvc",
    label: () => word("cvc"),
    inputMode: "numeric",
    autocomplete: "cc-csc",
    placeholder: () => word("cvcPlaceholder"),
    lengthMax: 4,
    format: digitsOf,
    check: (text) => checkCvc(text, number.value()),
    marks: [cvcMark],
  });
  showBrand();
  return { number, expiry, cvc, showBrand };
}

/** What goes to the API of a typed card, and nowhere else. */
export function cardParams({ number, expiry, cvc }) {
  const digits = digitsOf(expiry);
  return {
    number: digitsOf(number),
    exp_month: digits.slice(0, 2),
    exp_year: digits.slice(2, 4),
    cvc: digitsOf(cvc),
  };
}
