import { parentOf } from "../postgres/postmaster";

export type Interruption = {
  /** Resolves with the first of Ctrl-C, TERM, a closed terminal, and the end of the npm that runs this. */
  happened: Promise<NodeJS.Signals>;
  /** What a second Ctrl-C does. */
  onSecond: (act: () => void) => void;
};

const nothing = () => {};

/** Takes over the signals that would end this process, so that it can stop what it started. Call once, early. */
export function awaitInterruption(): Interruption {
  let count = 0;
  let second = nothing;
  // A terminal that is gone refuses output; that must not cut the cleaning up short.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  const happened = new Promise<NodeJS.Signals>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        count += 1;
        if (count === 1) resolve(signal);
        else if (signal === "SIGINT") second();
      });
    }
    whenNpmEnds(() => resolve("SIGTERM"));
  });
  return { happened, onSecond: (act) => void (second = act) };
}

/** npm hands a signal to its shell, which dies of it and passes nothing on; so its end has to be noticed. */
function whenNpmEnds(act: () => void): void {
  if (process.env["npm_lifecycle_event"] === undefined) return;
  const first = ancestors();
  const timer = setInterval(() => {
    if (ancestors() === first) return;
    clearInterval(timer);
    act();
  }, 500);
  timer.unref();
}

function ancestors(): string {
  const shell = process.ppid;
  return `${shell} ${process.platform === "linux" ? parentOf(shell) : ""}`;
}
