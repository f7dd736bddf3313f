import fs from "node:fs";
import path from "node:path";
import type { PostgresPlace } from "../postgres/postgres-place";

/**
 * Makes sure that the data is that of these secrets. Data outside the clone outlives it, and when the clone is
 * made again at the same path its passwords are gone: such data is of no use to anyone and is removed.
 */
export function claimCluster(place: PostgresPlace, clusterId: string): void {
  const label = path.join(path.dirname(place.dataDir), "cluster-id");
  const isOurs = fs.existsSync(label) && fs.readFileSync(label, "utf8") === clusterId;
  if (!isOurs && fs.existsSync(place.dataDir)) {
    if (place.isInside) {
      throw new Error(
        `The passwords for the data in ${place.dataDir} are missing (.remit/secrets.json was removed or replaced). ` +
          `Put the file back, or start afresh with npm run demo -- --reset.`,
      );
    }
    fs.rmSync(place.dataDir, { recursive: true, force: true });
  }
  fs.writeFileSync(label, clusterId);
}
