export type LedgerAccountType = "asset" | "liability" | "income" | "contra_income" | "expense";

/** Accounts of the house: one of each per merchant and currency. */
const HOUSE_ACCOUNTS = {
  "gateway_clearing:stripe": { type: "asset", name: "Stripe clearing" },
  bank: { type: "asset", name: "Bank" },
  "disputed_funds:stripe": { type: "asset", name: "Disputed funds at Stripe" },
  unbilled_revenue: { type: "asset", name: "Unbilled revenue" },
  deferred_revenue: { type: "liability", name: "Deferred revenue" },
  unapplied_cash: { type: "liability", name: "Unapplied cash" },
  revenue: { type: "income", name: "Revenue" },
  late_fees: { type: "income", name: "Late fees" },
  breakage: { type: "income", name: "Breakage" },
  fx_gain_loss: { type: "income", name: "Currency gains and losses" },
  discounts: { type: "contra_income", name: "Discounts" },
  waivers: { type: "contra_income", name: "Waivers" },
  refunds: { type: "contra_income", name: "Refunds" },
  processing_fees: { type: "expense", name: "Processing fees" },
  promotional_credit: { type: "expense", name: "Promotional credit" },
  bad_debt: { type: "expense", name: "Bad debt" },
  dispute_losses: { type: "expense", name: "Dispute losses" },
  dispute_fees: { type: "expense", name: "Dispute fees" },
} as const satisfies Record<string, { type: LedgerAccountType; name: string }>;

/** Accounts that each customer has: one of each per currency. */
const CUSTOMER_ACCOUNTS = {
  accounts_receivable: { type: "asset", name: "Accounts receivable", hasFloor: false },
  wallet: { type: "liability", name: "Wallet", hasFloor: true },
} as const satisfies Record<string, { type: LedgerAccountType; name: string; hasFloor: boolean }>;

/** Accounts of a tax authority, such as tax_payable:US-NY. */
const TAX_ACCOUNTS = { tax_payable: { type: "liability", name: "Tax payable" } } as const;

export type HouseAccountCode = keyof typeof HOUSE_ACCOUNTS;
type CustomerAccountPrefix = keyof typeof CUSTOMER_ACCOUNTS;
type TaxAccountPrefix = keyof typeof TAX_ACCOUNTS;

/** The name of an account in the chart; with merchant and currency it is one account. */
export type LedgerAccountCode =
  HouseAccountCode | `${CustomerAccountPrefix}:${string}` | `${TaxAccountPrefix}:${string}`;

export interface LedgerAccountDefinition {
  readonly code: LedgerAccountCode;
  readonly type: LedgerAccountType;
  readonly customerId: string | null;
  /** Never below zero: kept with a balance row that is locked and checked at each posting. */
  readonly hasFloor: boolean;
}

export function receivableOf(customerId: string): LedgerAccountCode {
  return `accounts_receivable:${customerId}`;
}

export function walletOf(customerId: string): LedgerAccountCode {
  return `wallet:${customerId}`;
}

/** What is owed to the tax authority of a jurisdiction, such as DE or US-NY. */
export function taxPayableTo(jurisdiction: string): LedgerAccountCode {
  return `tax_payable:${jurisdiction}`;
}

/** The account of a jurisdiction's tax; it is opened with the first sale there. */
export function taxAccount(jurisdiction: string): LedgerAccountDefinition {
  const { type } = TAX_ACCOUNTS.tax_payable;
  return { code: taxPayableTo(jurisdiction), type, customerId: null, hasFloor: false };
}

function keysOf<K extends string>(table: Readonly<Record<K, unknown>>): K[] {
  // Object.keys forgets the literal type of a table that we wrote ourselves.
  return Object.keys(table) as K[];
}

/** Whether a text names an account of the chart. */
export function isLedgerAccountCode(text: string): text is LedgerAccountCode {
  if (Object.hasOwn(HOUSE_ACCOUNTS, text)) return true;
  const [, prefix = "", owner = ""] = /^([^:]*):(.*)$/.exec(text) ?? [];
  return owner !== "" && (Object.hasOwn(CUSTOMER_ACCOUNTS, prefix) || Object.hasOwn(TAX_ACCOUNTS, prefix));
}

/** The accounts that a merchant has in each of its currencies from the first day. */
export function houseAccounts(): LedgerAccountDefinition[] {
  return keysOf(HOUSE_ACCOUNTS).map((code) => ({
    code,
    type: HOUSE_ACCOUNTS[code].type,
    customerId: null,
    hasFloor: false,
  }));
}

/** The accounts that a customer has in each currency from the first day. A missing row could not be locked. */
export function customerAccounts(customerId: string): LedgerAccountDefinition[] {
  return keysOf(CUSTOMER_ACCOUNTS).map((prefix) => ({
    code: `${prefix}:${customerId}`,
    type: CUSTOMER_ACCOUNTS[prefix].type,
    customerId,
    hasFloor: CUSTOMER_ACCOUNTS[prefix].hasFloor,
  }));
}

/** The account's name for staff: "Accounts receivable", "Stripe clearing". */
export function ledgerAccountName(code: string): string {
  const prefix = code.split(":")[0] ?? code;
  const names: Readonly<Record<string, { name: string }>> = {
    ...HOUSE_ACCOUNTS,
    ...CUSTOMER_ACCOUNTS,
    ...TAX_ACCOUNTS,
  };
  return (names[code] ?? names[prefix])?.name ?? code;
}

/** Whether a debit makes the balance of such an account grow. */
export function isDebitNormal(type: LedgerAccountType): boolean {
  return type === "asset" || type === "expense" || type === "contra_income";
}
