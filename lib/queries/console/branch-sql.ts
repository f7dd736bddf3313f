import { keysetCondition, keysetOrder, type PageRequest } from "./keyset";
import { type SqlFilter, whereSql } from "./sql-filter";

/**
 * One way to reach rows of a list. Each is limited to a page by itself, so that none reads more than it must:
 * `all` walks the list's index, `where` starts from what a search names, `per_customer` takes the newest of each customer.
 */
export type Branch =
  | { readonly kind: "all" }
  | { readonly kind: "where"; readonly condition: string }
  | { readonly kind: "per_customer"; readonly customers: string };

interface ListTable {
  /** As in FROM: `"order" o`. */
  readonly from: string;
  readonly alias: string;
  /** Column to sort by, with the id as tiebreak. */
  readonly at: string;
}

/** SELECT of the ids on one page: (id, at), at most one row more than the page holds. */
export function pageIdsSql(
  table: ListTable,
  branches: readonly Branch[],
  page: PageRequest,
  filter: SqlFilter,
): string {
  const columns = { at: `${table.alias}.${table.at}`, id: `${table.alias}.id` };
  const conditions = [...filter.conditions, keysetCondition(page, columns, filter.bind)];
  const select = (more: string | null) =>
    `SELECT ${columns.id}, ${columns.at} AS at FROM ${table.from}
     WHERE ${whereSql([...conditions, more])} ${keysetOrder(page, columns)}`;
  const parts = branches.map((branch) => {
    switch (branch.kind) {
      case "all":
        return select(null);
      case "where":
        return select(branch.condition);
      case "per_customer":
        return `SELECT hit.id, hit.at FROM (${branch.customers}) named
          CROSS JOIN LATERAL (${select(`${table.alias}.customer_id = named.id`)}) hit
          ${keysetOrder(page, { at: "hit.at", id: "hit.id" })}`;
    }
  });
  const [first = ""] = parts;
  if (parts.length === 1) return first;
  return `SELECT id, at FROM (${parts.map((part) => `(${part})`).join(" UNION ")}) found
    ${keysetOrder(page, { at: "at", id: "id" })}`;
}
