import { invariant } from "@/lib/domain/invariant";
import { readRows } from "@/lib/db/read-rows";
import { countAt } from "@/lib/db/row";

/** Up to here rows are counted; beyond, the planner's estimate is shown and said to be one. */
const EXACT_MAX = 1_000;

export interface RowCount {
  readonly count: number;
  readonly isEstimate: boolean;
}

function planRows(explained: unknown): number {
  const list: readonly unknown[] = Array.isArray(explained) ? explained : [];
  const top = list[0] ?? null;
  const plan = top !== null && typeof top === "object" && "Plan" in top ? top.Plan : null;
  const rows = plan !== null && typeof plan === "object" && "Plan Rows" in plan ? plan["Plan Rows"] : null;
  invariant(typeof rows === "number", "EXPLAIN did not say how many rows it expects.");
  return rows;
}

/** How many rows there are, without reading more than a thousand of them. `from` is a FROM with its WHERE. */
export async function estimateCount(from: string, values: readonly unknown[]): Promise<RowCount> {
  const [counted] = await readRows(
    `SELECT count(*) FROM (SELECT 1 FROM ${from} LIMIT ${EXACT_MAX + 1}) counted`,
    values,
  );
  const count = counted ? countAt(counted, "count") : 0;
  if (count <= EXACT_MAX) return { count, isEstimate: false };
  const [explained] = await readRows(`EXPLAIN (FORMAT JSON) SELECT 1 FROM ${from}`, values);
  return { count: Math.max(count, planRows(explained?.["QUERY PLAN"])), isEstimate: true };
}
