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
const TYPED = ["number", "expiry", "cvc", "postalCode"];

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

const valueOf = (form, name) => form.inputs[name].value;
const countryOf = (form) => (form.hidden.has("country") ? "" : valueOf(form, "country"));
const visibleNames = (form) => NAMES.filter((name) => !form.hidden.has(name));
const fieldOf = (form, name) => form.inputs[name].closest(".Field");

function problem(form, name) {
  if (form.hidden.has(name)) return null;
  if (name === "number") return checkNumber(valueOf(form, "number"));
  if (name === "expiry") return checkExpiry(valueOf(form, "expiry"), new Date());
  if (name === "cvc") return checkCvc(valueOf(form, "cvc"), valueOf(form, "number"));
  return name === "postalCode" ? checkPostalCode(valueOf(form, "postalCode"), countryOf(form)) : null;
}

function show(form, name, found) {
  const line = byId(`${name}-error`);
  if (line === null) return;
  const message = found?.message ?? "";
  form.inputs[name].classList.toggle("Input--invalid", found !== null);
  form.inputs[name].setAttribute("aria-invalid", String(found !== null));
  // Writing the same words again would make screen readers repeat them.
  if (line.textContent !== message) line.textContent = message;
}

function showBrand(form) {
  const { name, cvcLength } = brandOf(valueOf(form, "number"));
  const marks = name === "unknown" ? ["visa", "mastercard", "amex", "discover"] : [name];
  byId("brands").innerHTML = marks.map((mark) => MARKS[mark] ?? "").join("");
  byId("cvc-mark").innerHTML = name === "amex" ? CVC_FRONT : CVC_BACK;
  form.inputs.cvc.maxLength = cvcLength;
}

function showPostalCode(form) {
  const rules = form.hidden.has("postalCode") ? null : postalCodeRules(countryOf(form));
  fieldOf(form, "postalCode").hidden = rules === null;
  fieldOf(form, "country").classList.toggle("Field--wide", rules === null);
  if (rules === null) return;
  byId("postalCode-label").textContent = rules.label;
  form.inputs.postalCode.placeholder = rules.placeholder;
  form.inputs.postalCode.inputMode = rules.numeric ? "numeric" : "text";
}

function stateOf(form) {
  return {
    complete: visibleNames(form).every((name) => problem(form, name) === null),
    empty: TYPED.every((name) => valueOf(form, name) === ""),
    brand: brandOf(valueOf(form, "number")).name,
  };
}

function moveOn(form, name) {
  const next = { number: "expiry", expiry: "cvc" }[name];
  if (next === undefined || document.activeElement !== form.inputs[name] || valueOf(form, next) !== "")
    return;
  const lengthMax = Math.max(...brandOf(valueOf(form, "number")).lengths);
  if (name === "number" && digitsOf(valueOf(form, "number")).length < lengthMax) return;
  form.inputs[next].focus();
}

function typed(form, name, event) {
  const isDeleting = String(event.inputType ?? "").startsWith("delete");
  if (name === "number") reformat(form.inputs.number, formatNumber);
  if (name === "expiry") reformat(form.inputs.expiry, (text) => formatExpiry(text, isDeleting));
  if (name === "cvc") reformat(form.inputs.cvc, digitsOf);
  if (name === "number") showBrand(form);
  if (name === "country") showPostalCode(form);
  // While typing only what can no longer become right is an error; what is incomplete may still be completed.
  const found = problem(form, name);
  show(form, name, found?.code.startsWith("invalid_") ? found : null);
  if (name === "number" && byId("cvc-error").textContent !== "") show(form, "cvc", problem(form, "cvc"));
  if (!isDeleting && found === null) moveOn(form, name);
}

/** Shows every error and answers the first, with the focus in its field. */
function validate(form) {
  const found = visibleNames(form).map((name) => [name, problem(form, name)]);
  for (const [name, error] of found) show(form, name, error);
  const first = found.find(([, error]) => error !== null);
  if (first === undefined) return null;
  form.inputs[first[0]].focus();
  return first[1];
}

function hide(form, name, isHidden) {
  if (isHidden) form.hidden.add(name);
  else form.hidden.delete(name);
  if (name === "country") fieldOf(form, "country").hidden = isHidden;
  showPostalCode(form);
}

function preset(form, country, postalCode) {
  const { country: select, postalCode: input } = form.inputs;
  if (Array.from(select.options).some((option) => option.value === country)) select.value = country;
  showPostalCode(form);
  if (postalCode) input.value = postalCode;
}

function clear(form) {
  for (const name of TYPED) {
    form.inputs[name].value = "";
    show(form, name, null);
  }
  showBrand(form);
}

/** What goes to the API, and nowhere else. */
function cardOf(form) {
  const expiry = digitsOf(valueOf(form, "expiry"));
  const [number, cvc] = [digitsOf(valueOf(form, "number")), digitsOf(valueOf(form, "cvc"))];
  return { number, exp_month: expiry.slice(0, 2), exp_year: expiry.slice(2, 4), cvc };
}

function addressOf(form) {
  const isPostalCodeShown = !fieldOf(form, "postalCode").hidden;
  return {
    country: countryOf(form) || undefined,
    postal_code: isPostalCodeShown ? valueOf(form, "postalCode").trim() : undefined,
  };
}

function listen(form, name, { onChange, onFocus, onBlur, onEscape }) {
  const input = form.inputs[name];
  input.addEventListener("input", (event) => {
    typed(form, name, event);
    onChange(stateOf(form));
  });
  input.addEventListener("focus", onFocus);
  input.addEventListener("blur", () => {
    if (valueOf(form, name) !== "") show(form, name, problem(form, name));
    onBlur();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") onEscape();
  });
}

/** The five fields: formatting while typing, errors on leaving or on submit, and what they amount to. */
export function createFields(handlers) {
  const form = { inputs: Object.fromEntries(NAMES.map((name) => [name, byId(name)])), hidden: new Set() };
  for (const name of NAMES) listen(form, name, handlers);
  form.inputs.country.replaceChildren(...countries().map(({ code, name }) => new Option(name, code)));
  form.inputs.country.value = "US";
  showBrand(form);
  showPostalCode(form);
  return {
    validate: () => validate(form),
    hide: (name, isHidden) => hide(form, name, isHidden),
    /** Marks the field that the API refused. */
    refuse: (name, message) => {
      if (form.inputs[name] !== undefined) show(form, name, { message });
    },
    preset: (country, postalCode) => preset(form, country, postalCode),
    disable: (isDisabled) => {
      for (const input of Object.values(form.inputs)) input.disabled = isDisabled;
    },
    clear: () => {
      clear(form);
      handlers.onChange(stateOf(form));
    },
    focus: () => form.inputs.number.focus(),
    blur: () => document.activeElement?.blur?.(),
    card: () => cardOf(form),
    address: () => addressOf(form),
  };
}
