import { describe, expect, test } from "vitest";
import { restrictionPhrases, restrictionText } from "./restriction-words";
import type { Restrictions } from "./restrictions";

const text = (restrictions: Restrictions, productNames: readonly string[] = []) =>
  restrictionText(restrictionPhrases(restrictions, { currency: "USD", locale: "en-US", productNames }));

describe("what credit is good for", () => {
  test("is everything where nothing limits it", () => {
    expect(text({})).toBe("Everything");
  });

  test("WAL-11: is told in plain words, each limit once", () => {
    expect(
      text(
        {
          productKinds: ["course", "site_placement"],
          productIds: ["a", "b", "c"],
          minimumOrderMinor: 5_000n,
          firstOrderOnly: true,
          gatewayFundedMinor: 1_000n,
        },
        ["Bread", "Cheese", "Wine"],
      ),
    ).toBe(
      "Only for courses and site placements, for Bread, Cheese and Wine, in orders of $50.00 and more, in a first order, where $10.00 or more are paid by card",
    );
  });

  test("is still told where what it is for is no longer sold", () => {
    expect(text({ productKinds: [] })).toBe("Only for something that is no longer sold");
    expect(text({ productIds: ["a"] })).toBe("Only for one product that is no longer sold");
  });
});
