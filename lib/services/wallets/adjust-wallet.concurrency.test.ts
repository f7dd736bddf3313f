import { beforeAll, describe, expect, test } from "vitest";
import { money } from "@/lib/domain/money/money";
import { newId } from "@/lib/platform/ids";
import { reverseEntry } from "../ledger/reverse-entry";
import { adjustWallet } from "./adjust-wallet";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";

moneyStage();
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
