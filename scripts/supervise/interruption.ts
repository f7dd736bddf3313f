export type Interruption = {
  /** Resolves with the first of Ctrl-C, TERM and a closed terminal. */
  happened: Promise<NodeJS.Signals>;
  /** What a second Ctrl-C does. */
  onSecond: (act: () => void) => void;
};

/** Takes over the signals that would end this process, so that it can stop what it started. Call once, early. */
export function awaitInterruption(): Interruption {
  let count = 0;
  let second: () => void = () => {};
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
  });
  return { happened, onSecond: (act) => void (second = act) };
}
