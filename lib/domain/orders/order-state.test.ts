import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  nextOrderStates,
  ORDER_STATES,
  type OrderState,
  type OrderWorkflow,
  transitionOrder,
  workflowOf,
} from "./order-state";

const WORKFLOWS = [{ approval: "sites" }, { approval: "none" }] as const satisfies readonly OrderWorkflow[];

const ALLOWED: readonly { approval: OrderWorkflow["approval"]; from: OrderState; to: OrderState }[] = [
  { approval: "sites", from: "deposit_pending", to: "confirmed" },
  { approval: "sites", from: "deposit_pending", to: "canceled" },
  { approval: "none", from: "deposit_pending", to: "payment_pending" },
  { approval: "none", from: "deposit_pending", to: "canceled" },
  { approval: "sites", from: "confirmed", to: "sites_ready" },
  { approval: "sites", from: "confirmed", to: "canceled" },
  { approval: "sites", from: "sites_ready", to: "payment_pending" },
  { approval: "sites", from: "sites_ready", to: "canceled" },
  { approval: "sites", from: "payment_pending", to: "paid" },
  { approval: "sites", from: "payment_pending", to: "canceled" },
  { approval: "sites", from: "paid", to: "payment_pending" },
  { approval: "none", from: "confirmed", to: "payment_pending" },
  { approval: "none", from: "confirmed", to: "canceled" },
  { approval: "none", from: "payment_pending", to: "paid" },
  { approval: "none", from: "payment_pending", to: "canceled" },
  { approval: "none", from: "paid", to: "payment_pending" },
];

const isAllowed = (approval: string, from: OrderState, to: OrderState) =>
  ALLOWED.some((edge) => edge.approval === approval && edge.from === from && edge.to === to);

const REFUSED = WORKFLOWS.flatMap(({ approval }) =>
  ORDER_STATES.flatMap((from) =>
    ORDER_STATES.filter((to) => !isAllowed(approval, from, to)).map((to) => ({ approval, from, to })),
  ),
);

describe("transitionOrder", () => {
  test.each(ALLOWED)(
    "lets an order with approval by $approval go from $from to $to",
    ({ approval, from, to }) => {
      expect(transitionOrder({ approval }, from, to)).toEqual({ ok: true, value: to });
    },
  );

  test.each(REFUSED)(
    "refuses an order with approval by $approval to go from $from to $to, naming both",
    ({ approval, from, to }) => {
      expect(transitionOrder({ approval }, from, to)).toEqual({
        ok: false,
        error: { kind: "conflict", code: "order_state_refused", from, to },
      });
    },
  );

  test("covers every pair of states in both workflows", () => {
    expect(ALLOWED.length + REFUSED.length).toBe(WORKFLOWS.length * ORDER_STATES.length ** 2);
  });
});

describe("workflowOf", () => {
  test.each([
    { name: "nominal", kinds: ["site_placement"], approval: "sites" },
    { name: "courses alone", kinds: ["course"], approval: "none" },
    { name: "a subscription alone", kinds: ["subscription"], approval: "none" },
    { name: "sites among others", kinds: ["course", "site_placement"], approval: "sites" },
    { name: "nothing", kinds: [], approval: "none" },
  ] as const)("waits for sites only where there are some: $name", ({ kinds, approval }) => {
    expect(workflowOf(kinds)).toEqual({ approval });
  });
});

describe("an order's life, as a law", () => {
  const workflows = fc.constantFrom(...WORKFLOWS);
  const walks = fc.array(fc.nat({ max: 10 }), { maxLength: 10 });

  test("ends canceled at most, is never paid without having been due, and leaves paid only to be due again", () => {
    fc.assert(
      fc.property(workflows, walks, (workflow, choices) => {
        const visited: OrderState[] = ["confirmed"];
        for (const choice of choices) {
          const next = nextOrderStates(workflow, visited.at(-1) ?? "confirmed");
          const state = next[choice % Math.max(next.length, 1)];
          if (state === undefined) break;
          visited.push(state);
        }
        const last = visited.at(-1) ?? "confirmed";
        if (nextOrderStates(workflow, last).length === 0) expect(last).toBe("canceled");
        for (const [index, state] of visited.entries()) {
          if (state !== "paid") continue;
          expect(visited[index - 1]).toBe("payment_pending");
          expect(visited[index + 1] ?? "payment_pending").toBe("payment_pending");
        }
        if (workflow.approval === "sites" && visited.includes("payment_pending"))
          expect(visited).toContain("sites_ready");
        const others = visited.filter((state) => state !== "paid" && state !== "payment_pending");
        expect(new Set(others).size).toBe(others.length);
      }),
    );
  });
});
