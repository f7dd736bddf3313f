import { make } from "./dom.js";
import { word } from "./words.js";

/** An error as Stripe's fields answer it, in the language of the form. */
export const fieldError = ({ code, words, message }) => ({
  type: "validation_error",
  code,
  message: message ?? word(words),
});

/** Fields that are filled in together: shown in a grid, checked together, and emptied together. */
export function createForm(fields, attributes = {}) {
  const node = make("div", { class: "Form", ...attributes }, ...fields.map((field) => field.node));
  const byName = new Map(fields.map((field) => [field.name, field]));
  return {
    node,
    fields,
    field: (name) => byName.get(name),
    value: (name) => byName.get(name)?.value() ?? "",
    state: () => ({
      complete: fields.every((field) => field.problem() === null),
      empty: fields.every((field) => field.isEmpty()),
    }),
    /** Shows every error and answers the first, with the focus in its field. */
    validate() {
      const found = fields.map((field) => [field, field.problem()]);
      for (const [field, problem] of found) field.show(problem);
      const first = found.find(([, problem]) => problem !== null);
      if (first === undefined) return null;
      first[0].input.focus();
      return fieldError(first[1]);
    },
    focus: () => fields.find((field) => !field.isHidden)?.input.focus(),
    disable: (isDisabled) => {
      for (const field of fields) field.input.disabled = isDisabled;
    },
    clear: () => {
      for (const field of fields) field.clear();
    },
  };
}
