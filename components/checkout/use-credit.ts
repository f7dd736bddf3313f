"use client";

import { useState } from "react";
import { decimalText } from "@/lib/domain/money/format-money";
import { money } from "@/lib/domain/money/money";
import { parseMoney } from "@/lib/domain/money/parse-money";
import type { CreditWish } from "@/lib/domain/wallets/wallet-hold";
import { type DueSplit, mostCredit, splitDue } from "@/lib/domain/payments/split-due";
import {
  type LeftOutReason,
  planSpending,
  type SpendingPlan,
  type SpendingSituation,
} from "@/lib/domain/wallets/spending-plan";
import type { WalletLot } from "@/lib/domain/wallets/wallet-lot";
import type { SpendingOrder } from "@/lib/domain/wallets/wallet-rules";

/** The customer's credit as far as this checkout is concerned: the server plans by the same facts and the same rule. */
export interface CheckoutCredit {
  readonly lots: readonly WalletLot[];
  readonly situation: SpendingSituation;
  readonly rule: SpendingOrder;
  /** The least that a card can be charged with. */
  readonly cardMinimumMinor: bigint;
  /** What an open payment of the same has reserved already: the page goes on with it. */
  readonly wish: CreditWish | null;
}

export interface CreditChoice {
  readonly isOn: boolean;
  /** What stands in the field; null follows the most that can be used. */
  readonly amountText: string | null;
  /** Null leaves the choice to the rule. */
  readonly picks: readonly string[] | null;
}

export interface ChosenCredit {
  readonly choice: CreditChoice;
  readonly change: (changes: Partial<CreditChoice>) => void;
  /** The most that can be used with these picks. */
  readonly mostMinor: bigint;
  /** What stands in the field, typed or not. */
  readonly fieldText: string;
  readonly split: DueSplit;
  /** Why the amount cannot be read, or not be used; null when all is well. */
  readonly problem: DueSplit["problem"] | "malformed";
  /** What each lot gives, and why the others give nothing. */
  readonly plan: SpendingPlan;
  /** Lots that cannot be used here whatever is chosen, and why. */
  readonly unusable: ReadonlyMap<string, LeftOutReason>;
  /** What the server is asked for; null when no credit is used. */
  readonly wish: CreditWish | null;
}

/** Reasons that no choice of the customer's can change. */
const UNUSABLE: ReadonlySet<LeftOutReason> = new Set([
  "other_currency",
  "frozen",
  "expired",
  "nothing_free",
  "order_too_small",
  "not_first_order",
  "no_matching_line",
]);

function firstChoice({ wish, situation }: CheckoutCredit): CreditChoice {
  if (wish === null) return { isOn: false, amountText: null, picks: null };
  const amountText = decimalText(money(wish.amountMinor, situation.currency));
  return { isOn: true, amountText, picks: wish.lotIds };
}

/** Everything the page shows about the credit that was chosen. Pure: the same choice always comes to the same. */
export function chooseCredit(credit: CheckoutCredit, choice: CreditChoice): Omit<ChosenCredit, "change"> {
  const { lots, situation, rule, cardMinimumMinor } = credit;
  const { currency, dueMinor } = situation;
  const { picks } = choice;
  const planOf = (atMostMinor: bigint | null) => planSpending(lots, situation, { rule, picks, atMostMinor });
  const input = { dueMinor, cardMinimumMinor, usableMinor: planOf(null).totalMinor };
  const mostMinor = mostCredit(input);
  const typed = choice.amountText === null ? null : parseMoney(choice.amountText, currency);
  const isMalformed = typed !== null && !typed.ok;
  const wantedMinor = typed === null ? mostMinor : typed.ok ? typed.value.amountMinor : 0n;
  const split = splitDue(input, wantedMinor);
  const isUsed = choice.isOn && split.problem === null;
  return {
    choice,
    mostMinor,
    fieldText: choice.amountText ?? decimalText(money(mostMinor, currency)),
    split: isUsed ? split : { creditMinor: 0n, cardMinor: dueMinor, problem: null },
    problem: choice.isOn ? (isMalformed ? "malformed" : split.problem) : null,
    plan: planOf(isUsed ? split.creditMinor : null),
    unusable: new Map(
      planSpending(lots, situation, { rule, picks: null, atMostMinor: null }).left.flatMap(
        ({ lotId, reason }) => (UNUSABLE.has(reason) ? [[lotId, reason] as const] : []),
      ),
    ),
    wish: isUsed ? { amountMinor: split.creditMinor, lotIds: picks } : null,
  };
}

/** The choice of credit on the checkout page, recomputed with each keystroke. Null where there is none to choose. */
export function useCredit(credit: CheckoutCredit | null): ChosenCredit | null {
  const [choice, setChoice] = useState<CreditChoice>(
    credit === null ? { isOn: false, amountText: null, picks: null } : firstChoice(credit),
  );
  if (credit === null) return null;
  const change = (changes: Partial<CreditChoice>) => setChoice((before) => ({ ...before, ...changes }));
  return { ...chooseCredit(credit, choice), change };
}
