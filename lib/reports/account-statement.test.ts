import { beforeAll, describe, expect, test } from "vitest";
import { walletOf } from "@/lib/domain/ledger/chart-of-accounts";
import { walletClawedBack, walletGranted } from "@/lib/domain/ledger/wallet-entries";
import { money } from "@/lib/domain/money/money";
import { ledgerAccountId, newId } from "@/lib/platform/ids";
import { appDatabase } from "@/test/builders/app-database";
import { type MerchantBooks, openMerchant } from "@/test/builders/console-books";
import { accountStatement, STATEMENT_PAGE_SIZE, type StatementLine } from "./account-statement";
import { trialBalanceReport } from "./trial-balance";

const database = appDatabase();
const START = Date.parse("2026-03-01T12:00:00Z");
const DAY_MS = 86_400_000;
const COUNT = STATEMENT_PAGE_SIZE + 10;

describe("a wallet that moved every day", () => {
  let shop: MerchantBooks;
  let accountId: string;

  beforeAll(async () => {
    shop = await openMerchant(database.owner, "moving", { timeZone: "America/New_York" });
    const customerId = await shop.customer("Ada Lovelace", "ada@example.com");
    accountId = ledgerAccountId(shop.merchantId, walletOf(customerId), "USD");
    for (let day = 0; day < COUNT; day += 1) {
      // Three are granted, every fourth day one is taken back.
      const recipe = day % 4 === 3 ? walletClawedBack : walletGranted;
      const occurredAt = new Date(START + day * DAY_MS);
      await shop.post(recipe({ adjustmentId: newId(), customerId, amount: money(100n, "USD"), occurredAt }));
    }
  });

  test("has a running balance that every line continues, over pages and new movements", async () => {
    const lines: StatementLine[] = [];
    let from: string | null = null;
    for (;;) {
      const page = await accountStatement(shop.staff, { accountId, from });
      lines.push(...(page?.lines ?? []));
      from = page?.older ?? null;
      if (from === null) break;
    }
    expect(lines).toHaveLength(COUNT);
    let balanceMinor = 0n;
    for (const line of lines.toReversed()) {
      balanceMinor += line.amount.amountMinor;
      expect(line.balance.amountMinor).toBe(balanceMinor);
    }
    expect(lines[0]?.counterCode).toBe("promotional_credit");
  });

  test("sums to its debits, credits and balance", async () => {
    const statement = await accountStatement(shop.staff, { accountId, from: null });
    expect(statement).toMatchObject({
      debits: { amountMinor: 1_500n },
      credits: { amountMinor: 4_500n },
      balance: { amountMinor: -3_000n },
      account: { customer: { name: "Ada Lovelace" } },
    });
  });

  test("is in the trial balance as of each day's end in the merchant's zone", async () => {
    const at = async (asOf: string | null) => {
      const [balance] = (await trialBalanceReport(shop.staff, { asOf }))?.balances ?? [];
      return balance && [balance.debitMinor, balance.creditMinor, balance.differenceMinor];
    };
    expect(await at("2026-02-28")).toBeUndefined();
    expect(await at("2026-03-01")).toEqual([100n, 100n, 0n]);
    expect(await at("2026-03-04")).toEqual([200n, 200n, 0n]);
    expect(await at(null)).toEqual([3_000n, 3_000n, 0n]);
    const late = walletGranted({
      adjustmentId: newId(),
      customerId: (await accountStatement(shop.staff, { accountId, from: null }))?.account.customer?.id ?? "",
      amount: money(7n, "USD"),
      // Half past four in the morning of the second in UTC is still the first in New York.
      occurredAt: new Date("2026-03-02T04:30:00Z"),
    });
    await shop.post(late);
    expect(await at("2026-03-01")).toEqual([107n, 107n, 0n]);
  });
});
