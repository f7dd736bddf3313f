/** What an address needs in a country: the parts in their order, how a part is called there, and what its postal code looks like. */
const DEFAULT = { parts: ["line1", "line2", "city", "postal_code"], names: {} };
const PLAIN_STATE = { parts: ["line1", "line2", "city", "state", "postal_code"], names: {} };

const FORMATS = {
  US: { ...PLAIN_STATE, names: { postal_code: "zip" }, postalCode: /^\d{5}(-?\d{4})?$/ },
  CA: { ...PLAIN_STATE, names: { state: "province" }, postalCode: /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/i },
  AU: { ...PLAIN_STATE, postalCode: /^\d{4}$/ },
  GB: { ...DEFAULT, postalCode: /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i },
  IE: {
    parts: ["line1", "line2", "city", "state", "postal_code"],
    names: { state: "county" },
    optional: ["state", "postal_code"],
  },
  DE: { parts: ["line1", "line2", "postal_code", "city"], names: {}, postalCode: /^\d{5}$/ },
  AT: { parts: ["line1", "line2", "postal_code", "city"], names: {}, postalCode: /^\d{4}$/ },
  CH: { parts: ["line1", "line2", "postal_code", "city"], names: {}, postalCode: /^\d{4}$/ },
  FR: { parts: ["line1", "line2", "postal_code", "city"], names: {}, postalCode: /^\d{5}$/ },
  BE: { parts: ["line1", "line2", "postal_code", "city"], names: {}, postalCode: /^\d{4}$/ },
  NL: {
    parts: ["line1", "line2", "postal_code", "city"],
    names: {},
    postalCode: /^\d{4} ?[A-Z]{2}$/i,
  },
  LU: { parts: ["line1", "line2", "postal_code", "city"], names: {}, postalCode: /^\d{4}$/ },
  PL: { parts: ["line1", "line2", "postal_code", "city"], names: {}, postalCode: /^\d{2}-?\d{3}$/ },
  SE: { parts: ["line1", "line2", "postal_code", "city"], names: {}, postalCode: /^\d{3} ?\d{2}$/ },
  NO: { parts: ["line1", "line2", "postal_code", "city"], names: {}, postalCode: /^\d{4}$/ },
  DK: { parts: ["line1", "line2", "postal_code", "city"], names: {}, postalCode: /^\d{4}$/ },
  FI: { parts: ["line1", "line2", "postal_code", "city"], names: {}, postalCode: /^\d{5}$/ },
  PT: { parts: ["line1", "line2", "postal_code", "city"], names: {}, postalCode: /^\d{4}-?\d{3}$/ },
  ES: {
    parts: ["line1", "line2", "postal_code", "city", "state"],
    names: { state: "province" },
    postalCode: /^\d{5}$/,
  },
  IT: {
    parts: ["line1", "line2", "postal_code", "city", "state"],
    names: { state: "province" },
    postalCode: /^\d{5}$/,
  },
  JP: {
    parts: ["postal_code", "state", "city", "line1", "line2"],
    names: { state: "prefecture" },
    postalCode: /^\d{3}-?\d{4}$/,
  },
  BR: { ...PLAIN_STATE, postalCode: /^\d{5}-?\d{3}$/ },
  MX: { ...PLAIN_STATE, postalCode: /^\d{5}$/ },
  IN: { ...PLAIN_STATE, postalCode: /^\d{6}$/ },
  NZ: { ...DEFAULT, postalCode: /^\d{4}$/ },
  HK: { parts: ["line1", "line2", "city"], names: {} },
  AE: { parts: ["line1", "line2", "city", "state"], names: {} },
};

const STATES = {
  US: "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY",
  CA: "AB BC MB NB NL NS NT NU ON PE QC SK YT",
  AU: "ACT NSW NT QLD SA TAS VIC WA",
};

export const addressFormat = (country) => FORMATS[country] ?? DEFAULT;

/** The states that can be chosen, or null where the state is typed. */
export const statesOf = (country) => STATES[country]?.split(" ") ?? null;

const error = (code, words) => ({ code, words });

export function checkAddressPart(part, text, country) {
  const format = addressFormat(country);
  if (!format.parts.includes(part) || part === "line2") return null;
  if (text === "" && format.optional?.includes(part)) return null;
  if (part === "postal_code") {
    const kind = format.names.postal_code === "zip" ? "zip" : "postal";
    if (text === "") return error("incomplete_zip", `incomplete_${kind}`);
    return (format.postalCode ?? /./).test(text) ? null : error("incomplete_zip", `invalid_${kind}`);
  }
  return text === "" ? error(`incomplete_${part}`, "incomplete_field") : null;
}

/** `PO Box 12`, `P.O.Box`, `Postfach 3`, `Apartado 9` */
export const isPoBox = (text) =>
  /\b(p\.?\s*o\.?\s*box|post\s*office\s*box|postfach|apartado|casella postale|postbus)\b/i.test(text);
