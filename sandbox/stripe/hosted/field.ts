import { escapeHtml } from "../elements/html.ts";
import { COUNTRIES } from "./countries.ts";

/** What the customer typed so far and what is wrong with it, by the names of the fields; never card data. */
export type FormState = {
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
  /** What is wrong with the payment as a whole, such as a declined card. */
  readonly message: string | null;
};

export const EMPTY_FORM: FormState = { values: {}, errors: {}, message: null };

type FieldLook = {
  readonly name: string;
  readonly label: string;
  readonly autocomplete: string;
  readonly type?: "email" | "tel" | "text";
  readonly inputmode?: "numeric" | "email" | "tel";
  readonly placeholder?: string;
  readonly width?: "half";
  readonly maxlength?: number;
  readonly isOptional?: boolean;
  readonly isFixed?: boolean;
};

const attributes = (given: Readonly<Record<string, string | number | undefined>>): string =>
  Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeHtml(String(value))}"`)
    .join("");

function wrap(
  look: Pick<FieldLook, "name" | "label" | "width" | "isOptional">,
  control: string,
  error: string,
): string {
  const { name, label, width, isOptional } = look;
  const optional = isOptional === true ? ' <span class="optional">optional</span>' : "";
  return `<div class="field${width === "half" ? " half" : ""}"><label for="${name}">${escapeHtml(label)}${optional}</label>
${control}<p class="error" id="${name}-error">${escapeHtml(error)}</p></div>`;
}

const state = ({ errors }: FormState, name: string): Record<string, string | undefined> => ({
  "aria-describedby": `${name}-error`,
  "aria-invalid": errors[name] === undefined ? undefined : "true",
});

/** One labelled text field with its error. */
export function textField(form: FormState, look: FieldLook): string {
  const { name, autocomplete, type, inputmode, placeholder, maxlength, isFixed } = look;
  const control = `<input${attributes({
    id: name,
    name,
    type: type ?? "text",
    autocomplete,
    inputmode,
    placeholder,
    maxlength,
    value: form.values[name],
    readonly: isFixed === true ? "" : undefined,
    required: look.isOptional === true ? undefined : "",
    ...state(form, name),
  })}>`;
  return wrap(look, control, form.errors[name] ?? "");
}

/** A choice of countries, all of them unless some are named. */
export function countryField(
  form: FormState,
  look: Pick<FieldLook, "name" | "autocomplete" | "width">,
  allowed: readonly string[] | null,
): string {
  const { name, autocomplete } = look;
  const offered = COUNTRIES.filter(({ code }) => allowed === null || allowed.includes(code));
  const chosen = form.values[name] ?? (offered.some(({ code }) => code === "US") ? "US" : offered[0]?.code);
  const options = offered.map(
    ({ code, name: country }) =>
      `<option value="${code}"${code === chosen ? " selected" : ""}>${escapeHtml(country)}</option>`,
  );
  const control = `<select${attributes({ id: name, name, autocomplete, ...state(form, name) })}>${options.join("")}</select>`;
  return wrap({ ...look, label: "Country or region" }, control, form.errors[name] ?? "");
}
