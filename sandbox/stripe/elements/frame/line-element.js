import { call } from "./api.js";
import { isSafe, kebab, sheet } from "./appearance.js";
import { ibanCountry } from "./bank.js";
import { MARKS, METHOD_MARKS } from "./brands.js";
import { brandOf } from "./card.js";
import { cardParams, createCardFields } from "./card-fields.js";
import { drawing, make } from "./dom.js";
import { createField } from "./field.js";
import { fieldError } from "./form.js";
import { ibanField } from "./method-forms.js";
import { word } from "./words.js";

/** How a state of the `style` option is selected. https://docs.stripe.com/js/appendix/style */
const STATES = {
  base: ".Line .Input",
  complete: ".Line .Field--complete .Input",
  empty: ".Line .Field:not(.Field--filled) .Input",
  invalid: ".Line .Input--invalid",
};

function declarations(style) {
  return Object.entries(style)
    .filter(([name, value]) => /^[A-Za-z]+$/.test(name) && typeof value !== "object" && isSafe(value))
    .map(([name, value]) =>
      name === "fontSmoothing" ? `-webkit-font-smoothing: ${value};` : `${kebab(name)}: ${value};`,
    )
    .join(" ");
}

function applyStyle(style = {}) {
  const blocks = Object.entries(STATES).flatMap(([state, selector]) => {
    const given = style[state] ?? {};
    const icon = state === "invalid" ? ".Line:has(.Input--invalid) .LineIcon" : ".Line .LineIcon";
    return [
      `${selector} { ${declarations(given)} }`,
      ...(isSafe(given.iconColor ?? "") && given.iconColor ? [`${icon} { color: ${given.iconColor}; }`] : []),
      ...Object.entries(given)
        .filter(([name, value]) => /^:{1,2}[a-z-]+$/.test(name) && typeof value === "object")
        .map(([pseudo, value]) => `${selector}${pseudo} { ${declarations(value)} }`),
    ];
  });
  sheet("line").textContent = blocks.join("\n");
}

const checkZip = (text) =>
  text.length >= (/^\d+$/.test(text) ? 5 : 3) ? null : { code: "incomplete_zip", words: "incomplete_zip" };

/** The fields of an element of this type, in their order. */
function fieldsOf(type, handlers) {
  if (type === "iban") return [ibanField(handlers)];
  const { number, expiry, cvc } = createCardFields(handlers);
  if (type === "cardNumber") return [number];
  if (type === "cardExpiry") return [expiry];
  if (type === "cardCvc") return [cvc];
  const zip = createField(
    {
      name: "postal",
      label: () => word("zip"),
      autocomplete: "billing postal-code",
      placeholder: () => word("zip"),
      lengthMax: 10,
      check: checkZip,
    },
    handlers,
  );
  return [number, expiry, cvc, zip];
}

/** One line of card or bank details in the merchant's own style. https://docs.stripe.com/payments/card-element */
export function createElement({ type, root, tell, options: given }) {
  let options = given;
  let shown = null;
  const icon = drawing(METHOD_MARKS.card, { class: "LineIcon" });
  const fields = fieldsOf(type, {
    onChange: (field) => changed(field),
    onFocus: () => tell({ type: "focus" }),
    onBlur(field) {
      tell({ type: "blur" });
      changed(field);
    },
    onEscape: () => tell({ type: "escape" }),
  });
  const byName = (name) => fields.find((field) => field.name === name);
  const line = make("div", { class: `Line Line--${type}` }, icon, ...fields.map((field) => field.node));
  root.replaceChildren(line);

  function draw() {
    const isCard = type === "card" || type === "cardNumber";
    const brand = isCard ? brandOf(byName("number").value()).name : "unknown";
    icon.hidden = type === "card" ? options.hideIcon === true : !(type === "cardNumber" && options.showIcon);
    icon.innerHTML = MARKS[brand] ?? METHOD_MARKS.card;
    byName("postal")?.hide(options.hidePostalCode === true);
    for (const field of fields) {
      field.input.disabled = options.disabled === true;
      if (options.placeholder !== undefined && type !== "card") field.input.placeholder = options.placeholder;
      field.node.classList.toggle("Field--complete", !field.isEmpty() && field.problem() === null);
    }
    applyStyle(options.style);
  }

  function changed() {
    draw();
    const wrong = fields.find((field) => field.input.getAttribute("aria-invalid") === "true");
    shown = wrong?.problem() ?? null;
    const brand = byName("number") && brandOf(byName("number").value()).name;
    const detail = {
      complete: fields.every((field) => field.problem() === null),
      empty: fields.every((field) => field.isEmpty()),
      error: shown === null ? undefined : fieldError(shown),
      ...(brand === undefined ? {} : { brand }),
      ...(type === "card" ? { value: { postalCode: byName("postal").value() } } : {}),
      ...(type === "iban" ? { country: ibanCountry(byName("iban").value()), bankName: "" } : {}),
    };
    tell({ type: "change", detail });
  }

  function firstProblem() {
    const found = fields.find((field) => field.problem() !== null);
    if (found === undefined) return null;
    found.show(found.problem());
    changed();
    return fieldError(found.problem());
  }

  // Frames of this origin read each other's fields; the merchant's page, of another origin, cannot.
  window.sandboxField = { read: () => fields[0].value(), check: firstProblem };
  const sibling = (name) => (name === undefined ? undefined : window.parent.frames[name]?.sandboxField);

  function typedCard(frames) {
    const [expiry, cvc] = [sibling(frames.cardExpiry), sibling(frames.cardCvc)];
    const error = firstProblem() ?? expiry?.check() ?? cvc?.check() ?? null;
    if (error !== null) return { error };
    const text = (name, other) => byName(name)?.value() ?? other?.read() ?? "";
    const card = cardParams({
      number: text("number"),
      expiry: type === "card" ? text("expiry") : (expiry?.read() ?? ""),
      cvc: type === "card" ? text("cvc") : (cvc?.read() ?? ""),
    });
    return { card, zip: byName("postal")?.isHidden === false ? byName("postal").value() : undefined };
  }

  function requestFor(into, params, frames) {
    if (type === "iban") {
      const error = firstProblem();
      const iban = byName("iban").value().replaceAll(" ", "");
      return error === null ? { body: { type: "sepa_debit", sepa_debit: { iban }, ...params } } : { error };
    }
    if (type === "cardCvc") {
      const error = firstProblem();
      return error === null ? { body: { cvc_update: { cvc: byName("cvc").value() } } } : { error };
    }
    const typed = typedCard(frames);
    if (typed.error !== undefined) return typed;
    const { card, zip } = typed;
    if (into === "/v1/tokens") return { body: { card: { ...card, address_zip: zip, ...params } } };
    const billing = params.billing_details ?? {};
    const address = { postal_code: zip, ...billing.address };
    return { body: { type: "card", card, ...params, billing_details: { ...billing, address } } };
  }

  draw();
  if (options.value?.postalCode) byName("postal")?.set(options.value.postalCode);
  return {
    update(message) {
      options = message.elementOptions ?? options;
      if (message.elementOptions?.value?.postalCode) byName("postal")?.set(options.value.postalCode);
      draw();
    },
    focus: () => fields[0].input.focus(),
    clear() {
      for (const field of fields) field.clear();
      changed();
    },
    async tokenize({ into, params = {}, frames = {} }) {
      const request = requestFor(into, params, frames);
      if (request.error !== undefined) return request;
      const answer = await call("POST", into, request.body);
      return answer.error === undefined ? { object: answer } : { error: answer.error };
    },
  };
}
