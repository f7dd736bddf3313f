import { LinkButton } from "./link-button";

interface PaginationLinksProps {
  /** Address of the page before, or null on the first. */
  readonly previousHref: string | null;
  /** Address of the page after, or null on the last. */
  readonly nextHref: string | null;
  readonly label?: string;
}

/** The way to the rows before and after. Absent where everything is on one page. */
export function PaginationLinks({ previousHref, nextHref, label = "Pages" }: PaginationLinksProps) {
  if (!previousHref && !nextHref) return null;
  return (
    <nav aria-label={label} className="mt-4 flex justify-between gap-4">
      {previousHref ? (
        <LinkButton href={previousHref} size="small" rel="prev">
          ← Newer
        </LinkButton>
      ) : (
        <span />
      )}
      {nextHref && (
        <LinkButton href={nextHref} size="small" rel="next">
          Older →
        </LinkButton>
      )}
    </nav>
  );
}
