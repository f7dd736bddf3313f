import type { ReactNode } from "react";
import { EmptyState } from "../ui/empty-state";
import { ListFoot } from "./list-foot";

interface ListSheetProps {
  readonly list: {
    readonly rows: readonly unknown[];
    /** Null: not counted, as in a search. */
    readonly total: { readonly count: number; readonly isEstimate: boolean } | null;
    /** Cursors of the rows before and after; null at either end. */
    readonly newer: string | null;
    readonly older: string | null;
  };
  readonly noun: { readonly one: string; readonly many: string };
  readonly isFiltered: boolean;
  /** What stands here when there is nothing: by the filter, or at all. */
  readonly empty: Readonly<Record<"filtered" | "none", { readonly title: string; readonly text: string }>>;
  /** The address of the rows beyond a cursor. */
  readonly hrefAt: (cursor: { newer: string } | { older: string }) => string;
  readonly locale: string;
  /** The table. */
  readonly children: ReactNode;
}

/** A list's table, or what to say without one, and the way on. */
export function ListSheet({ list, noun, isFiltered, empty, hrefAt, locale, children }: ListSheetProps) {
  const { title, text } = isFiltered ? empty.filtered : empty.none;
  return (
    <>
      {list.rows.length === 0 ? <EmptyState title={title}>{text}</EmptyState> : children}
      <ListFoot
        total={list.total}
        shownCount={list.rows.length}
        noun={noun}
        previousHref={list.newer && hrefAt({ newer: list.newer })}
        nextHref={list.older && hrefAt({ older: list.older })}
        locale={locale}
      />
    </>
  );
}
