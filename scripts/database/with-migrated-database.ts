import path from "node:path";
import { temporaryPlace } from "../postgres/postgres-place";
import { type Postgres, randomPasswords, startPostgres } from "../postgres/start-postgres";
import { freePort } from "../supervise/free-port";
import { migrate } from "./migrate";

/** Runs the work against a fresh, migrated database of a server that exists only meanwhile (about two seconds). */
export async function withMigratedDatabase<T>(work: (postgres: Postgres) => Promise<T>): Promise<T> {
  const place = temporaryPlace();
  try {
    const postgres = await startPostgres({
      ...place,
      port: await freePort(),
      database: "remit",
      passwords: randomPasswords(),
      isDurable: false,
      removedWhenOrphaned: [place.folder],
      logFile: path.join(place.folder, "postgres.log"),
    });
    try {
      await migrate(postgres.ownerUrl);
      return await work(postgres);
    } finally {
      await postgres.stop();
    }
  } finally {
    place.remove();
  }
}
