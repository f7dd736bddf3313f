// A small parent for the tests of this folder: starts PostgreSQL as the command line says, prints where it is as
// JSON, and stops it on a line of input. Run as a process of its own because the tests kill it.
import path from "node:path";
import { postgresPlace } from "./postgres-place";
import { startPostgres } from "./start-postgres";

const [home = "", port = ""] = process.argv.slice(2);
const place = postgresPlace(home);
try {
  const postgres = await startPostgres({
    ...place,
    port: Number(port),
    database: "remit",
    passwords: { superuser: "superuser", owner: "owner", app: "app" },
    isDurable: true,
    logFile: path.join(home, "postgres.log"),
    removedWhenOrphaned: [path.join(home, "healthy")],
  });
  const { ownerUrl, appUrl } = postgres;
  console.log(JSON.stringify({ ownerUrl, appUrl, dataDir: place.dataDir, keeper: postgres.process.pid }));
  process.stdin.once("data", () => void postgres.stop().then(() => process.exit(0)));
} catch (error) {
  console.log(JSON.stringify({ failure: error instanceof Error ? error.message : String(error) }));
  process.exit(1);
}
