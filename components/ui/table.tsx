import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

interface TableProps {
  /** Says what the table holds. Shown above it unless isCaptionHidden. */
  readonly caption?: ReactNode;
  readonly isCaptionHidden?: boolean;
  /** Names a table whose heading stands above it, in place of a caption. */
  readonly label?: string;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A ruled table that scrolls sideways by itself where the page is narrow. Its scroll area can be reached by keyboard. */
export function Table({ caption, isCaptionHidden = true, label, children, className }: TableProps) {
  return (
    <div
      className="-mx-1 overflow-x-auto px-1"
      role="region"
      aria-label={label ?? (typeof caption === "string" ? caption : "Table")}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reachable by keyboard.
      tabIndex={0}
    >
      <table aria-label={label} className={cn("w-full border-collapse text-left text-sm", className)}>
        {label === undefined && (
          <caption className={isCaptionHidden ? "sr-only" : "pb-2 text-left font-semibold"}>
            {caption}
          </caption>
        )}
        {children}
      </table>
    </div>
  );
}

/** Heads of the columns, between two rules. */
export function TableHead({ children }: { readonly children: ReactNode }) {
  return (
    <thead className="border-y border-ink">
      <tr>{children}</tr>
    </thead>
  );
}

interface CellProps {
  /** Figures stand to the right, digit under digit. */
  readonly isNumeric?: boolean;
}

export function HeadCell({ isNumeric, className, ...rest }: ComponentProps<"th"> & CellProps) {
  return (
    <th
      scope="col"
      className={cn(
        "px-2 py-1.5 text-xs font-semibold whitespace-nowrap text-ink-soft first:pl-0 last:pr-0",
        isNumeric && "text-right",
        className,
      )}
      {...rest}
    />
  );
}

/** A line of the book: one hairline under it. */
export function Row({ className, ...rest }: ComponentProps<"tr">) {
  return <tr className={cn("border-b last:border-ink hover:bg-paper-sunk", className)} {...rest} />;
}

const CELL = "px-2 py-2 align-baseline first:pl-0 last:pr-0";

export function Cell({ isNumeric, className, ...rest }: ComponentProps<"td"> & CellProps) {
  return (
    <td className={cn(CELL, isNumeric && "text-right figures whitespace-nowrap", className)} {...rest} />
  );
}

/** The cell that names its row. */
export function RowHeadCell({ className, ...rest }: ComponentProps<"th">) {
  return <th scope="row" className={cn(CELL, "text-left font-medium", className)} {...rest} />;
}

/** The line of the sum; the last row above it ends on a heavy rule. Put className="double-rule" on the figure's cell for the rule below. */
export function TotalRow({ className, ...rest }: ComponentProps<"tr">) {
  return <tr className={cn("border-t border-ink font-semibold", className)} {...rest} />;
}
