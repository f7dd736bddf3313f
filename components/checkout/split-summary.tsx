"use client";

import { type Money, money, negate } from "@/lib/domain/money/money";
import type { DueSplit } from "@/lib/domain/payments/split-due";
import { MoneyText } from "../money/money-text";
import { DefinitionList } from "../ui/definition-list";
import { splitSentence } from "./credit-words";

interface SplitSummaryProps {
  readonly due: Money;
  readonly split: DueSplit;
  readonly locale: string;
}

/** What is due, what credit pays of it and what is left for the card; read out when it changes. */
export function SplitSummary({ due, split, locale }: SplitSummaryProps) {
  const credit = money(split.creditMinor, due.currency);
  const card = money(split.cardMinor, due.currency);
  return (
    <>
      {split.creditMinor > 0n && (
        <DefinitionList
          layout="ledger"
          items={[
            { term: "Due", value: <MoneyText amount={due} locale={locale} /> },
            { term: "Your credit", value: <MoneyText amount={negate(credit)} locale={locale} /> },
            { term: "Due now by card", value: <MoneyText amount={card} locale={locale} />, isTotal: true },
          ]}
        />
      )}
      <p role="status" className="sr-only">
        {splitSentence(credit, card, locale)}
      </p>
    </>
  );
}
