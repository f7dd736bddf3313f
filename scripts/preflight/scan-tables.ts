import { pool } from "@/lib/db/pool";
import { findCardData } from "@/lib/platform/card-data/find-card-data";

/** The newest of a table that has more; what is older was new at an earlier approval. */
const ROWS_MAX = 20_000;

/** Looks for card numbers in what the application's role can read. Answers the tables' names, never what was found. */
export async function scanTables(): Promise<{ tableCount: number; rowCount: number; foundIn: string[] }> {
  const { rows: tables } = await pool().query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
      WHERE schemaname = 'public' AND has_table_privilege(format('%I.%I', schemaname, tablename), 'SELECT') ORDER BY 1`,
  );
  const foundIn: string[] = [];
  let rowCount = 0;
  for (const { name } of tables) {
    const { rows } = await pool().query<{ text: string }>(
      `SELECT one::text AS text FROM ${name} AS one ORDER BY one.ctid DESC LIMIT ${ROWS_MAX}`,
    );
    rowCount += rows.length;
    if (rows.some(({ text }) => findCardData(text) !== null)) foundIn.push(name);
  }
  return { tableCount: tables.length, rowCount, foundIn };
}
