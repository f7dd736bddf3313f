import { invalidParameter } from "./errors.ts";
import type { FormNode, FormTree } from "./form.ts";

/** How one parameter is read. `required` is part of the type so that the parsed value's type knows it. */
export type Field<T, R extends boolean = boolean> = {
  readonly required: R;
  readonly read: (node: FormNode, name: string) => T;
};
export type Spec = Readonly<Record<string, Field<unknown>>>;
type Read<F> = F extends Field<infer T> ? T : never;
export type Parsed<S extends Spec> = {
  readonly [K in keyof S]: S[K] extends Field<unknown, true> ? Read<S[K]> : Read<S[K]> | undefined;
};

const field = <T>(read: (node: FormNode, name: string) => T): Field<T, false> => ({ required: false, read });

/** https://docs.stripe.com/error-codes/parameter-invalid-empty */
function emptyRefused(name: string): never {
  throw invalidParameter(
    `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; however ` +
      `'${name}' cannot be unset. You should remove '${name}' from your request or supply a non-empty value.`,
    { code: "parameter_invalid_empty", param: name },
  );
}

function leaf(node: FormNode, name: string): string {
  if (typeof node !== "string") throw invalidParameter("Invalid string: must be a string", { param: name });
  return node;
}

export const text = (lengthMax = 5_000): Field<string, false> =>
  field((node, name) => {
    const value = leaf(node, name);
    if (value === "") emptyRefused(name);
    if (value.length > lengthMax) {
      throw invalidParameter(
        `Invalid string: ${value.slice(0, 20)}…; must be at most ${lengthMax} characters`,
        {
          code: "parameter_invalid_string",
          param: name,
        },
      );
    }
    return value;
  });

export const integer = (): Field<number, false> =>
  field((node, name) => {
    const value = leaf(node, name);
    if (value === "") emptyRefused(name);
    if (!/^-?\d{1,15}$/.test(value)) {
      throw invalidParameter(`Invalid integer: ${value}`, { code: "parameter_invalid_integer", param: name });
    }
    return Number(value);
  });

/** A number such as `10.5`, kept as the text that it is: no rounding on the way. */
export const decimal = (): Field<string, false> =>
  field((node, name) => {
    const value = leaf(node, name);
    if (/^-?\d{1,15}(\.\d{1,12})?$/.test(value)) return value;
    throw invalidParameter(`Invalid decimal: ${value}`, { code: "parameter_invalid_decimal", param: name });
  });

export const boolean = (): Field<boolean, false> =>
  field((node, name) => {
    const value = leaf(node, name);
    if (value !== "true" && value !== "false")
      throw invalidParameter(`Invalid boolean: ${value}`, { param: name });
    return value === "true";
  });

export const oneOf = <const T extends string>(...values: readonly T[]): Field<T, false> =>
  field((node, name) => {
    const given = leaf(node, name);
    if (given === "") emptyRefused(name);
    const found = values.find((value) => value === given);
    if (found !== undefined) return found;
    const [last, ...others] = values.toReversed();
    const list = others.length === 0 ? last : `${others.toReversed().join(", ")} or ${last}`;
    throw invalidParameter(`Invalid ${name}: must be one of ${list}`, { param: name });
  });

/** An empty string unsets the value. */
export const clearable = <T>(inner: Field<T>): Field<T | null, false> =>
  field((node, name) => (node === "" ? null : inner.read(node, name)));

export const list = <T>(inner: Field<T>): Field<readonly T[], false> =>
  field((node, name) => {
    if (node === "") return [];
    if (typeof node === "string" || Object.keys(node).some((key) => !/^\d+$/.test(key))) {
      throw invalidParameter("Invalid array", { param: name });
    }
    const entries = Object.entries(node).toSorted(([a], [b]) => Number(a) - Number(b));
    return entries.map(([key, value]) => inner.read(value, `${name}[${key}]`));
  });

export const object = <S extends Spec>(spec: S): Field<Parsed<S>, false> =>
  field((node, name) => {
    if (typeof node === "string") throw invalidParameter("Invalid object", { param: name });
    return readParams(spec, node, name);
  });

/** A parameter that Stripe knows and the sandbox accepts without acting on it. */
export const accepted = (): Field<FormNode, false> => field((node) => node);

/**
 * A parameter that Stripe knows and the sandbox does not simulate. It is refused, because an answer that ignored it
 * would be another than Stripe's.
 */
export const notSimulated = (): Field<never, false> =>
  field((_node, name) => {
    throw invalidParameter(`The sandbox does not simulate the parameter ${name}.`, {
      code: "parameter_not_simulated",
      param: name,
    });
  });

/** An id or a token, or what it would stand for. */
export const textOr = <T>(other: Field<T>): Field<string | T, false> =>
  field((node, name) => (typeof node === "string" ? text().read(node, name) : other.read(node, name)));

/** The same under keys of the caller's choice, such as capabilities by their names. */
export const map = <T>(inner: Field<T>): Field<Readonly<Record<string, T>>, false> =>
  field((node, name) => {
    if (typeof node === "string") throw invalidParameter("Invalid object", { param: name });
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => [key, inner.read(value, `${name}[${key}]`)] as const),
    );
  });

/** `null` clears all; a key with an empty value is unset. https://docs.stripe.com/api/metadata */
export type MetadataChange = Readonly<Record<string, string>> | null;

export const metadata = (): Field<MetadataChange, false> =>
  field((node, name) => {
    if (node === "") return null;
    if (typeof node === "string") throw invalidParameter("Invalid object", { param: name });
    const entries = Object.entries(node).map(
      ([key, value]) => [key, leaf(value, `${name}[${key}]`)] as const,
    );
    for (const [key, value] of entries) {
      if (key.length > 40) {
        throw invalidParameter(`Metadata keys must be 40 characters or less; '${key}' has ${key.length}.`, {
          param: name,
        });
      }
      if (value.length > 500) {
        throw invalidParameter(
          `Metadata values can have up to 500 characters, but you passed in a value that is ${value.length} characters. ` +
            `Invalid value: ${value.slice(0, 20)}…`,
          { param: `${name}[${key}]` },
        );
      }
    }
    if (entries.length > 50) throw invalidParameter("Metadata can have up to 50 keys.", { param: name });
    return Object.fromEntries(entries);
  });

export const required = <T>(inner: Field<T>): Field<T, true> => ({
  required: true,
  read: inner.read,
});

const qualified = (prefix: string, key: string): string => (prefix === "" ? key : `${prefix}[${key}]`);

/**
 * Reads a form by its specification. Answers `parameter_unknown` for what the specification does not name and
 * `parameter_missing` for what it demands, as https://docs.stripe.com/error-codes documents.
 */
export function readParams<S extends Spec>(spec: S, tree: FormTree, prefix?: string): Parsed<S>;
export function readParams(spec: Spec, tree: FormTree, prefix = ""): Record<string, unknown> {
  const unknown = Object.keys(tree)
    .filter((key) => !Object.hasOwn(spec, key))
    .map((key) => qualified(prefix, key));
  if (unknown.length > 0) {
    const message = `Received unknown parameter${unknown.length > 1 ? "s" : ""}: ${unknown.join(", ")}`;
    throw invalidParameter(message, { code: "parameter_unknown", param: unknown[0] ?? "" });
  }
  const values: Record<string, unknown> = {};
  for (const [key, parameter] of Object.entries(spec)) {
    const node = tree[key];
    const name = qualified(prefix, key);
    if (node !== undefined) values[key] = parameter.read(node, name);
    else if (parameter.required) {
      throw invalidParameter(`Missing required param: ${name}.`, { code: "parameter_missing", param: name });
    }
  }
  return values;
}
