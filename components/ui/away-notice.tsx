import type { ReactNode } from "react";
import { EmptyState } from "./empty-state";

interface AwayNoticeProps {
  readonly action: ReactNode;
}

/** In place of a page whose records cannot be read now. It comes back by itself. */
export function AwayNotice({ action }: AwayNoticeProps) {
  return (
    <EmptyState title="We can’t reach our records right now" action={action}>
      <p role="status">
        Nothing is lost, and nothing is charged twice: whatever was in hand is done once, or not at all. If
        you were paying, please do not pay again before your order can be read. This page looks again by
        itself.
      </p>
    </EmptyState>
  );
}
