export type Disaster = "kill_processes" | "restart_database" | "rolling_restart";

export interface PlannedDisaster {
  readonly atMs: number;
  readonly disaster: Disaster;
}

const KILL_EVERY_MS = 20_000;

/** Between two kills, at about this share of the run. */
function between(durationMs: number, share: number): number {
  return Math.floor((durationMs * share) / KILL_EVERY_MS) * KILL_EVERY_MS + KILL_EVERY_MS / 2;
}

/** What befalls a run and when: web and worker are killed every twenty seconds, database and a rolling restart come once. */
export function disasterPlan(durationMs: number): PlannedDisaster[] {
  const plan: PlannedDisaster[] = [
    { atMs: between(durationMs, 0.4), disaster: "restart_database" },
    { atMs: between(durationMs, 0.8), disaster: "rolling_restart" },
  ];
  for (let atMs = KILL_EVERY_MS; atMs < durationMs; atMs += KILL_EVERY_MS)
    plan.push({ atMs, disaster: "kill_processes" });
  return plan.toSorted((left, right) => left.atMs - right.atMs);
}
