import { make } from "./dom.js";
import { say, word } from "./words.js";

const CHEVRON =
  '<svg class="Chevron" viewBox="0 0 16 16" aria-hidden="true"><path d="M4 6l4 4 4-4" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"/></svg>';

/** Rewrites the text and puts the caret behind the same character as before. */
function reformat(input, text) {
  const counted = (part) => part.replaceAll(/[^\dA-Za-z]/g, "").length;
  const before = counted(input.value.slice(0, input.selectionStart ?? 0));
  const wasAtEnd = input.selectionStart === input.value.length;
  if (text === input.value) return;
  input.value = text;
  if (wasAtEnd || document.activeElement !== input) return;
  let position = 0;
  for (let seen = 0; position < text.length && seen < before; position += 1)
    if (/[\dA-Za-z]/.test(text[position])) seen += 1;
  input.setSelectionRange(position, position);
}

function createInput(spec) {
  const shared = {
    class: spec.options === undefined ? "Input" : "Input Select",
    id: spec.name,
    name: spec.name,
    autocomplete: spec.autocomplete,
    "aria-describedby": `${spec.name}-error`,
    "aria-required": spec.isOptional === true ? undefined : "true",
  };
  if (spec.options !== undefined) return make("select", shared);
  return make("input", {
    ...shared,
    type: spec.type ?? "text",
    inputmode: spec.inputMode,
    maxlength: spec.lengthMax,
    autocorrect: "off",
    autocapitalize: spec.capitals ?? "off",
    spellcheck: "false",
  });
}

function fillOptions(input, spec) {
  const chosen = input.value;
  const options = spec.options().map(({ value, text }) => new Option(text, value));
  input.replaceChildren(...options);
  if (options.some((option) => option.value === chosen)) input.value = chosen;
}

/**
 * One labeled field with a place for its error. `spec.check(value)` answers what is wrong, or null; `spec.format(text,
 * isDeleting)` how it is written. Errors appear on leaving or on submit; while typing only what can no longer become right.
 */
export function createField(spec, handlers) {
  const input = createInput(spec);
  const label = make("label", { class: "Label", for: spec.name, id: `${spec.name}-label` });
  const line = make("p", { class: "Error", id: `${spec.name}-error`, role: "alert" });
  const holder = make("div", { class: "InputHolder" }, input, ...(spec.marks ?? []));
  if (spec.options !== undefined) holder.insertAdjacentHTML("beforeend", CHEVRON);
  const node = make(
    "div",
    { class: spec.isWide ? "Field Field--wide" : "Field", "data-field": spec.name },
    label,
    holder,
    line,
  );
  let shown = null;
  let isHidden = false;

  const value = () => input.value.trim();
  const problem = () => (isHidden ? null : (spec.check?.(value()) ?? null));
  const mark = () => node.classList.toggle("Field--filled", input.value !== "" || spec.options !== undefined);
  const writeError = () => {
    const message = shown === null ? "" : (shown.message ?? word(shown.words));
    // Writing the same words again would make screen readers repeat them.
    if (line.textContent !== message) line.textContent = message;
  };
  const show = (found) => {
    shown = found;
    for (const part of [input, label]) {
      const base = part === input ? "Input" : "Label";
      part.classList.toggle(`${base}--invalid`, found !== null);
    }
    input.setAttribute("aria-invalid", String(found !== null));
    writeError();
  };
  const restate = () => {
    label.textContent = spec.isOptional === true ? `${spec.label()} (${word("optional")})` : spec.label();
    if (spec.placeholder !== undefined) input.placeholder = spec.placeholder();
    if (spec.options !== undefined) fillOptions(input, spec);
    if (shown !== null) writeError();
    mark();
  };

  input.addEventListener("input", (event) => {
    const isDeleting = String(event.inputType ?? "").startsWith("delete");
    if (spec.format !== undefined) reformat(input, spec.format(input.value, isDeleting));
    mark();
    const found = problem();
    show(found?.code.startsWith("invalid_") ? found : null);
    handlers.onChange?.(field, { isDeleting, isRight: found === null });
  });
  input.addEventListener("focus", () => handlers.onFocus?.(field));
  input.addEventListener("blur", () => {
    if (value() !== "") show(problem());
    handlers.onBlur?.(field);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") handlers.onEscape?.(field);
  });

  const field = {
    name: spec.name,
    node,
    input,
    value,
    problem,
    show,
    restate,
    isEmpty: () => spec.options !== undefined || value() === "",
    get isHidden() {
      return isHidden;
    },
    set(text) {
      input.value = spec.format === undefined ? text : spec.format(text, false);
      mark();
    },
    hide(wanted) {
      isHidden = wanted;
      node.hidden = wanted;
    },
    clear() {
      if (spec.options === undefined) input.value = "";
      show(null);
      mark();
    },
  };
  say(field, restate);
  return field;
}
