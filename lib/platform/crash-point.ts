/** Where a process may die between two steps that have to belong together. Tests die at each of them and recover. */
export const CRASH_POINTS = [
  /** Rows are written, and not committed. */
  "transaction.before_commit",
  /** The transaction is committed, and whoever asked for it has not heard. */
  "transaction.after_commit",
  /** What is about to be asked of the gateway is written down, and nothing was sent. */
  "gateway.before_ask",
  /** The gateway has acted, and nothing of it is written down. */
  "gateway.answered",
] as const;

export type CrashPoint = (typeof CRASH_POINTS)[number];

type Hook = (point: CrashPoint) => void;

/** "gateway.answered#2": the process kills itself when it comes to that point for the second time. */
const ARMED = /^([a-z_.]+)(?:#(\d+))?$/;

function hookFromEnvironment(): Hook | null {
  const { REMIT_CRASH_AT: armed, DEPLOY_ENV: deployEnv } = process.env;
  const [, point, nth = "1"] = ARMED.exec(armed ?? "") ?? [];
  if (point === undefined || deployEnv === "production") return null;
  let count = 0;
  return (reached) => {
    if (reached === point && (count += 1) === Number(nth)) process.kill(process.pid, "SIGKILL");
  };
}

let hook: Hook | null | undefined;

/** Does nothing unless a test has armed it. */
export function crashPoint(point: CrashPoint): void {
  if (hook === undefined) hook = hookFromEnvironment();
  hook?.(point);
}

/** Arms the points of this process with what the simulator wants to happen there; null disarms them. */
export function armCrashPoints(wanted: Hook | null): void {
  hook = wanted ?? hookFromEnvironment();
}
