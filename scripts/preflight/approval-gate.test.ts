import { describe, expect, test } from "vitest";
import { parseEnv } from "@/lib/platform/env";
import { approvalGate, fingerprintOf, type GateFindings } from "./approval-gate";
import type { PartialRecord } from "./record";

const ENV = parseEnv({
  DEPLOY_ENV: "production",
  DATABASE_URL: "postgresql://remit_web@db.example.com/remit",
  APP_URL: "https://pay.example.com",
  NEXTAUTH_SECRET: "0123456789abcdef0123456789abcdef",
  STRIPE_SECRET_KEY: "rk_live_value",
  STRIPE_PUBLISHABLE_KEY: "pk_live_value",
  STRIPE_WEBHOOK_SECRET: "whsec_value",
});
const RECORD: PartialRecord = {
  ticket: "PAY-1204",
  pciChecklist: { reviewedBy: "Security", reviewedOn: "2026-11-02", openItems: [] },
  testMode: { testedOn: "2026-11-18", evidence: "build 4f2c1d" },
  rollback: { testedOn: "2026-10-30", evidence: "drill 7" },
  target: { environment: "production", url: "https://pay.example.com" },
  webhook: { url: "https://old.example.com/api/webhooks/stripe", secretFingerprint: "00000000" },
};
const FOUND: GateFindings = {
  accountIsLive: true,
  cardScan: { tableCount: 40, rowCount: 900, foundIn: [] },
  keys: { excess: [], missing: [] },
  today: "2026-11-20",
};

interface Change {
  readonly env?: Partial<typeof ENV>;
  readonly record?: PartialRecord;
  readonly found?: Partial<GateFindings>;
}
const openItems = ({ env = {}, record = {}, found = {} }: Change = {}) =>
  approvalGate({ ...ENV, ...env }, { ...RECORD, ...record }, { ...FOUND, ...found }).flatMap(
    ({ isDone }, index) => (isDone ? [] : [index + 1]),
  );

describe("the approval gate", () => {
  test("TST-15: has eight items, and is open in none of them when all is in order", () => {
    expect(approvalGate(ENV, RECORD, FOUND)).toHaveLength(8);
    expect(openItems()).toEqual([]);
  });

  test("is open in every item that nobody answered for", () => {
    const items = approvalGate(
      ENV,
      {},
      { ...FOUND, accountIsLive: null, cardScan: { ...FOUND.cardScan, rowCount: 0 } },
    );
    expect(items.filter(({ isDone }) => !isDone)).toHaveLength(7);
  });

  test("SEC-06: lists what a restricted key may do beyond its need", () => {
    const keys = { excess: ["worker refund: write"], missing: [] };
    const [last] = approvalGate(ENV, RECORD, { ...FOUND, keys }).slice(-1);
    expect(last).toMatchObject({
      isDone: false,
      evidence: "a restricted key (rk_); it may do more than is needed: worker refund: write",
    });
  });

  const cases: readonly { name: string; item: number; change: Change }[] = [
    {
      name: "the restricted key could not be tried",
      item: 8,
      change: { found: { keys: null } },
    },
    {
      name: "the restricted key lacks what is needed",
      item: 8,
      change: { found: { keys: { excess: [], missing: ["event: read"] } } },
    },
    {
      name: "the checklist has an open line",
      item: 2,
      change: {
        record: {
          pciChecklist: { reviewedBy: "Security", reviewedOn: "2026-11-02", openItems: ["ASV scan"] },
        },
      },
    },
    {
      name: "the checklist is of last year",
      item: 2,
      change: {
        record: { pciChecklist: { reviewedBy: "Security", reviewedOn: "2025-11-01", openItems: [] } },
      },
    },
    {
      name: "a card number was found",
      item: 3,
      change: { found: { cardScan: { tableCount: 1, rowCount: 1, foundIn: ["public.mail"] } } },
    },
    {
      name: "the try in test mode is old",
      item: 4,
      change: { record: { testMode: { testedOn: "2026-10-01", evidence: "x" } } },
    },
    {
      name: "the try in test mode lies ahead",
      item: 4,
      change: { record: { testMode: { testedOn: "2026-12-01", evidence: "x" } } },
    },
    {
      name: "the rollback was tried long ago",
      item: 5,
      change: { record: { rollback: { testedOn: "2026-01-01", evidence: "x" } } },
    },
    {
      name: "the record names another environment",
      item: 6,
      change: { record: { target: { environment: "staging", url: "https://pay.example.com" } } },
    },
    {
      name: "the record names another address",
      item: 6,
      change: { record: { target: { environment: "production", url: "https://evil.example" } } },
    },
    { name: "ENV-05: the account is a test account", item: 6, change: { found: { accountIsLive: false } } },
    { name: "the gateway could not be asked", item: 6, change: { found: { accountIsLive: null } } },
    { name: "a key is of the other mode", item: 6, change: { env: { STRIPE_PUBLISHABLE_KEY: "pk_test_x" } } },
    {
      name: "the address moved and the secret did not change",
      item: 7,
      change: {
        record: {
          webhook: { url: "https://old.example.com/x", secretFingerprint: fingerprintOf("whsec_value") },
        },
      },
    },
    { name: "the key may do everything", item: 8, change: { env: { STRIPE_SECRET_KEY: "sk_live_x" } } },
  ];
  test.each(cases)("AUD-25: is open when $name", ({ item, change }) => {
    expect(openItems(change)).toEqual([item]);
  });

  test("tells no secret", () => {
    expect(JSON.stringify(approvalGate(ENV, RECORD, FOUND))).not.toContain("_value");
  });
});
