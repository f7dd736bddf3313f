import { Client } from "pg";
import { manifest } from "./manifest";

/** Runs one statement with the application's own rights: for what no page of the product can bring about. */
export async function asApplication<Row extends object>(
  sql: string,
  values: readonly unknown[],
): Promise<Row[]> {
  const client = new Client({ connectionString: manifest.databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}
