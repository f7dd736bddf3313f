import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inputHash } from "./input-hash";

describe("the hash of an input", () => {
  test("does not depend on the order of its fields, nor on fields that are not there", () => {
    expect(inputHash({ amount: 5n, to: { id: "a", name: "b" } })).toBe(
      inputHash({ to: { name: "b", id: "a" }, note: undefined, amount: 5n }),
    );
  });

  test("F62: tells integers apart beyond what a JavaScript number can hold, and from their texts", () => {
    const hashes = [
      9_007_199_254_740_993n,
      9_007_199_254_740_992n,
      "9007199254740993",
      9_007_199_254_740_992,
    ];
    expect(new Set(hashes.map((amount) => inputHash({ amount }))).size).toBe(hashes.length);
  });

  test("depends on everything else", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => {
        fc.pre(JSON.stringify(left) !== JSON.stringify(right));
        fc.pre(typeof left !== "object" && typeof right !== "object");
        expect(inputHash({ left })).not.toBe(inputHash({ left: right }));
      }),
    );
  });
});
