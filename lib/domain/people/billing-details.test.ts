import { describe, expect, test } from "vitest";
import { billingDetails, type BillingWish } from "./billing-details";
import { COUNTRY_CODES, countryName } from "./countries";

const WISH: BillingWish = {
  locale: "de-DE",
  name: " Vogel  GmbH ",
  address: "Straße 1\n\n 10115  Berlin \n",
  country: "DE",
  region: "",
  taxId: "de 136.695-976",
};

describe("billing details", () => {
  test("are read as they are written on an envelope", () => {
    expect(billingDetails(WISH)).toEqual({
      ok: true,
      value: {
        locale: "de-DE",
        name: "Vogel GmbH",
        addressLines: ["Straße 1", "10115 Berlin"],
        country: "DE",
        region: null,
        taxId: "DE136695976",
      },
    });
  });

  test("need no tax id", () => {
    expect(billingDetails({ ...WISH, taxId: "  " })).toMatchObject({ ok: true, value: { taxId: null } });
  });

  test.each([
    [{ name: " " }, { name: "required" }],
    [{ name: "x".repeat(101) }, { name: "too_long" }],
    [{ address: "\n \n" }, { address: "required" }],
    [{ address: "1\n2\n3\n4\n5\n6" }, { address: "too_long" }],
    [{ address: `ok\n${"x".repeat(101)}` }, { address: "too_long" }],
    [{ country: "XX" }, { country: "required" }],
    [{ locale: "xx-XX" }, { locale: "required" }],
    [{ taxId: "<b>12</b>" }, { taxId: "tax_id_malformed" }],
    [
      { name: "", taxId: "1" },
      { name: "required", taxId: "tax_id_malformed" },
    ],
  ])("are refused: %o", (changes, fields) => {
    expect(billingDetails({ ...WISH, ...changes })).toEqual({
      ok: false,
      error: { kind: "invalid", code: "invalid_input", fields },
    });
  });

  test("name every country in the reader's language", () => {
    expect(countryName("DE", "de-AT")).toBe("Deutschland");
    expect(COUNTRY_CODES.filter((code) => countryName(code, "en-US") === code)).toEqual([]);
    expect(new Set(COUNTRY_CODES).size).toBe(249);
  });
});
