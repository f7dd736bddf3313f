import { log } from "@/lib/platform/log";

export interface Repeated {
  /** Does the work again at once instead of at the next interval. */
  readonly wake: () => void;
  /** Lets the work in progress finish, then stops. */
  readonly stop: () => Promise<void>;
}

/**
 * Does something over and over: again at once while it answers that there was more, else after an interval or when woken.
 * What it throws is logged, and the next interval tries again.
 */
export function repeat(name: string, intervalMs: number, work: () => Promise<boolean>): Repeated {
  let isStopping = false;
  let isWoken = false;
  let ring: (() => void) | undefined;
  const rest = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, intervalMs);
      ring = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async () => {
    while (!isStopping) {
      isWoken = false;
      const isMore = await work().catch((error: unknown) => {
        log.error({ err: error, work: name }, "repeated work failed");
        return false;
      });
      if (!isMore && !isWoken && !isStopping) await rest();
    }
  };
  const done = run();
  const wake = () => {
    isWoken = true;
    ring?.();
  };
  return {
    wake,
    stop: async () => {
      isStopping = true;
      wake();
      await done;
    },
  };
}
