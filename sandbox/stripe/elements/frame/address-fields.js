import { addressFormat, checkAddressPart, isPoBox, statesOf } from "./address-formats.js";
import { countryOptions } from "./countries.js";
import { createField } from "./field.js";
import { word } from "./words.js";

const PARTS = ["line1", "line2", "city", "state", "postal_code"];
const TOKENS = {
  line1: "address-line1",
  line2: "address-line2",
  city: "address-level2",
  state: "address-level1",
  postal_code: "postal-code",
};
const WORDS = { line1: "line1", line2: "line2", city: "city", state: "state", postal_code: "postalCode" };

/**
 * An address whose fields follow its country. States are chosen where there is a list and typed elsewhere.
 * `group` is the autocomplete section: `billing` or `shipping`.
 */
export function createAddressFields(handlers, { group = "billing", countries, noPoBox = () => false } = {}) {
  const country = createField(
    {
      name: "country",
      label: () => word("country"),
      autocomplete: `${group} country`,
      options: () => countryOptions(countries?.()),
      isWide: true,
    },
    {
      ...handlers,
      onChange: (field, typing) => {
        follow();
        handlers.onChange?.(field, typing);
      },
    },
  );
  const check = (part) => (text) => {
    const found = checkAddressPart(part, text, country.value());
    if (found !== null || !["line1", "line2"].includes(part) || !noPoBox() || !isPoBox(text)) return found;
    return { code: "invalid_po_box", words: "po_box" };
  };
  const part = (name, options) =>
    createField(
      {
        name: options === undefined ? name : "stateChoice",
        label: () => word(addressFormat(country.value()).names[name] ?? WORDS[name]),
        autocomplete: `${group} ${TOKENS[name]}`,
        capitals: "words",
        isOptional: name === "line2",
        check: check(name),
        isWide: name === "line1" || name === "line2",
        options,
      },
      handlers,
    );
  const byPart = Object.fromEntries(PARTS.map((name) => [name, part(name)]));
  const choice = part("state", () => [
    { value: "", text: word("select") },
    ...(statesOf(country.value()) ?? []).map((code) => ({ value: code, text: code })),
  ]);

  /** Shows what the country's addresses have, in its order. */
  function follow() {
    const format = addressFormat(country.value());
    const hasChoice = statesOf(country.value()) !== null;
    const shown = format.parts.map((name) => (name === "state" && hasChoice ? choice : byPart[name]));
    for (const field of [...Object.values(byPart), choice]) {
      field.hide(!shown.includes(field));
      field.restate();
    }
    shown.forEach((field, index) => {
      field.node.style.order = String(index + 1);
    });
  }
  country.node.style.order = "0";
  follow();
  return {
    fields: [country, ...Object.values(byPart), choice],
    country,
    follow,
    set(address = {}) {
      if (address.country) country.set(address.country);
      follow();
      for (const name of PARTS) if (address[name]) byPart[name].set(address[name]);
      if (address.state) choice.set(address.state);
    },
    value() {
      const of = (field) => (field.isHidden ? "" : field.value());
      return {
        line1: of(byPart.line1),
        line2: of(byPart.line2) || null,
        city: of(byPart.city),
        state: choice.isHidden ? of(byPart.state) : choice.value(),
        postal_code: of(byPart.postal_code),
        country: country.value(),
      };
    },
  };
}
