import { beforeAll, describe, expect, test } from "vitest";
import { money } from "@/lib/domain/money/money";
import { newId } from "@/lib/platform/ids";
import { reverseEntry } from "../ledger/reverse-entry";
import { adjustWallet } from "./adjust-wallet";
import { anOrder } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { payByCredit } from "@/test/support/pay-by-credit";

const stage = moneyStage();
let shop: Shop;
const finance = () => shop.staff("finance_admin");

beforeAll(async () => {
  shop = await aShop();
});

const adjust = (
  customerId: string,
  direction: "grant" | "claw_back",
  amountMinor: bigint,
  adjustmentKey = newId(),
) =>
  adjustWallet(finance(), {
    adjustmentKey,
    customerId,
    direction,
    amount: money(amountMinor, "USD"),
    reason: "Test",
  });

const codes = (results: readonly { ok: boolean; error?: { code: string } }[]) =>
  results.map((result) => (result.ok ? "done" : (result.error?.code ?? ""))).toSorted();

describe("a wallet, at the same time", () => {
  test("WAL-05, S59: with funds for seven gives a hundred takers seven, and refuses the others politely", async () => {
    const { customerId } = (await shop.customer()).actor;
    answered(await adjust(customerId, "grant", 7_099n));
    const results = await Promise.all(
      Array.from({ length: 100 }, () => adjust(customerId, "claw_back", 1_000n)),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(7);
    expect(new Set(codes(results))).toEqual(new Set(["done", "insufficient_wallet_balance"]));
  });

  test("F25: taken from by staff while its customer spends gives all to one of them, and both acts are on record", async () => {
    const winners = new Set<string>();
    for (const isStaffFirst of [true, false, true, false]) {
      const buyer = await shop.customer();
      const { customerId } = buyer.actor;
      answered(await adjust(customerId, "grant", 12_000n));
      const { orderId } = await anOrder(shop, buyer);
      const take = () => adjust(customerId, "claw_back", 12_000n);
      const spend = () => payByCredit(buyer, { orderId, amountMinor: 12_000n });
      const acts = isStaffFirst ? [take(), spend()] : [spend(), take()];
      const results = await Promise.all(acts);
      expect(codes(results)).toEqual(["done", "insufficient_wallet_balance"]);
      const rows = await stage.rows<{ kind: string }>(
        "SELECT kind FROM wallet_movement WHERE customer_id = $1 ORDER BY sequence OFFSET 1",
        [customerId],
      );
      expect(rows).toHaveLength(1);
      winners.add(rows[0]?.kind ?? "");
      const outcomes = await stage.rows<{ outcome: string }>(
        `SELECT outcome FROM audit_event WHERE merchant_id = $1 AND command IN ('adjust-wallet', 'pay-by-credit')
           ORDER BY id DESC LIMIT 2`,
        [shop.merchantId],
      );
      expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(["refused", "succeeded"]);
    }
    expect([...winners].every((kind) => ["spent", "clawed_back"].includes(kind))).toBe(true);
  });

  test("is granted once for one key, however many ask", async () => {
    const { customerId } = (await shop.customer()).actor;
    const key = newId();
    const results = await Promise.all(
      Array.from({ length: 12 }, () => adjust(customerId, "grant", 500n, key)),
    );
    expect(new Set(results.map((result) => answered(result).entryId)).size).toBe(1);
  });

  test("of one key for two customers grants to one of them", async () => {
    const [ada, bob] = await Promise.all([shop.customer(), shop.customer()]);
    const key = newId();
    const results = await Promise.all(
      [ada, bob].map(({ actor }) => adjust(actor.customerId, "grant", 500n, key)),
    );
    expect(codes(results)).toEqual(["done", "idempotency_conflict"]);
  });

  test("I6: has an entry reversed once, however many reverse it; who gave another reason is told", async () => {
    const { customerId } = (await shop.customer()).actor;
    const { entryId } = answered(await adjust(customerId, "grant", 500n));
    const results = await Promise.all(
      Array.from({ length: 6 }, () => reverseEntry(finance(), { entryId, reason: "Mistake" })),
    );
    expect(new Set(results.map((result) => answered(result).entryId)).size).toBe(1);
    expect(codes([await reverseEntry(finance(), { entryId, reason: "Another" })])).toEqual([
      "entry_already_reversed",
    ]);
  });
});
