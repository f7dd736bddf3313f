import { compare, isPositive, money, type Money, subtract } from "../../money/money";
import { portion } from "../../money/portion";
import { ON_APPROVAL } from "../due-rule";
import { toStep } from "../split-evenly";
import { amountAt, type Fields, wholeAt } from "../read-fields";
import type { DraftPart, TermsField, TermsModel } from "../terms-model";

/** A part at once, before any work, and the balance on other terms. */
export interface DepositTerms<Balance> {
  readonly kind: "deposit";
  /** The deposit is a share and a fixed amount together, at least a minimum, and never more than the total. */
  readonly shareBasisPoints: number;
  readonly fixedMinor: bigint;
  readonly minimumMinor: bigint;
  readonly balance: Balance;
}

export function readDeposit<Balance>(fields: Fields, balance: Balance | null): DepositTerms<Balance> | null {
  const shareBasisPoints = wholeAt(fields, "shareBasisPoints", 0, 10_000);
  const fixedMinor = amountAt(fields, "fixedMinor");
  const minimumMinor = amountAt(fields, "minimumMinor");
  if (shareBasisPoints === null || fixedMinor === null || minimumMinor === null || balance === null)
    return null;
  if (shareBasisPoints === 0 && fixedMinor === 0n && minimumMinor === 0n) return null;
  return { kind: "deposit", shareBasisPoints, fixedMinor, minimumMinor, balance };
}

export const DEPOSIT_FIELDS: readonly TermsField[] = [
  { name: "shareBasisPoints", label: "Deposit, percent", kind: "percent", initial: "30" },
  {
    name: "fixedMinor",
    label: "Deposit, fixed",
    kind: "amount",
    initial: "0",
    hint: "Added to the percentage.",
  },
  { name: "minimumMinor", label: "At least", kind: "amount", initial: "0" },
];

function depositOf(terms: DepositTerms<unknown>, total: Money): Money {
  const share = portion(total, { basisPoints: terms.shareBasisPoints, rounding: "half_up" });
  const wanted = toStep(money(share.amountMinor + terms.fixedMinor, total.currency));
  const least = money(terms.minimumMinor, total.currency);
  const deposit = compare(wanted, least) < 0 ? least : wanted;
  return compare(deposit, total) > 0 ? total : deposit;
}

function partsOf(terms: DepositTerms<unknown>, balance: TermsModel, total: Money): readonly DraftPart[] {
  const deposit = depositOf(terms, total);
  const rest = subtract(total, deposit);
  const first: DraftPart = {
    amount: deposit,
    purpose: "deposit",
    due: { ...ON_APPROVAL, from: "placement" },
  };
  const others = isPositive(rest)
    ? balance.partsOf(rest).map((part): DraftPart => ({
        ...part,
        purpose: part.purpose === "full" ? "balance" : part.purpose,
        // Whoever left a card with the deposit is charged the balance when it is due, without being asked again.
        due: part.due.invoiced === "on_the_day" ? { ...part.due, charge: "automatic" } : part.due,
      }))
    : [];
  return isPositive(deposit) ? [first, ...others] : others;
}

const share = (basisPoints: number): string => `${String(basisPoints / 100)}% deposit`;

const BALANCE_WORDS: Readonly<Record<string, string>> = { "Pay when it is done": "balance when it is done" };

export const depositModel = (terms: DepositTerms<unknown>, balance: TermsModel): TermsModel => ({
  name: `${terms.shareBasisPoints > 0 ? share(terms.shareBasisPoints) : "Deposit"}, ${BALANCE_WORDS[balance.name] ?? `then ${balance.name}`}`,
  feeOf: balance.feeOf,
  partsOf: (total) => partsOf(terms, balance, total),
  release: balance.release,
  isCredit: balance.isCredit,
  instructions: balance.instructions,
});
