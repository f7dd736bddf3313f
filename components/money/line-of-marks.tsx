import type { ReactNode } from "react";
import { cn } from "../ui/cn";
import { LineMark, type LineMarkKind, lineMarkWord } from "./line-mark";

export interface MarkedStep {
  readonly key: string;
  readonly kind: LineMarkKind;
  readonly label: ReactNode;
  readonly detail?: ReactNode;
}

interface LineOfMarksProps {
  /** Names the list for assistive technology. */
  readonly label: string;
  readonly steps: readonly MarkedStep[];
  readonly className?: string;
}

/**
 * Steps as marks on one line: across where there is room, down the margin where there is not.
 * The line is drawn through as far as things are done, and dotted from there on.
 */
export function LineOfMarks({ label, steps, className }: LineOfMarksProps) {
  return (
    <ol aria-label={label} className={cn("flex flex-col sm:flex-row", className)}>
      {steps.map((step, index) => {
        const isLast = index === steps.length - 1;
        const isDrawn = step.kind === "done" || step.kind === "refused";
        return (
          <li
            key={step.key}
            aria-current={step.kind === "now" ? "step" : undefined}
            className={cn(
              "relative flex gap-3 sm:flex-col sm:gap-2",
              isLast ? "sm:flex-none" : "pb-5 sm:flex-1 sm:pb-0",
            )}
          >
            {!isLast && (
              <span
                aria-hidden="true"
                className={cn(
                  "absolute top-4 bottom-0 left-[7px] border-l-2 sm:top-[7px] sm:right-0 sm:bottom-auto sm:left-4 sm:border-t-2 sm:border-l-0",
                  isDrawn ? "border-accent" : "border-dotted border-rule-strong",
                )}
              />
            )}
            <LineMark kind={step.kind} />
            <div className="-mt-1 min-w-0 sm:mt-0 sm:pr-4">
              <p
                className={cn(
                  "text-sm leading-snug",
                  step.kind === "ahead" ? "text-ink-soft" : "font-semibold",
                )}
              >
                {step.label}
                <span className="sr-only"> ({lineMarkWord(step.kind)})</span>
              </p>
              {step.detail && <div className="text-sm text-ink-soft">{step.detail}</div>}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
