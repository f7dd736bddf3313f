import { setTimeout as pause } from "node:timers/promises";
import { withOwner } from "../stack/with-owner";

const INTERVAL_MS = 500;

/** Looks again and again at how many payments have an unknown outcome; `stop` answers the most that were seen. */
export function watchUnknown(ownerUrl: string): { stop: () => Promise<number> } {
  let worst = 0;
  let isStopping = false;
  const look = async () => {
    const { rows } = await withOwner(ownerUrl, (client) =>
      client.query<{ count: number }>(
        "SELECT count(*)::int AS count FROM payment WHERE state = 'outcome_unknown'",
      ),
    );
    worst = Math.max(worst, rows[0]?.count ?? 0);
  };
  const watching = (async () => {
    while (!isStopping) {
      // While the database restarts there is nothing to see.
      await look().catch(() => undefined);
      await pause(INTERVAL_MS);
    }
  })();
  return {
    async stop() {
      isStopping = true;
      await watching;
      return worst;
    },
  };
}
