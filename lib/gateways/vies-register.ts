import type { RegisterAnswer, TaxIdRegister } from "./tax-id-register";

/** VIES calls Greece by its own name; every other country by ISO 3166. */
const PREFIXES: Readonly<Record<string, string>> = { GR: "EL" };

/** https://ec.europa.eu/taxation_customs/vies/#/technical-information: whatever else it says, it could not say. */
const SAID: Readonly<Record<string, RegisterAnswer>> = { VALID: "registered", INVALID: "not_registered" };

function answerOf(body: unknown): RegisterAnswer {
  if (typeof body !== "object" || body === null || !("userError" in body)) return "not_reached";
  const said = String(body.userError);
  return (Object.hasOwn(SAID, said) ? SAID[said] : undefined) ?? "not_reached";
}

/** The VAT register of the European Union. It, or a country's own behind it, is often away: that is an answer, too. */
export function viesRegister(options: {
  readonly baseUrl: string;
  readonly timeoutMs: number;
}): TaxIdRegister {
  return {
    look: async (country, taxId) => {
      const prefix = PREFIXES[country] ?? country;
      const number = taxId.startsWith(prefix) ? taxId.slice(prefix.length) : taxId;
      const path = `ms/${prefix}/vat/${encodeURIComponent(number)}`;
      try {
        const signal = AbortSignal.timeout(options.timeoutMs);
        const response = await fetch(new URL(path, options.baseUrl), { signal, redirect: "error" });
        const body: unknown = await response.json();
        return response.ok ? answerOf(body) : "not_reached";
      } catch {
        return "not_reached";
      }
    },
  };
}
