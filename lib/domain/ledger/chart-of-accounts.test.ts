import { describe, expect, test } from "vitest";
import {
  customerAccounts,
  houseAccounts,
  isDebitNormal,
  isLedgerAccountCode,
  ledgerAccountName,
  receivableOf,
  walletOf,
} from "./chart-of-accounts";

describe("isLedgerAccountCode", () => {
  test.each([
    { name: "nominal", code: "revenue", known: true },
    { name: "a house account with a colon", code: "gateway_clearing:stripe", known: true },
    { name: "a customer's wallet", code: walletOf("0199"), known: true },
    { name: "a customer's receivable", code: receivableOf("0199"), known: true },
    { name: "a tax authority's", code: "tax_payable:US-NY", known: true },
    { name: "a wallet of nobody", code: "wallet", known: false },
    { name: "another gateway's clearing", code: "gateway_clearing:paypal", known: false },
    { name: "a house account with something behind it", code: "revenue:0199", known: false },
    { name: "nothing", code: "", known: false },
    { name: "a property that every object has", code: "constructor", known: false },
    { name: "a property that every object has, with a colon", code: "toString:0199", known: false },
    { name: "a wallet with an empty name", code: "wallet:", known: false },
  ])("knows the chart: $name", ({ code, known }) => {
    expect(isLedgerAccountCode(code)).toBe(known);
  });

  test("knows every account that is opened", () => {
    for (const { code } of [...houseAccounts(), ...customerAccounts("0199")])
      expect(isLedgerAccountCode(code)).toBe(true);
  });
});

describe("customerAccounts", () => {
  test("are a receivable, and a wallet that never falls below zero", () => {
    expect(customerAccounts("0199")).toEqual([
      { code: "accounts_receivable:0199", type: "asset", customerId: "0199", hasFloor: false },
      { code: "wallet:0199", type: "liability", customerId: "0199", hasFloor: true },
    ]);
  });
});

describe("houseAccounts", () => {
  test("have no floor, no customer and no name twice", () => {
    const accounts = houseAccounts();
    expect(accounts.every(({ customerId, hasFloor }) => customerId === null && !hasFloor)).toBe(true);
    expect(new Set(accounts.map(({ code }) => code)).size).toBe(accounts.length);
  });

  test.each([
    { name: "nominal", code: "gateway_clearing:stripe", type: "asset" },
    { name: "what is owed in work", code: "deferred_revenue", type: "liability" },
    { name: "what nobody claimed yet", code: "unapplied_cash", type: "liability" },
    { name: "what is earned", code: "revenue", type: "income" },
    { name: "what earning costs", code: "processing_fees", type: "expense" },
    { name: "what is given back", code: "refunds", type: "contra_income" },
  ])("are of their type: $name", ({ code, type }) => {
    expect(houseAccounts().find((account) => account.code === code)?.type).toBe(type);
  });
});

describe("isDebitNormal", () => {
  test.each([
    { name: "nominal", type: "asset", grows: true },
    { name: "a cost", type: "expense", grows: true },
    { name: "income given back", type: "contra_income", grows: true },
    { name: "a debt", type: "liability", grows: false },
    { name: "income", type: "income", grows: false },
  ] as const)("says where a debit makes the balance grow: $name", ({ type, grows }) => {
    expect(isDebitNormal(type)).toBe(grows);
  });
});

describe("ledgerAccountName", () => {
  test.each([
    { name: "nominal", code: "revenue", text: "Revenue" },
    { name: "with a colon", code: "gateway_clearing:stripe", text: "Stripe clearing" },
    { name: "a customer's", code: walletOf("0199"), text: "Wallet" },
    { name: "a tax authority's", code: "tax_payable:US-NY", text: "Tax payable" },
    { name: "unknown: its code", code: "mystery", text: "mystery" },
  ])("has words for staff: $name", ({ code, text }) => {
    expect(ledgerAccountName(code)).toBe(text);
  });
});
