import { describe, expect, test } from "vitest";
import { statementRequest } from "./statement-request";

const MERCHANT = {
  id: "01900000-0000-7000-8000-000000000001",
  slug: "acme",
  name: "Acme",
  legalName: "Acme Ltd",
  statementDescriptor: "ACME",
  supportEmail: "help@acme.test",
  timeZone: "Asia/Tokyo",
  locale: "en-US",
  currencies: ["USD", "JPY"],
};
const NOW = new Date("2026-11-20T23:30:00Z");

const asked = (address: Readonly<Record<string, string>>) =>
  statementRequest((name) => address[name] ?? null, MERCHANT, NOW);

describe("the statement that an address asks for", () => {
  test("is this month's until today in the merchant's zone, where nothing is said", () => {
    expect(asked({})).toEqual({ currency: "USD", from: "2026-11-01", until: "2026-11-21" });
  });

  test("is of the days and the currency that are named", () => {
    const named = { currency: "JPY", from: "2026-01-31", until: "2026-02-28" };
    expect(asked(named)).toEqual(named);
  });

  test("reads nothing from days that are none, other currencies and an end before the beginning", () => {
    expect(asked({ from: "2026-02-30", until: "soon", currency: "EUR" })).toEqual(asked({}));
    expect(asked({ from: "2026-11-10", until: "2026-11-05" })).toMatchObject({ until: "2026-11-10" });
  });
});
