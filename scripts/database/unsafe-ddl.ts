/** What is done to a table that people wait for, why that is not safe, and what to do instead. */
interface Rule {
  readonly pattern: RegExp;
  readonly why: string;
}

const NAME = String.raw`(?:ONLY\s+)?(?:IF\s+EXISTS\s+)?(?:"?public"?\.)?"?(\w+)"?`;
const ALTER = String.raw`^ALTER\s+TABLE\s+${NAME}\s`;

/** Each pattern's first group is the table. Tables that the same migration makes have no rows and nobody who waits. */
const TABLE_RULES: readonly Rule[] = [
  {
    pattern: new RegExp(
      String.raw`^CREATE\s+(?:UNIQUE\s+)?INDEX\s+(?!CONCURRENTLY)(?:IF\s+NOT\s+EXISTS\s+)?"?\w+"?\s+ON\s+${NAME}`,
      "i",
    ),
    why: "an index is built while nobody may write: use CREATE INDEX CONCURRENTLY, alone in a migration that begins with -- remit:no-transaction",
  },
  {
    pattern: new RegExp(
      String.raw`${ALTER}.*\bADD\s+CONSTRAINT\s+"?\w+"?\s+(?:CHECK|FOREIGN\s+KEY)(?!.*\bNOT\s+(?:VALID|ENFORCED)\b)`,
      "is",
    ),
    why: "every row is checked while nobody may write: add it NOT VALID, and VALIDATE CONSTRAINT in the next migration",
  },
  {
    pattern: new RegExp(
      String.raw`${ALTER}.*\bADD\s+(?:CONSTRAINT\s+"?\w+"?\s+)?(?:UNIQUE|PRIMARY\s+KEY)\s*\(`,
      "is",
    ),
    why: "its index is built while nobody may read or write: build it CONCURRENTLY, then ADD CONSTRAINT … USING INDEX",
  },
  {
    pattern: new RegExp(
      String.raw`${ALTER}.*\bADD\s+COLUMN\s+(?:(?!\bDEFAULT\b|,).)*\bNOT\s+NULL\b(?!(?:(?!,\s*ADD).)*\bDEFAULT\b)`,
      "is",
    ),
    why: "the build before this one does not fill it: give it a DEFAULT, or let it be NULL until no such build runs",
  },
  {
    pattern: new RegExp(
      String.raw`${ALTER}.*\bADD\s+COLUMN\b.*\bDEFAULT\s+(?:\w+\.)?(?:uuidv7|uuidv4|gen_random_uuid|random|clock_timestamp|nextval)\s*\(`,
      "is",
    ),
    why: "a default that differs from row to row rewrites the table: add the column without one, fill it in batches, then set the default",
  },
  {
    pattern: new RegExp(
      String.raw`${ALTER}.*\bALTER\s+(?:COLUMN\s+)?"?\w+"?\s+(?:SET\s+DATA\s+)?TYPE\b`,
      "is",
    ),
    why: "another type rewrites the table, and the build before this one writes the old one: add a column beside it",
  },
  {
    pattern: new RegExp(String.raw`${ALTER}.*\bSET\s+NOT\s+NULL\b`, "is"),
    why: "every row is looked at while nobody may write: add CHECK (… IS NOT NULL) NOT VALID and validate it first",
  },
  {
    pattern: new RegExp(String.raw`${ALTER}.*\bDROP\s+COLUMN\b`, "is"),
    why: "the build before this one still reads it: stop using it in one release, drop it in the next, with -- remit:contract",
  },
  {
    pattern: new RegExp(String.raw`${ALTER}.*\bRENAME\b`, "is"),
    why: "the build before this one knows the old name: add the new beside it, drop the old a release later",
  },
  {
    pattern: new RegExp(String.raw`^DROP\s+TABLE\s+${NAME}`, "i"),
    why: "the build before this one still uses it: drop it a release later, with -- remit:contract",
  },
  {
    pattern: new RegExp(String.raw`^(?:UPDATE|DELETE\s+FROM)\s+${NAME}`, "i"),
    why: "its rows stay locked until the whole migration ends: change them in batches, by a job",
  },
  {
    pattern: new RegExp(
      String.raw`^(?:LOCK\s+TABLE|LOCK|TRUNCATE(?:\s+TABLE)?|CLUSTER|VACUUM\s+FULL)\s+${NAME}`,
      "i",
    ),
    why: "it keeps everybody out of the table",
  },
];

/** What the build of the release before no longer uses may go: the first line of such a migration says so. */
const CONTRACT = "-- remit:contract";
const CONTRACTS = /\bDROP\s+(?:COLUMN|TABLE)\b/i;

/** Statements without comments, literals and bodies of functions, which are not run now. */
function statementsOf(sql: string): string[] {
  return sql
    .replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, "''")
    .replace(/'(?:[^']|'')*'/g, "''")
    .replace(/--[^\n]*/g, "")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .split(";")
    .map((statement) => statement.trim().replaceAll(/\s+/g, " "))
    .filter((statement) => statement !== "");
}

/**
 * What in a migration would keep customers waiting, or break the build that still runs beside it: a sentence for each. Read
 * from its text, so it knows what is usual and not everything that PostgreSQL can be told.
 */
export function unsafeDdl(sql: string): string[] {
  const statements = statementsOf(sql);
  const made = new Set(
    statements.flatMap((statement) => {
      const table = /^CREATE\s+(?:UNLOGGED\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?"?(\w+)"?/i.exec(
        statement,
      )?.[1];
      return table === undefined ? [] : [table];
    }),
  );
  const isContract = sql.startsWith(CONTRACT);
  return statements.flatMap((statement) =>
    TABLE_RULES.flatMap(({ pattern, why }) => {
      const table = pattern.exec(statement)?.[1];
      if (table === undefined || made.has(table)) return [];
      if (isContract && CONTRACTS.test(statement)) return [];
      return [`${table}: ${why} (${statement.slice(0, 80)})`];
    }),
  );
}
