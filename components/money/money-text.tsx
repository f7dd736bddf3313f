import { moneyParts } from "@/lib/domain/money/format-money";
import type { Money } from "@/lib/domain/money/money";
import { cn } from "../ui/cn";

interface MoneyTextProps {
  readonly amount: Money;
  readonly locale: string;
  readonly className?: string;
}

/** An amount: figures that align in columns, the currency smaller than the figure, a real minus sign. */
export function MoneyText({ amount, locale, className }: MoneyTextProps) {
  return (
    <span className={cn("figures whitespace-nowrap", className)}>
      {moneyParts(amount, locale).map((part) =>
        part.type === "symbol" ? (
          <span key={part.type} className="text-[0.78em] font-normal">
            {part.text}
          </span>
        ) : (
          <span key={part.type + part.text}>{part.text}</span>
        ),
      )}
    </span>
  );
}
