import { cn } from "./cn";

/** primary: the one thing to do next, at most one on a page. danger: ends something. quiet: text among text. */
export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "small" | "medium" | "large";

const VARIANTS = {
  primary:
    "bg-accent text-on-accent border-accent hover:bg-accent-strong hover:border-accent-strong font-semibold",
  secondary: "bg-transparent text-ink border-rule-strong hover:border-ink hover:bg-paper-sunk font-medium",
  quiet: "bg-transparent text-ink border-transparent hover:bg-paper-sunk link font-medium",
  danger: "bg-transparent text-danger border-danger hover:bg-danger hover:text-on-danger font-medium",
} as const satisfies Record<ButtonVariant, string>;

const SIZES = {
  small: "min-h-8 px-2.5 py-0.5 text-sm",
  medium: "min-h-10 px-4 py-1.5 text-base",
  large: "min-h-12 px-5 py-2.5 text-lg",
} as const satisfies Record<ButtonSize, string>;

/** The look that buttons and links to the next step share. */
export function buttonStyle(variant: ButtonVariant, size: ButtonSize, extra?: string): string {
  return cn(
    "figures inline-flex items-center justify-center gap-2 rounded-md border text-center leading-tight transition-colors",
    "disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:cursor-not-allowed aria-disabled:opacity-60",
    VARIANTS[variant],
    SIZES[size],
    extra,
  );
}
