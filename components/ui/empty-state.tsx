import type { ReactNode } from "react";

interface EmptyStateProps {
  readonly title: string;
  /** Why it is empty, or how it fills. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** A sheet with nothing on it yet: its empty lines, what will stand there, and the first step. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="relative py-12 text-center">
      <div
        aria-hidden="true"
        className="absolute inset-0 bg-[repeating-linear-gradient(transparent_0_31px,var(--rule)_31px_32px)] [mask-image:radial-gradient(closest-side,transparent_55%,black)]"
      />
      <div className="relative mx-auto grid max-w-md justify-items-center gap-2">
        <p className="text-lg font-semibold">{title}</p>
        {children && <div className="text-ink-soft">{children}</div>}
        {action && <div className="mt-3">{action}</div>}
      </div>
    </div>
  );
}
