import type { Supervisor } from "../supervise/supervisor";
import { readLogins } from "./manifest";
import { withOwner } from "./with-owner";

/** Kept in the database itself, so that it is right whatever happens to the files around it. */
const SEEDED = "seeded";

/** Whether the seed has run to its end. One that was killed half-way is repeated: it takes up where it stopped. */
export async function isSeeded(ownerUrl: string, home: string): Promise<boolean> {
  if (readLogins(home) === null) return false;
  return withOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ comment: string | null }>(
      `SELECT shobj_description(oid, 'pg_database') AS comment FROM pg_database WHERE datname = current_database()`,
    );
    return rows[0]?.comment === SEEDED;
  });
}

/** Fills the database through the services, in a process of its own; its progress lines go to `onLine`. */
export async function seedDatabase(
  supervisor: Supervisor,
  environment: Record<string, string>,
  ownerUrl: string,
  onLine: (line: string) => void,
): Promise<void> {
  await supervisor.run(
    "seed",
    ["--import", "tsx", "prisma/seed/main.ts"],
    { ...environment, REMIT_TASK: "1" },
    onLine,
  );
  await withOwner(ownerUrl, async (client) => {
    const database = client.escapeIdentifier(client.database ?? "");
    await client.query(`COMMENT ON DATABASE ${database} IS '${SEEDED}'`);
  });
}
