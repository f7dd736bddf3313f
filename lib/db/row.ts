import { invariant } from "@/lib/domain/invariant";

/** A row of a raw query, before its columns are read one by one. */
export type Row = Readonly<Record<string, unknown>>;

/** Whoever runs SQL: the pool, a client, a transaction. */
export interface SqlReader {
  readonly query: (sql: string, values?: unknown[]) => Promise<{ readonly rows: readonly Row[] }>;
}

/** @throws InvariantViolation when the query does not select such a column as text. */
export function textAt(row: Row, column: string): string {
  const value = row[column];
  invariant(typeof value === "string", `Column ${column} is not a text.`);
  return value;
}

export function textOrNullAt(row: Row, column: string): string | null {
  return row[column] === null ? null : textAt(row, column);
}

/** An int8 or numeric without fraction, which pg hands over as text, or an int4. */
export function bigintAt(row: Row, column: string): bigint {
  const value = row[column];
  invariant(
    typeof value === "bigint" ||
      Number.isSafeInteger(value) ||
      (typeof value === "string" && /^-?\d+$/.test(value)),
    `Column ${column} is not a whole number.`,
  );
  return BigInt(String(value));
}

/** A count or position: a whole number that fits a JavaScript number. */
export function countAt(row: Row, column: string): number {
  const count = Number(bigintAt(row, column));
  invariant(Number.isSafeInteger(count), `Column ${column} is too large to count with.`);
  return count;
}

export function instantAt(row: Row, column: string): Date {
  const value = row[column];
  invariant(value instanceof Date, `Column ${column} is not an instant.`);
  return value;
}

export function instantOrNullAt(row: Row, column: string): Date | null {
  return row[column] === null ? null : instantAt(row, column);
}

/** One of a closed list, such as the members of a PostgreSQL enum. */
export function memberAt<const T extends string>(row: Row, column: string, members: readonly T[]): T {
  const member = members.find((candidate) => candidate === row[column]);
  invariant(member !== undefined, `Column ${column} is none of ${members.join(", ")}.`);
  return member;
}

export function memberOrNullAt<const T extends string>(
  row: Row,
  column: string,
  members: readonly T[],
): T | null {
  return row[column] === null ? null : memberAt(row, column, members);
}
