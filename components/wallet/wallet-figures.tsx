import type { Money } from "@/lib/domain/money/money";
import { MoneyText } from "../money/money-text";

interface WalletFiguresProps {
  readonly label: string;
  /** The first is the one that counts. */
  readonly facts: readonly { readonly term: string; readonly amount: Money; readonly hint: string }[];
  readonly locale: string;
}

/** What a wallet comes to: what can be spent, and beside it what is on its way, reserved or about to go. */
export function WalletFigures({ label, facts, locale }: WalletFiguresProps) {
  return (
    <dl aria-label={label} className="grid gap-x-8 gap-y-4 sm:grid-cols-[repeat(auto-fit,minmax(11rem,1fr))]">
      {facts.map(({ term, amount, hint }, index) => (
        <div key={term} className="grid content-start gap-0.5 border-t border-ink pt-2">
          <dt className="text-sm text-ink-soft">{term}</dt>
          <dd>
            <MoneyText
              amount={amount}
              locale={locale}
              className={index === 0 ? "text-figure font-semibold" : "text-xl font-semibold"}
            />
            <span className="block text-sm text-ink-soft">{hint}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
