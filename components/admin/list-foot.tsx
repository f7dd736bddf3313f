import { PaginationLinks } from "../ui/pagination-links";

interface ListFootProps {
  /** Null: not counted, as in a search. */
  readonly total: { readonly count: number; readonly isEstimate: boolean } | null;
  readonly shownCount: number;
  readonly noun: { readonly one: string; readonly many: string };
  readonly previousHref: string | null;
  readonly nextHref: string | null;
  readonly locale: string;
}

/** How many there are, exactly or about, and the way to the rows before and after. */
export function ListFoot({ total, shownCount, noun, previousHref, nextHref, locale }: ListFootProps) {
  const count = total?.count ?? shownCount;
  const figure = count.toLocaleString(locale);
  const words = `${figure} ${count === 1 ? noun.one : noun.many}`;
  const isWhole = total !== null || (previousHref === null && nextHref === null);
  return (
    <>
      <PaginationLinks previousHref={previousHref} nextHref={nextHref} />
      <p className="mt-2 text-sm text-ink-soft">
        {total?.isEstimate ? `About ${words}` : isWhole ? words : `${words} on this page`}
      </p>
    </>
  );
}
