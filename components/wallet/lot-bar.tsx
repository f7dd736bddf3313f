interface LotBarProps {
  /** How much of the lot is left, and how much of that is reserved, from 0 to 100. */
  readonly leftPercent: number;
  readonly heldPercent: number;
}

/** A lot running down: what is left of it, with the reserved part hatched. The figures beside it say the same. */
export function LotBar({ leftPercent, heldPercent }: LotBarProps) {
  const free = Math.max(leftPercent - heldPercent, 0);
  return (
    <svg
      viewBox="0 0 100 6"
      preserveAspectRatio="none"
      className="h-1.5 w-full max-w-48"
      aria-hidden="true"
      focusable="false"
    >
      <rect width="100" height="6" className="fill-[var(--rule)]" />
      <rect width={free} height="6" className="fill-[var(--accent)]" />
      <rect x={free} width={heldPercent} height="6" className="fill-[var(--attention)]" />
    </svg>
  );
}
