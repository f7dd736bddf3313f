import type { ReactNode } from "react";
import { cn } from "./cn";

/** quiet: nothing to do. waiting: under way by itself. attention: needs a person. done: at its good end. ended: at another end. */
export type BadgeTone = "quiet" | "waiting" | "attention" | "done" | "ended";

const TONES = {
  quiet: "text-ink-soft",
  waiting: "text-ink",
  attention: "text-attention",
  done: "text-accent",
  ended: "text-danger",
} as const satisfies Record<BadgeTone, string>;

/** Each tone has a shape of its own, so that it can be told without color and in print. */
function Shape({ tone }: { readonly tone: BadgeTone }) {
  return (
    <svg viewBox="0 0 12 12" className="size-3 shrink-0" aria-hidden="true" focusable="false">
      {tone === "quiet" && <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" />}
      {tone === "waiting" && (
        <>
          <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path d="M6 1.5 A4.5 4.5 0 0 1 6 10.5 Z" fill="currentColor" />
        </>
      )}
      {tone === "attention" && <path d="M6 0.8 L11.2 6 L6 11.2 L0.8 6 Z" fill="currentColor" />}
      {tone === "done" && (
        <path d="M1.5 6.5 L4.6 9.6 L10.5 2.8" fill="none" stroke="currentColor" strokeWidth="2.2" />
      )}
      {tone === "ended" && <path d="M2 2 L10 10 M10 2 L2 10" stroke="currentColor" strokeWidth="2.2" />}
    </svg>
  );
}

interface BadgeProps {
  readonly tone: BadgeTone;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A state in one or two words, with a shape before it. */
export function Badge({ tone, children, className }: BadgeProps) {
  return (
    <span
      className={cn(
        "inline-flex items-center gap-1.5 text-sm font-semibold whitespace-nowrap",
        TONES[tone],
        className,
      )}
    >
      <Shape tone={tone} />
      {children}
    </span>
  );
}
