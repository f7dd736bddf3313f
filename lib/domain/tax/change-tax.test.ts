import { describe, expect, test } from "vitest";
import { VAT } from "@/test/builders/tax";
import { changeTax } from "./change-tax";
import { NO_TAX, type TaxRate, type TaxSettings } from "./tax-settings";

const ENDED: TaxRate = { ...VAT, validUntil: "2026-12-31" };
const SET: TaxSettings = { ...NO_TAX, version: 3, driver: "rates", homeCountry: "DE", rates: [ENDED] };

describe("a change of tax settings", () => {
  test("adds a rate that begins after the one before", () => {
    const rate = { ...VAT, validFrom: "2027-01-01", validUntil: null };
    expect(changeTax(SET, { kind: "add_rate", rate })).toMatchObject({ value: { rates: [ENDED, rate] } });
  });

  test("ends a rate, and says that the page is old where there is none", () => {
    const end = { kind: "end_rate", validUntil: "2026-06-30" } as const;
    expect(changeTax(SET, { ...end, position: 1 })).toMatchObject({
      value: { rates: [{ validUntil: "2026-06-30" }] },
    });
    expect(changeTax(SET, { ...end, position: 2 })).toMatchObject({ error: { code: "page_outdated" } });
  });

  test.each([
    { name: "a day that two rates share", change: { validFrom: "2026-12-31" }, code: "tax_rates_overlap" },
    { name: "a rate above the price", change: { ratePpm: 1_000_001 }, code: "tax_rate_malformed" },
    { name: "no such country", change: { country: "XX" }, code: "tax_rate_malformed" },
    { name: "a region that is none", change: { region: "New York" }, code: "tax_rate_malformed" },
    {
      name: "an end before the beginning",
      change: { validFrom: "2027-02-01", validUntil: "2027-01-01" },
      code: "tax_rate_malformed",
    },
    { name: "no name", change: { name: " " }, code: "tax_rate_malformed" },
  ])("is refused for $name", ({ change, code }) => {
    const rate = { ...VAT, validFrom: "2027-01-01", validUntil: null, ...change };
    expect(changeTax(SET, { kind: "add_rate", rate })).toMatchObject({ error: { code } });
  });

  test("is refused for taxing by rates where there is none, and for a place that is none", () => {
    const general = {
      kind: "general",
      driver: "rates",
      homeCountry: "DE",
      homeRegion: null,
      inclusiveKinds: [],
    } as const;
    expect(changeTax(NO_TAX, general)).toMatchObject({ error: { code: "tax_rates_missing" } });
    expect(changeTax(SET, { ...general, homeCountry: "XX" })).toMatchObject({
      error: { code: "tax_place_unknown" },
    });
    expect(changeTax(SET, { ...general, driver: "none" })).toMatchObject({
      value: { driver: "none", rates: [ENDED] },
    });
  });
});
