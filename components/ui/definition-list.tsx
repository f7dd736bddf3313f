import type { ReactNode } from "react";
import { cn } from "./cn";

export interface Definition {
  readonly term: string;
  readonly value: ReactNode;
  /** The last line of a sum: a rule above and two below. */
  readonly isTotal?: boolean;
}

interface DefinitionListProps {
  readonly items: readonly Definition[];
  /** ledger: values are figures and stand to the right. facts: values follow their terms. */
  readonly layout?: "facts" | "ledger";
  readonly className?: string;
}

/** Terms and their values, one hairline each. */
export function DefinitionList({ items, layout = "facts", className }: DefinitionListProps) {
  return (
    <dl className={className}>
      {items.map(({ term, value, isTotal }) => (
        <div
          key={term}
          className={cn(
            "py-1.5",
            layout === "ledger"
              ? "flex items-baseline justify-between gap-4"
              : "grid gap-x-4 border-b sm:grid-cols-[10rem_1fr]",
            isTotal && "border-t border-ink font-semibold double-rule",
          )}
        >
          <dt className={isTotal ? "" : "text-ink-soft"}>{term}</dt>
          <dd className={cn("min-w-0", layout === "ledger" && "text-right figures")}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
