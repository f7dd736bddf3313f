import { pool } from "./pool";
import type { Row } from "./row";

/** Runs one SELECT on the shared pool. For lists and reports that need SQL Prisma cannot say. */
export async function readRows(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
  const { rows } = await pool().query<Row>(sql, [...values]);
  return rows;
}
