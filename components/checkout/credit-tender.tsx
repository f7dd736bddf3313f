"use client";

import { useId } from "react";
import { formatMoney } from "@/lib/domain/money/format-money";
import { money } from "@/lib/domain/money/money";
import { freeMinor } from "@/lib/domain/wallets/wallet-lot";
import { TextField } from "../ui/text-field";
import { CreditLots } from "./credit-lots";
import { creditProblemSentence } from "./credit-words";
import type { CheckoutCredit, ChosenCredit } from "./use-credit";

interface CreditTenderProps {
  readonly offer: CheckoutCredit;
  readonly credit: ChosenCredit;
  readonly locale: string;
  readonly isDisabled: boolean;
}

/** Credit beside the card: a switch, how much, and which, for whoever wants to say. */
export function CreditTender({ offer, credit, locale, isDisabled }: CreditTenderProps) {
  const id = useId();
  const { currency } = offer.situation;
  const { choice, change, mostMinor, problem } = credit;
  const most = money(mostMinor, currency);
  const heldMinor = offer.lots.reduce((sum, lot) => sum + freeMinor(lot), 0n);
  const held = formatMoney(money(heldMinor, currency), locale);
  const isUsable = mostMinor > 0n || choice.picks !== null;
  return (
    <section aria-labelledby={`${id}-title`} className="grid gap-4 border-b pb-5">
      <h2 id={`${id}-title`} className="border-b border-ink pb-2 font-semibold">
        Your credit
      </h2>
      <div className="grid grid-cols-[1.5rem_1fr] gap-x-2">
        <input
          id={`${id}-switch`}
          type="checkbox"
          role="switch"
          aria-checked={choice.isOn && isUsable}
          className="mt-0.5 size-6"
          checked={choice.isOn && isUsable}
          disabled={isDisabled || !isUsable}
          aria-describedby={`${id}-held`}
          onChange={(event) => change({ isOn: event.currentTarget.checked })}
        />
        <label htmlFor={`${id}-switch`} className="self-center">
          Use your credit
        </label>
        <p id={`${id}-held`} className="col-start-2 text-sm text-ink-soft">
          {isUsable
            ? mostMinor === heldMinor
              ? `You have ${held}.`
              : `You have ${held}; ${formatMoney(most, locale)} of it can be used here.`
            : `You have ${held}, but none of it can be used here.`}
        </p>
      </div>
      {choice.isOn && isUsable && (
        <TextField
          label="Amount of credit"
          name="creditAmount"
          className="max-w-60"
          inputMode="decimal"
          autoComplete="off"
          value={credit.fieldText}
          disabled={isDisabled}
          hint={`Up to ${formatMoney(most, locale)} (${currency})`}
          error={problem === null ? undefined : creditProblemSentence(problem, most, locale)}
          onChange={(event) => change({ amountText: event.currentTarget.value })}
          onBlur={() => choice.amountText?.trim() === "" && change({ amountText: null })}
        />
      )}
      {(choice.isOn || !isUsable) && (
        <details open={!isUsable || undefined}>
          <summary className="w-fit py-1 text-sm text-ink-soft">Which credit</summary>
          <CreditLots
            lots={offer.lots}
            credit={credit}
            locale={locale}
            isDisabled={isDisabled || !isUsable}
          />
        </details>
      )}
    </section>
  );
}
