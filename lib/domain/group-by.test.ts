import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { groupBy } from "./group-by";

describe("groupBy", () => {
  test.each([
    {
      name: "nominal",
      values: [1, 2, 3, 4],
      groups: [
        ["odd", [1, 3]],
        ["even", [2, 4]],
      ],
    },
    { name: "one group", values: [2, 4], groups: [["even", [2, 4]]] },
    { name: "nothing", values: [], groups: [] },
    { name: "equal values", values: [2, 2], groups: [["even", [2, 2]]] },
  ])("keeps the order in which groups and members came: $name", ({ values, groups }) => {
    expect([...groupBy(values, (value) => (value % 2 === 0 ? "even" : "odd"))]).toEqual(groups);
  });

  test("groups under a key that is undefined, too", () => {
    expect([...groupBy([1, 2], () => undefined)]).toEqual([[undefined, [1, 2]]]);
  });
});

describe("groupBy, as a law", () => {
  test("loses none, invents none, and every member has its group's key", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (values) => {
        const groups = groupBy(values, (value) => value % 7);
        expect([...groups.values()].flat().toSorted((a, b) => a - b)).toEqual(
          values.toSorted((a, b) => a - b),
        );
        for (const [key, members] of groups) expect(members.every((member) => member % 7 === key)).toBe(true);
      }),
    );
  });
});
