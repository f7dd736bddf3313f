import fs from "node:fs";
import path from "node:path";
import { Client } from "pg";
import { z } from "zod";

const cardList = z.object({ test_cards: z.array(z.object({ number: z.string().nullish() })) });

/** The numbers as people and programs write them: in one piece, or in groups with a space or a dash between. */
export function cardNumberPattern(numbers: readonly string[]): string {
  return numbers.map((number) => number.split("").join("[ -]?")).join("|");
}

/**
 * Looks for the numbers of all test cards in every table and in every file below the folders, after a run that typed many
 * of them. Returns how many tables and files it read. @throws Error naming the first places where one was found.
 */
export async function noCardNumbers(
  databaseUrl: string,
  sandboxUrl: string,
  folders: readonly string[],
): Promise<{ tableCount: number; fileCount: number }> {
  const answer = await fetch(`${sandboxUrl}/_sandbox/test-cards`);
  const numbers = cardList.parse(await answer.json()).test_cards.flatMap(({ number }) => number ?? []);
  if (numbers.length < 10) throw new Error("The sandbox named too few test cards to look for.");
  const pattern = cardNumberPattern(numbers);
  const tables = await searchTables(databaseUrl, pattern);
  const files = folders.flatMap((folder) => searchFiles(folder, new RegExp(pattern)));
  const found = [...tables, ...files].filter((place) => place.isFound).map((place) => place.name);
  if (found.length > 0) throw new Error(`Card numbers were found in: ${found.slice(0, 10).join(", ")}.`);
  return { tableCount: tables.length, fileCount: files.length };
}

/** What the test runner prints names tests, and a test of a card is named by its number; the rest was logged by the code. */
const TEST_RUNNER_LOG = "vitest.log";

/** The lines of a file that the product, or what it ran on, wrote. */
export function writtenByCode(fileName: string, text: string): string {
  if (fileName !== TEST_RUNNER_LOG) return text;
  return text
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .join("\n");
}

type Place = { name: string; isFound: boolean };

async function searchTables(databaseUrl: string, pattern: string): Promise<Place[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
          AND has_table_privilege(format('%I.%I', schemaname, tablename), 'SELECT') ORDER BY 1`,
    );
    const places: Place[] = [];
    for (const { name } of tables) {
      const sql = `SELECT EXISTS (SELECT FROM ${name} AS one WHERE one::text ~ $1) AS "isFound"`;
      const { rows } = await client.query<{ isFound: boolean }>(sql, [pattern]);
      places.push({ name, isFound: rows[0]?.isFound ?? false });
    }
    return places;
  } finally {
    await client.end();
  }
}

function searchFiles(folder: string, pattern: RegExp): Place[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return {
        name: file,
        isFound: pattern.test(writtenByCode(entry.name, fs.readFileSync(file, "utf8"))),
      };
    });
}
