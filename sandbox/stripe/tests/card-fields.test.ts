import { describe, expect, it } from "vitest";
import {
  brandOf,
  checkCvc,
  checkExpiry,
  checkNumber,
  checkPostalCode,
  formatExpiry,
  formatNumber,
} from "../elements/frame/card.js";

const TODAY = new Date(2026, 10, 20);
const codeOf = (error: { code: string } | null): string | null => error?.code ?? null;

describe("the card number (https://docs.stripe.com/js/elements_object, 'validation errors')", () => {
  it.each([
    ["4242424242424242", "4242 4242 4242 4242", "visa"],
    ["378282246310005", "3782 822463 10005", "amex"],
    ["36227206271667", "3622 720627 1667", "diners"],
    ["5555555555554444", "5555 5555 5555 4444", "mastercard"],
    ["6011111111111117", "6011 1111 1111 1117", "discover"],
    ["3566002020360505", "3566 0020 2036 0505", "jcb"],
    ["6205500000000000004", "6205 5000 0000 0000 004", "unionpay"],
    ["42424242424242429999", "4242 4242 4242 4242", "visa"],
    ["4242-4242 abc", "4242 4242", "visa"],
  ])("%s is written as %s", (typed, shown, brand) => {
    expect(formatNumber(typed)).toBe(shown);
    expect(brandOf(typed).name).toBe(brand);
  });

  it.each([
    ["", "incomplete_number"],
    ["4242 4242", "incomplete_number"],
    ["4242 4242 4242 4241", "invalid_number"],
    ["4242 4242 4242 4242", null],
    ["3782 822463 10005", null],
    ["6200 0000 0000 0005", null],
  ])("%j is %s", (typed, code) => {
    expect(codeOf(checkNumber(typed))).toBe(code);
  });
});

describe("the expiration date", () => {
  it.each([
    ["1", false, "1"],
    ["5", false, "05 / "],
    ["12", false, "12 / "],
    ["12 / ", true, "12"],
    ["1234", false, "12 / 34"],
    ["12/34", false, "12 / 34"],
    ["12 / 2034", false, "12 / 34"],
    ["1/30", false, "01 / 30"],
  ])("%j becomes %j (deleting: %s)", (typed, isDeleting, shown) => {
    expect(formatExpiry(typed, isDeleting)).toBe(shown);
  });

  it.each([
    ["", "incomplete_expiry"],
    ["12 / 3", "incomplete_expiry"],
    ["13 / 30", "invalid_expiry_month"],
    ["12 / 20", "invalid_expiry_year_past"],
    ["10 / 26", "invalid_expiry_month_past"],
    ["12 / 99", "invalid_expiry_year"],
    ["11 / 26", null],
    ["12 / 34", null],
  ])("%j is %s", (typed, code) => {
    expect(codeOf(checkExpiry(typed, TODAY))).toBe(code);
  });
});

describe("the security code and the postal code", () => {
  it("American Express has four digits, all others three", () => {
    expect(codeOf(checkCvc("123", "4242"))).toBeNull();
    expect(codeOf(checkCvc("123", "3782"))).toBe("incomplete_cvc");
    expect(codeOf(checkCvc("1234", "3782"))).toBeNull();
  });

  it.each([
    ["94107", "US", null],
    ["9410", "US", "incomplete_zip"],
    ["94107-1234", "US", null],
    ["K1A 0B1", "CA", null],
    ["SW1A 1AA", "GB", null],
    ["", "GB", "incomplete_zip"],
    ["", "DE", null],
  ])("%j in %s is %s", (typed, country, code) => {
    expect(codeOf(checkPostalCode(typed, country))).toBe(code);
  });
});
