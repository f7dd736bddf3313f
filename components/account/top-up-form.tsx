"use client";

import { useState } from "react";
import { decimalText, formatMoney } from "@/lib/domain/money/format-money";
import { add, isPositive, money } from "@/lib/domain/money/money";
import { parseMoney } from "@/lib/domain/money/parse-money";
import { type TopUpTerms, topUpBonus } from "@/lib/domain/wallets/wallet-rules";
import type { FormAction } from "@/lib/schemas/action-state";
import { OTHER_AMOUNT } from "@/lib/schemas/top-up-form";
import { MoneyText } from "../money/money-text";
import { ActionForm } from "../ui/action-form";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";

interface TopUpFormProps {
  readonly action: FormAction;
  /** Names this showing of the form, so that sending it twice begins one top-up. */
  readonly topUpKey: string;
  readonly terms: TopUpTerms;
  /** When what is given expires, in words. */
  readonly expiry: { readonly paid: string; readonly bonus: string };
  readonly locale: string;
}

/** What the chosen amount brings, said before anything is paid. */
function Outcome({
  text,
  terms,
  expiry,
  locale,
}: { readonly text: string } & Pick<TopUpFormProps, "terms" | "expiry" | "locale">) {
  const parsed = parseMoney(text, terms.currency);
  if (!parsed.ok || !isPositive(parsed.value)) return null;
  const bonus = topUpBonus(terms, parsed.value.amountMinor);
  const gets = bonus ? add(parsed.value, bonus) : parsed.value;
  return (
    <p>
      You pay <MoneyText amount={parsed.value} locale={locale} className="font-semibold" /> and get{" "}
      <MoneyText amount={gets} locale={locale} className="font-semibold" />.
      {bonus && (
        <span className="block text-ink-soft">
          <MoneyText amount={bonus} locale={locale} /> of it is a bonus, which expires {expiry.bonus}.
        </span>
      )}
      <span className="block text-ink-soft">What you pay expires {expiry.paid}.</span>
    </p>
  );
}

function Presets({
  terms,
  choice,
  onChoose,
  locale,
}: Pick<TopUpFormProps, "terms" | "locale"> & {
  readonly choice: string;
  readonly onChoose: (choice: string) => void;
}) {
  const options = [
    ...terms.presetsMinor.map((amountMinor) => {
      const amount = money(amountMinor, terms.currency);
      return { value: decimalText(amount), label: formatMoney(amount, locale) };
    }),
    { value: OTHER_AMOUNT, label: "Another amount" },
  ];
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-semibold">Amount</legend>
      <div className="flex flex-wrap gap-2">
        {options.map(({ value, label }) => (
          <label
            key={value}
            className="flex min-h-11 items-center gap-2 rounded-md border border-rule-strong px-3 py-2 has-checked:border-2 has-checked:border-accent"
          >
            <input
              type="radio"
              name="choice"
              value={value}
              checked={choice === value}
              onChange={() => onChoose(value)}
              className="size-5"
            />
            <span className="figures">{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Chooses how much to put into the wallet, and says what that brings. The payment is the next page. */
export function TopUpForm({ action, topUpKey, terms, expiry, locale }: TopUpFormProps) {
  const [preset] = terms.presetsMinor;
  const [choice, setChoice] = useState(
    preset === undefined ? OTHER_AMOUNT : decimalText(money(preset, terms.currency)),
  );
  const [amount, setAmount] = useState("");
  const text = (amountMinor: bigint) => formatMoney(money(amountMinor, terms.currency), locale);
  return (
    <ActionForm action={action} label="Top up" className="grid max-w-xl gap-5" locale={locale}>
      <input type="hidden" name="topUpKey" value={topUpKey} />
      <input type="hidden" name="currency" value={terms.currency} />
      <Presets terms={terms} choice={choice} onChoose={setChoice} locale={locale} />
      {choice === OTHER_AMOUNT && (
        <TextField
          label={`Another amount, in ${terms.currency}`}
          name="amount"
          inputMode="decimal"
          autoComplete="off"
          value={amount}
          onChange={(event) => setAmount(event.target.value)}
          hint={`From ${text(terms.minMinor)} to ${text(terms.maxMinor)}.`}
          required
        />
      )}
      <div role="status" className="min-h-12">
        <Outcome
          text={choice === OTHER_AMOUNT ? amount : choice}
          terms={terms}
          expiry={expiry}
          locale={locale}
        />
      </div>
      <div>
        <SubmitButton size="large" pendingLabel="One moment…">
          Go to payment
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
