import type { ReactNode } from "react";
import { cn } from "../ui/cn";
import { LineMark, type LineMarkKind } from "./line-mark";

export interface TimelineItem {
  readonly key: string;
  readonly kind: LineMarkKind;
  /** What happened, as a sentence. */
  readonly title: ReactNode;
  /** When: a Moment. */
  readonly at: ReactNode;
  /** Who, and why. */
  readonly by?: ReactNode;
  readonly children?: ReactNode;
}

interface TimelineProps {
  readonly label: string;
  readonly items: readonly TimelineItem[];
}

/** Everything that happened, one line after the other down the margin. */
export function Timeline({ label, items }: TimelineProps) {
  return (
    <ol aria-label={label}>
      {items.map((item, index) => (
        <li key={item.key} className="relative flex gap-3 pb-4 last:pb-0">
          {index < items.length - 1 && (
            <span
              aria-hidden="true"
              className="absolute top-4 bottom-0 left-[7px] border-l border-rule-strong"
            />
          )}
          <span className="mt-1">
            <LineMark kind={item.kind} />
          </span>
          <div className="min-w-0 flex-1">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <p className={cn("font-medium", item.kind === "refused" && "text-danger")}>{item.title}</p>
              <p className="text-sm text-ink-soft">{item.at}</p>
            </div>
            {item.by && <p className="text-sm text-ink-soft">{item.by}</p>}
            {item.children && <div className="mt-1 text-sm">{item.children}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
