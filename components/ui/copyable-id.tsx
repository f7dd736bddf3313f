"use client";

import { useEffect, useState } from "react";
import { cn } from "./cn";

interface CopyableIdProps {
  readonly id: string;
  /** What the id names, for the button's label: "order id". */
  readonly of?: string;
  readonly className?: string;
}

/** An id in mono with a button that copies it; the answer stands where the hand already is. */
export function CopyableId({ id, of = "id", className }: CopyableIdProps) {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <span className={cn("inline-flex max-w-full items-baseline gap-1", className)}>
      <code className="font-mono text-[0.85em] break-all">{id}</code>
      <button
        type="button"
        aria-label={`Copy ${of}`}
        className="min-h-6 shrink-0 px-1 text-xs text-ink-faint underline decoration-dotted underline-offset-2 hover:text-ink"
        onClick={() => void navigator.clipboard.writeText(id).then(() => setIsCopied(true))}
      >
        <span className={isCopied ? "font-semibold text-accent" : ""}>{isCopied ? "copied" : "copy"}</span>
      </button>
      <span role="status" className="sr-only">
        {isCopied ? "Copied" : ""}
      </span>
    </span>
  );
}
