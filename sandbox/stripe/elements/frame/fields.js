import { CVC_BACK, CVC_FRONT, MARKS } from "./brands.js";
import {
  brandOf,
  checkCvc,
  checkExpiry,
  checkNumber,
  checkPostalCode,
  digitsOf,
  formatExpiry,
  formatNumber,
  postalCodeRules,
} from "./card.js";
import { countries } from "./countries.js";

const byId = (id) => document.getElementById(id);
const NAMES = ["number", "expiry", "cvc", "country", "postalCode"];

/** Rewrites the text and puts the caret behind the same digit as before. */
function reformat(input, format) {
  const before = digitsOf(input.value.slice(0, input.selectionStart ?? 0)).length;
  const wasAtEnd = input.selectionStart === input.value.length;
  const formatted = format(input.value);
  if (formatted === input.value) return;
  input.value = formatted;
  if (wasAtEnd || document.activeElement !== input) return;
  let position = 0;
  for (let seen = 0; position < formatted.length && seen < before; position += 1)
    if (/\d/.test(formatted[position])) seen += 1;
  input.setSelectionRange(position, position);
}

/** The five fields: formatting while typing, errors on leaving or on submit, and what they amount to. */
export function createFields({ onChange, onFocus, onBlur, onEscape }) {
  const inputs = Object.fromEntries(NAMES.map((name) => [name, byId(name)]));
  const hidden = new Set();
  const value = (name) => inputs[name].value;
  const countryOf = () => (hidden.has("country") ? "" : value("country"));

  function problem(name) {
    if (hidden.has(name)) return null;
    if (name === "number") return checkNumber(value("number"));
    if (name === "expiry") return checkExpiry(value("expiry"), new Date());
    if (name === "cvc") return checkCvc(value("cvc"), value("number"));
    return name === "postalCode" ? checkPostalCode(value("postalCode"), countryOf()) : null;
  }

  function show(name, found) {
    const line = byId(`${name}-error`);
    if (line === null) return;
    inputs[name].classList.toggle("Input--invalid", found !== null);
    inputs[name].setAttribute("aria-invalid", String(found !== null));
    if (line.textContent !== (found?.message ?? "")) line.textContent = found?.message ?? "";
  }

  function showBrand() {
    const { name } = brandOf(value("number"));
    const marks = name === "unknown" ? ["visa", "mastercard", "amex", "discover"] : [name];
    byId("brands").innerHTML = marks.map((mark) => MARKS[mark] ?? "").join("");
    byId("cvc-mark").innerHTML = name === "amex" ? CVC_FRONT : CVC_BACK;
    inputs.cvc.maxLength = brandOf(value("number")).cvcLength;
  }

  function showPostalCode() {
    const rules = hidden.has("postalCode") ? null : postalCodeRules(countryOf());
    inputs.postalCode.closest(".Field").hidden = rules === null;
    inputs.country.closest(".Field").classList.toggle("Field--wide", rules === null);
    if (rules === null) return;
    byId("postalCode-label").textContent = rules.label;
    inputs.postalCode.placeholder = rules.placeholder;
    inputs.postalCode.inputMode = rules.numeric ? "numeric" : "text";
  }

  const isComplete = (name) => problem(name) === null;
  const visible = () => NAMES.filter((name) => !hidden.has(name));
  const state = () => ({
    complete: visible().every(isComplete),
    empty: ["number", "expiry", "cvc", "postalCode"].every((name) => value(name) === ""),
    brand: brandOf(value("number")).name,
  });

  function typed(name, event) {
    const isDeleting = String(event.inputType ?? "").startsWith("delete");
    if (name === "number") reformat(inputs.number, formatNumber);
    if (name === "expiry") reformat(inputs.expiry, (text) => formatExpiry(text, isDeleting));
    if (name === "cvc") reformat(inputs.cvc, digitsOf);
    if (name === "number") showBrand();
    if (name === "country") showPostalCode();
    // While typing only what can no longer become right is an error; what is incomplete may still be completed.
    const found = problem(name);
    show(name, found?.code.startsWith("invalid_") ? found : null);
    if (name === "number" && byId("cvc-error").textContent !== "") show("cvc", problem("cvc"));
    onChange(state());
    if (!isDeleting && found === null) moveOn(name);
  }

  function moveOn(name) {
    const next = { number: "expiry", expiry: "cvc" }[name];
    const isFull =
      name !== "number" || digitsOf(value("number")).length === Math.max(...brandOf(value("number")).lengths);
    if (next !== undefined && isFull && document.activeElement === inputs[name] && value(next) === "")
      inputs[next].focus();
  }

  for (const name of NAMES) {
    const input = inputs[name];
    input.addEventListener("input", (event) => typed(name, event));
    input.addEventListener("focus", onFocus);
    input.addEventListener("blur", () => {
      if (value(name) !== "") show(name, problem(name));
      onBlur();
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape") onEscape();
    });
  }
  inputs.country.replaceChildren(...countries().map(({ code, name }) => new Option(name, code)));
  inputs.country.value = "US";
  showBrand();
  showPostalCode();

  return {
    state,
    /** Shows every error and answers the first, with the focus in its field. */
    validate() {
      const found = visible().map((name) => [name, problem(name)]);
      for (const [name, error] of found) show(name, error);
      const first = found.find(([, error]) => error !== null);
      if (first === undefined) return null;
      inputs[first[0]].focus();
      return first[1];
    },
    hide(name, isHidden) {
      if (isHidden) hidden.add(name);
      else hidden.delete(name);
      if (name === "country") inputs.country.closest(".Field").hidden = isHidden;
      showPostalCode();
    },
    /** Marks the field that the API refused. */
    refuse(name, message) {
      if (inputs[name] !== undefined) show(name, { message });
    },
    preset(country, postalCode) {
      if (country && [...inputs.country.options].some((option) => option.value === country))
        inputs.country.value = country;
      showPostalCode();
      if (postalCode) inputs.postalCode.value = postalCode;
    },
    disable(isDisabled) {
      for (const input of Object.values(inputs)) input.disabled = isDisabled;
    },
    clear() {
      for (const name of ["number", "expiry", "cvc", "postalCode"]) {
        inputs[name].value = "";
        show(name, null);
      }
      showBrand();
      onChange(state());
    },
    focus: () => inputs.number.focus(),
    blur: () => document.activeElement?.blur?.(),
    /** What goes to the API, and nowhere else. */
    card: () => ({
      number: digitsOf(value("number")),
      exp_month: digitsOf(value("expiry")).slice(0, 2),
      exp_year: digitsOf(value("expiry")).slice(2, 4),
      cvc: digitsOf(value("cvc")),
    }),
    address: () => ({
      country: countryOf() || undefined,
      postal_code: inputs.postalCode.closest(".Field").hidden ? undefined : value("postalCode").trim(),
    }),
  };
}
