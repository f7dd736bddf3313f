import { invariant } from "@/lib/domain/invariant";

const LIMITS = [1, 8, 64, 100_000] as const;

/**
 * For how many rows a statement is planned that is given rows as JSON. PostgreSQL takes every such set for a hundred, and would
 * rather read a whole table than look a hundred up in its index, for the one row that there mostly is. The limit stands in the
 * statement's text, and with that in its plan; a statement's name has to say it, too.
 */
export function rowLimit(count: number): (typeof LIMITS)[number] {
  const limit = LIMITS.find((one) => count <= one);
  invariant(limit !== undefined, `${count} rows are more than one statement takes.`);
  return limit;
}
