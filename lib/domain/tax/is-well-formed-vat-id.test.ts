import { describe, expect, test } from "vitest";
import { isWellFormedVatId } from "./is-well-formed-vat-id";

describe("INV-05: the check digits of a VAT id", () => {
  test.each([
    ["DE", "DE136695976", true],
    ["DE", "136695976", true],
    ["DE", "DE136695977", false],
    ["AT", "ATU13585627", true],
    ["AT", "ATU13585626", false],
    ["FR", "DE136695976", false],
    ["US", "12-3456789", null],
  ])("%s %s: %s", (country, taxId, isWellFormed) => {
    expect(isWellFormedVatId(country, taxId)).toBe(isWellFormed);
  });
});
