import { DEPOSIT_FIELDS, depositModel, type DepositTerms, readDeposit } from "./models/deposit";
import {
  INSTALLMENTS_FIELDS,
  installmentsModel,
  type InstallmentsTerms,
  readInstallments,
} from "./models/installments";
import { MANUAL_FIELDS, manualModel, type ManualTerms, readManual } from "./models/manual";
import { NET_FIELDS, netModel, type NetTerms, readNet } from "./models/net";
import { ON_DATE_FIELDS, onDateModel, type OnDateTerms, readOnDate } from "./models/on-date";
import { readStandard, STANDARD_FIELDS, standardModel, type StandardTerms } from "./models/standard";
import { type Fields, fieldsOf } from "./read-fields";
import type { TermsField, TermsModel } from "./terms-model";

/** Terms that a whole order, or what a deposit leaves of it, can be owed on. */
export type BalanceTerms = StandardTerms | OnDateTerms | NetTerms | InstallmentsTerms;

/**
 * When and how an order's total is owed. A new way is a file in models/ and its lines here: orders, invoices, collection and the
 * wallet ask only what the model answers.
 */
export type PaymentTerms = BalanceTerms | DepositTerms<BalanceTerms> | ManualTerms;

export const STANDARD_TERMS: PaymentTerms = { kind: "standard" };

interface KindOfTerms<Terms> {
  readonly title: string;
  readonly fields: readonly TermsField[];
  /** Reads terms from JSON or a form; null when something is missing or out of range. */
  readonly read: (fields: Fields) => Terms | null;
}

const BALANCE_KINDS: { readonly [Kind in BalanceTerms["kind"]]: KindOfTerms<BalanceTerms> } = {
  standard: { title: "When the order is approved", fields: STANDARD_FIELDS, read: readStandard },
  on_date: { title: "On a date", fields: ON_DATE_FIELDS, read: readOnDate },
  net: { title: "Net days", fields: NET_FIELDS, read: readNet },
  installments: { title: "Installments", fields: INSTALLMENTS_FIELDS, read: readInstallments },
};

/** Each kind of terms with what the settings page asks for it. */
export const TERMS_KINDS: { readonly [Kind in PaymentTerms["kind"]]: KindOfTerms<PaymentTerms> } = {
  ...BALANCE_KINDS,
  deposit: {
    title: "Deposit and balance",
    fields: DEPOSIT_FIELDS,
    read: (fields) => readDeposit(fields, readBalance(fields["balance"])),
  },
  manual: { title: "Paid by transfer, check or cash", fields: MANUAL_FIELDS, read: readManual },
};

function readBalance(value: unknown): BalanceTerms | null {
  const fields = fieldsOf(value);
  const kind = fields?.["kind"];
  const found = Object.entries(BALANCE_KINDS).find(([name]) => name === kind)?.[1];
  return fields === null || found === undefined ? null : found.read(fields);
}

/** Terms as they were stored or sent; null for anything else. */
export function readTerms(value: unknown): PaymentTerms | null {
  const fields = fieldsOf(value);
  const kind = fields?.["kind"];
  const found = Object.entries(TERMS_KINDS).find(([name]) => name === kind)?.[1];
  return fields === null || found === undefined ? null : found.read(fields);
}

/** Terms as JSON holds them: amounts as digits. */
export function termsJson(terms: PaymentTerms): string {
  return JSON.stringify(terms, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}

/** What terms come to. */
export function modelOf(terms: PaymentTerms): TermsModel {
  switch (terms.kind) {
    case "standard":
      return standardModel();
    case "on_date":
      return onDateModel(terms);
    case "net":
      return netModel(terms);
    case "installments":
      return installmentsModel(terms);
    case "deposit":
      return depositModel(terms, modelOf(terms.balance));
    case "manual":
      return manualModel(terms);
  }
}
