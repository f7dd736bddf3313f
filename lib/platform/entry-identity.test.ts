import { describe, expect, test } from "vitest";
import { money } from "@/lib/domain/money/money";
import { entryFingerprint, entryId } from "./entry-identity";

const MERCHANT = "01890a5d-ac96-774b-bcce-b302099a8057";
const ENTRY = {
  kind: "payment_captured",
  sourceKind: "payment",
  sourceId: "payment-1",
  occurredAt: new Date("2026-11-20T12:00:00Z"),
  postings: [
    { account: "gateway_clearing:stripe", amount: money(12_000n, "USD") },
    { account: "accounts_receivable:1", amount: money(-12_000n, "USD") },
  ],
};

describe("entryId", () => {
  test("is the same for the same event, whatever the postings say", () => {
    expect(entryId(MERCHANT, { ...ENTRY })).toBe(entryId(MERCHANT, ENTRY));
  });

  test.each([
    { name: "another merchant", merchant: "01890a5d-ac96-774b-bcce-b302099a8058", changes: {} },
    { name: "another kind", merchant: MERCHANT, changes: { kind: "overpayment_received" } },
    { name: "another kind of source", merchant: MERCHANT, changes: { sourceKind: "invoice" } },
    { name: "another source", merchant: MERCHANT, changes: { sourceId: "payment-2" } },
    {
      name: "another instant",
      merchant: MERCHANT,
      changes: { occurredAt: new Date("2026-11-20T12:00:01Z") },
    },
  ])("differs for $name", ({ merchant, changes }) => {
    expect(entryId(merchant, { ...ENTRY, ...changes })).not.toBe(entryId(MERCHANT, ENTRY));
  });

  test("sorts by when it happened", () => {
    const later = { ...ENTRY, occurredAt: new Date(ENTRY.occurredAt.getTime() + 1) };
    expect(entryId(MERCHANT, ENTRY) < entryId(MERCHANT, later)).toBe(true);
  });
});

describe("entryFingerprint", () => {
  const [debit, credit] = [ENTRY.postings[0], ENTRY.postings[1]].map(
    (posting) => posting ?? { account: "", amount: money(0n, "USD") },
  );

  test.each([
    { name: "another kind", changes: { kind: "overpayment_received" } },
    { name: "another source", changes: { sourceId: "payment-2" } },
    { name: "another instant", changes: { occurredAt: new Date("2026-11-20T12:00:00.001Z") } },
    {
      name: "another amount",
      changes: { postings: [{ account: "gateway_clearing:stripe", amount: money(12_001n, "USD") }, credit] },
    },
    {
      name: "another currency",
      changes: { postings: [{ account: "gateway_clearing:stripe", amount: money(12_000n, "EUR") }, credit] },
    },
    {
      name: "another account",
      changes: { postings: [{ account: "bank", amount: money(12_000n, "USD") }, credit] },
    },
    { name: "the other side", changes: { postings: [credit, debit] } },
    { name: "one posting less", changes: { postings: [debit] } },
  ])("differs for $name", ({ changes }) => {
    expect(entryFingerprint({ ...ENTRY, ...changes } as typeof ENTRY)).not.toBe(entryFingerprint(ENTRY));
  });

  test("is the same for the same content, and is a SHA-256", () => {
    expect(entryFingerprint({ ...ENTRY, postings: [...ENTRY.postings] })).toBe(entryFingerprint(ENTRY));
    expect(entryFingerprint(ENTRY)).toMatch(/^[0-9a-f]{64}$/);
  });
});
