import { isDiskFull, isOutage } from "./is-outage";

/** What this process has met of the database's troubles; null while it met none. Milliseconds since the epoch. */
interface DatabaseGauge {
  troubleAt: number | null;
  fullAt: number | null;
}

/** One for each process: pages, routes and the proxy are bundled apart, and must see the same. */
const shared = globalThis as { remitDatabaseGauge?: DatabaseGauge };

function gauge(): DatabaseGauge {
  return (shared.remitDatabaseGauge ??= { troubleAt: null, fullAt: null });
}

/** After a write found no space, this long nobody is invited to write; whoever then tries finds out whether there is some. */
const FULL_FOR_MS = 15_000;

/** Takes note of an error that says that the database was away or had no space left; of any other, nothing. */
export function noteTrouble(error: unknown): void {
  if (!isOutage(error)) return;
  gauge().troubleAt = Date.now();
  if (isDiskFull(error)) gauge().fullAt = Date.now();
}

/** Whether the database was away for somebody in this process within so many milliseconds. */
export function hadTrouble(withinMs: number): boolean {
  const { troubleAt } = gauge();
  return troubleAt !== null && Date.now() - troubleAt <= withinMs;
}

/** Whether the database was away for somebody in this process since then. */
export function hadTroubleSince(sinceMs: number): boolean {
  const { troubleAt } = gauge();
  return troubleAt !== null && troubleAt >= sinceMs;
}

/** Whether a write found no space a moment ago: what only reads goes on, and what writes says that it is closed. */
export function isDatabaseFull(): boolean {
  const { fullAt } = gauge();
  return fullAt !== null && Date.now() - fullAt <= FULL_FOR_MS;
}

/** For tests: forgets what was met. */
export function forgetTrouble(): void {
  delete shared.remitDatabaseGauge;
}
