import { describe, expect, test } from "vitest";
import { invoiceStanding } from "./invoice-state";

describe("where an invoice stands", () => {
  test.each([
    { state: "open", dueOn: "2026-11-20", standing: "open" },
    { state: "open", dueOn: "2026-11-21", standing: "open" },
    { state: "open", dueOn: "2026-11-19", standing: "overdue" },
    { state: "paid", dueOn: "2026-11-01", standing: "paid" },
    { state: "void", dueOn: "2026-11-01", standing: "void" },
  ] as const)("$state and due on $dueOn is $standing on 20 November", ({ state, dueOn, standing }) => {
    expect(invoiceStanding({ state, dueOn }, "2026-11-20")).toBe(standing);
  });
});
