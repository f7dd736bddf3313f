import { describe, expect, test } from "vitest";
import { money } from "../money/money";
import type { StatementLine } from "../wallets/statement-line";
import { printedTexts } from "./printed-texts";
import { printWalletStatement, type WalletStatementFacts } from "./print-wallet-statement";

const usd = (amountMinor: bigint) => money(amountMinor, "USD");
const line = (changes: Partial<StatementLine> = {}): StatementLine => ({
  occurredAt: new Date("2026-11-20T23:30:00Z"),
  what: "Paid with credit",
  reason: null,
  actorName: "Ada Lovelace",
  orderNumber: "1012",
  paymentId: "pay_1",
  amount: usd(-1_250n),
  held: usd(-1_250n),
  balance: usd(750n),
  lots: [],
  ...changes,
});
const facts = (changes: Partial<WalletStatementFacts> = {}): WalletStatementFacts => ({
  merchant: {
    legalName: "Acme Ltd",
    supportEmail: "help@acme.test",
    locale: "en-US",
    timeZone: "Europe/Berlin",
  },
  customer: { name: "Ada Lovelace", email: "ada@acme.test" },
  currency: "USD",
  days: { from: "2026-11-01", to: null },
  printedAt: new Date("2026-11-21T12:00:00Z"),
  balances: [{ term: "Available", amount: usd(750n) }],
  lots: [
    { kind: "Top-up", granted: usd(2_000n), remaining: usd(750n), expires: "Never", limits: "Everything" },
  ],
  lines: [line()],
  isCut: false,
  ...changes,
});
const textOf = (changes: Partial<WalletStatementFacts> = {}) =>
  printedTexts(printWalletStatement(facts(changes))).join("\n");

describe("a printed wallet statement", () => {
  test("tells what the wallet comes to, what that is made of, and each movement in the merchant's days", () => {
    const text = textOf();
    for (const part of [
      "Wallet statement, USD",
      "From 2026-11-01",
      "$7.50",
      "Top-up",
      "Nov 21, 2026",
      "Paid with credit, order 1012, by Ada Lovelace",
      "−$12.50",
    ])
      expect(text).toContain(part);
  });

  test("sets what is only reserved in brackets, because it moves no balance", () => {
    const text = textOf({
      lines: [line({ what: "Reserved for a payment", amount: usd(0n), held: usd(500n) })],
    });
    expect(text).toContain("($5.00)");
  });

  test("says when nothing moved, and when older movements did not fit", () => {
    expect(textOf({ lines: [] })).toContain("Nothing moved on these days.");
    expect(textOf()).not.toContain("did not fit");
    expect(textOf({ isCut: true })).toContain("did not fit");
  });

  test("S54: shows markup in a reason as what it is", () => {
    expect(textOf({ lines: [line({ reason: '<img src="http://x">' })] })).toContain('<img src="http://x">');
  });
});
