import { formatMoney } from "@/lib/domain/money/format-money";
import { type Money, money } from "@/lib/domain/money/money";
import type { LeftOutReason } from "@/lib/domain/wallets/spending-plan";
import type { WalletLot, WalletLotKind } from "@/lib/domain/wallets/wallet-lot";
import type { ChosenCredit } from "./use-credit";

/** What a customer calls a lot. */
export const LOT_NAMES = {
  top_up: "Top-up",
  promotional: "Promotional credit",
  refund: "Refund as credit",
  goodwill: "Goodwill credit",
} as const satisfies Record<WalletLotKind, string>;

/** A civil day in words. */
export function dayText(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(day));
}

/** Why a lot has no part in it, or null where that needs no words. */
export function leftOutSentence(reason: LeftOutReason, lot: WalletLot, locale: string): string | null {
  const { minimumOrderMinor = 0n, gatewayFundedMinor = 0n } = lot.restrictions;
  const amount = (minor: bigint) => formatMoney(money(minor, lot.currency), locale);
  switch (reason) {
    case "frozen":
      return "Cannot be used while the payment that it came from is looked into.";
    case "expired":
      return "Expired.";
    case "nothing_free":
      return "Reserved by another checkout of yours.";
    case "order_too_small":
      return `Only for orders of ${amount(minimumOrderMinor)} or more.`;
    case "not_first_order":
      return "Only for a first order.";
    case "no_matching_line":
      return "Not for what is in this order.";
    case "lines_covered":
      return "What it may be used for is covered already.";
    case "card_part_needed":
      return `At least ${amount(gatewayFundedMinor)} has to be paid by card with it.`;
    case "other_currency":
      return "In another currency.";
    case "not_needed":
    case "not_picked":
      return null;
  }
}

/** What is wrong with the amount in the field. */
export function creditProblemSentence(
  problem: NonNullable<ChosenCredit["problem"]>,
  most: Money,
  locale: string,
): string {
  switch (problem) {
    case "malformed":
      return "Enter an amount, such as 12.50.";
    case "not_positive":
      return "Enter more than zero, or switch the credit off.";
    case "above_usable":
      return `At most ${formatMoney(most, locale)} can be used here.`;
    case "card_part_too_small":
      return "What is left for the card is too small to be charged. Use a little less, or all that is due.";
  }
}

/** The split, as it is read out when it changes. */
export function splitSentence(credit: Money, card: Money, locale: string): string {
  if (credit.amountMinor === 0n) return `No credit used. Due now: ${formatMoney(card, locale)}.`;
  if (card.amountMinor === 0n) return `Credit ${formatMoney(credit, locale)} pays all. No card is needed.`;
  return `Credit ${formatMoney(credit, locale)}. Due now by card: ${formatMoney(card, locale)}.`;
}
