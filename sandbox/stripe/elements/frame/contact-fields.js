import { createField } from "./field.js";
import { word } from "./words.js";

const error = (code, words = code) => ({ code, words });

/** Complete is what could be delivered to; a domain without a dot is still being typed. */
export function checkEmail(text) {
  if (/^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(text)) return null;
  return error(/@.*@|\s/.test(text) ? "invalid_email" : "incomplete_email");
}

/** Digits with what people write between them; seven to fifteen of them, as E.164 has it. */
export function checkPhone(text) {
  if (/[^\d\s()+./-]/.test(text)) return error("invalid_phone");
  const { length } = text.replaceAll(/\D/g, "");
  if (length > 15) return error("invalid_phone");
  return length >= 7 ? null : error("incomplete_phone");
}

const filled = (code, words) => (text) => (text === "" ? error(code, words) : null);

export const emailField = (handlers) =>
  createField(
    {
      name: "email",
      label: () => word("email"),
      type: "email",
      inputMode: "email",
      autocomplete: "email",
      placeholder: () => "you@example.com",
      check: checkEmail,
      isWide: true,
    },
    handlers,
  );

export const phoneField = (handlers, isOptional = false) =>
  createField(
    {
      name: "phone",
      label: () => word("phone"),
      type: "tel",
      inputMode: "tel",
      autocomplete: "tel",
      isOptional,
      check: (text) => (text === "" && isOptional ? null : checkPhone(text)),
      isWide: true,
    },
    handlers,
  );

/** `name` is how the field is called; `words` what it is labeled. */
export const nameField = (
  handlers,
  { name = "name", words = "fullName", autocomplete = "name", isWide = true } = {},
) =>
  createField(
    {
      name,
      label: () => word(words),
      autocomplete,
      capitals: "words",
      check: filled("incomplete_name"),
      isWide,
    },
    handlers,
  );

/** A choice among a few words of the language. */
export const choiceField = (handlers, { name, words, choices, isWide = false }) =>
  createField(
    {
      name,
      label: () => word(words),
      options: () => choices.map((choice) => ({ value: choice, text: word(choice) })),
      isWide,
    },
    handlers,
  );
