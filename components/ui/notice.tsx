import type { ReactNode } from "react";
import { cn } from "./cn";

/** plain: worth knowing. done: it worked. attention: needs a person. danger: something ended badly. */
type NoticeTone = "plain" | "done" | "attention" | "danger";

const TONES = {
  plain: { box: "border-rule-strong bg-paper-sunk", mark: "text-ink-soft", sign: "i", word: "Note: " },
  done: { box: "border-accent bg-accent-wash", mark: "text-accent", sign: "✓", word: "Done: " },
  attention: {
    box: "border-attention bg-attention-wash",
    mark: "text-attention",
    sign: "!",
    word: "Attention: ",
  },
  danger: { box: "border-danger bg-danger-wash", mark: "text-danger", sign: "!", word: "Problem: " },
} as const satisfies Record<NoticeTone, { box: string; mark: string; sign: string; word: string }>;

interface NoticeProps {
  readonly tone?: NoticeTone;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  /** The next step, beside the words where there is room. */
  readonly action?: ReactNode;
  readonly className?: string;
}

/** A note in the margin of the page: a rule at its side, a sign, words. */
export function Notice({ tone = "plain", title, children, action, className }: NoticeProps) {
  const { box, mark, sign, word } = TONES[tone];
  return (
    <div
      className={cn("flex flex-wrap items-center gap-x-5 gap-y-3 border-l-[3px] px-4 py-3", box, className)}
    >
      <div className="flex min-w-0 flex-1 basis-64 gap-3">
        <span
          aria-hidden="true"
          className={cn(
            "mt-0.5 grid size-5 shrink-0 place-items-center rounded-full border border-current text-xs font-bold",
            mark,
          )}
        >
          {sign}
        </span>
        <div className="min-w-0">
          <span className="sr-only">{word}</span>
          {title && <p className="font-semibold">{title}</p>}
          {children && <div className={title ? "text-sm text-ink-soft" : ""}>{children}</div>}
        </div>
      </div>
      {action}
    </div>
  );
}
