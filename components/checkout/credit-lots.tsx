"use client";

import { MoneyText } from "../money/money-text";
import { money } from "@/lib/domain/money/money";
import { freeMinor, type WalletLot } from "@/lib/domain/wallets/wallet-lot";
import { dayText, leftOutSentence, LOT_NAMES } from "./credit-words";
import type { ChosenCredit } from "./use-credit";

interface CreditLotsProps {
  readonly lots: readonly WalletLot[];
  readonly credit: ChosenCredit;
  readonly locale: string;
  readonly isDisabled: boolean;
}

/** Each credit with what it gives here, or why it cannot; the customer may pick by hand. */
export function CreditLots({ lots, credit, locale, isDisabled }: CreditLotsProps) {
  const { plan, choice, change, unusable } = credit;
  const reasons = new Map(plan.left.map(({ lotId, reason }) => [lotId, reason]));
  const given = new Map(plan.parts.map(({ lotId, amountMinor }) => [lotId, amountMinor]));
  const isUsable = (lot: WalletLot) => !unusable.has(lot.id);
  const usableIds = lots.filter(isUsable).map((lot) => lot.id);
  const picked = choice.picks ?? usableIds;
  const toggle = (lotId: string, isPicked: boolean) =>
    change({
      picks: isPicked ? [...picked, lotId] : picked.filter((id) => id !== lotId),
      amountText: null,
    });
  return (
    <fieldset disabled={isDisabled} className="grid">
      <legend className="sr-only">Credit to use</legend>
      {lots.map((lot) => {
        const reason = unusable.get(lot.id) ?? reasons.get(lot.id);
        const sentence = reason && leftOutSentence(reason, lot, locale);
        const amount = given.get(lot.id);
        return (
          <label key={lot.id} className="grid min-h-12 grid-cols-[1.5rem_1fr_auto] gap-x-3 border-b py-2">
            <input
              type="checkbox"
              className="mt-0.5 size-5"
              checked={isUsable(lot) && picked.includes(lot.id)}
              disabled={!isUsable(lot)}
              onChange={(event) => toggle(lot.id, event.currentTarget.checked)}
            />
            <span>
              <span className="block">{LOT_NAMES[lot.kind]}</span>
              <span className="block text-sm text-ink-soft">
                {lot.expiresOn ? `Until ${dayText(lot.expiresOn, locale)}. ` : "Does not expire. "}
                {amount !== undefined && choice.isOn && (
                  <>
                    Pays <MoneyText amount={money(amount, lot.currency)} locale={locale} />.
                  </>
                )}
                {sentence && <span className="font-medium text-ink">{sentence}</span>}
              </span>
            </span>
            <MoneyText amount={money(freeMinor(lot), lot.currency)} locale={locale} />
          </label>
        );
      })}
      {choice.picks !== null && (
        <button
          type="button"
          className="mt-2 min-h-8 w-fit text-sm link"
          onClick={() => change({ picks: null, amountText: null })}
        >
          Choose for me again
        </button>
      )}
    </fieldset>
  );
}
