/** done: behind us. now: the one that waits for somebody. ahead: still to come. refused: ended badly here. */
export type LineMarkKind = "done" | "now" | "ahead" | "refused";

const SPOKEN = {
  done: "done",
  now: "now",
  ahead: "still to come",
  refused: "did not go through",
} as const satisfies Record<LineMarkKind, string>;

/** The word for a mark, where the drawing cannot be seen. */
export function lineMarkWord(kind: LineMarkKind): string {
  return SPOKEN[kind];
}

/** The mark on a line of events: four shapes, so that none needs its color. */
export function LineMark({ kind }: { readonly kind: LineMarkKind }) {
  return (
    <svg
      viewBox="0 0 16 16"
      className="drawn relative z-10 size-4 shrink-0"
      aria-hidden="true"
      focusable="false"
    >
      {kind === "done" && (
        <>
          <circle cx="8" cy="8" r="7" fill="var(--accent)" />
          <path d="M4.6 8.3 L7 10.6 L11.4 5.6" fill="none" stroke="var(--on-accent)" strokeWidth="1.8" />
        </>
      )}
      {kind === "now" && (
        <>
          <circle cx="8" cy="8" r="6.2" fill="var(--paper)" stroke="var(--ink)" strokeWidth="1.6" />
          <circle cx="8" cy="8" r="3" fill="var(--ink)" />
        </>
      )}
      {kind === "ahead" && (
        <circle cx="8" cy="8" r="4" fill="var(--paper)" stroke="var(--rule-strong)" strokeWidth="1.5" />
      )}
      {kind === "refused" && (
        <>
          <circle cx="8" cy="8" r="7" fill="var(--danger)" />
          <path d="M5.2 5.2 L10.8 10.8 M10.8 5.2 L5.2 10.8" stroke="var(--paper)" strokeWidth="1.8" />
        </>
      )}
    </svg>
  );
}
