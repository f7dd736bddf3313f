/** The values that say together whether money is real. */
export interface KeyEnvironment {
  readonly DEPLOY_ENV: string;
  readonly STRIPE_SECRET_KEY: string;
  readonly STRIPE_PUBLISHABLE_KEY: string;
  readonly STRIPE_WEBHOOK_SECRET: string;
  readonly STRIPE_WEBHOOK_SECRET_PREVIOUS?: string | undefined;
  readonly STRIPE_WORKER_KEY?: string | undefined;
}

type KeyName = Exclude<keyof KeyEnvironment, "DEPLOY_ENV">;

const KEY_NAMES = [
  "STRIPE_SECRET_KEY",
  "STRIPE_PUBLISHABLE_KEY",
  "STRIPE_WEBHOOK_SECRET",
  "STRIPE_WEBHOOK_SECRET_PREVIOUS",
  "STRIPE_WORKER_KEY",
] as const satisfies readonly KeyName[];

/** Stripe's keys say their mode. Its signing secrets do not, so that theirs is known only where somebody wrote it into them. */
const LIVE = /^(?:[srp]k|whsec)_live_/;
const TEST = /^(?:[srp]k_test_|whsec_(?:test_|sandbox))/;

/** Whether real money moves here: only in production. */
export function isLiveEnvironment(deployEnv: string): boolean {
  return deployEnv === "production";
}

/** A key that may not be used here, with a sentence about it that never holds its value. */
export interface KeyOffense {
  readonly path: KeyName;
  readonly message: string;
}

/**
 * Keys of the wrong mode: a live key (secret, restricted or publishable) outside production, a test key in production. Pure
 * and cheap, so that it is asked at start and again before each payment operation.
 */
export function keyOffenses(given: KeyEnvironment): KeyOffense[] {
  const isLive = isLiveEnvironment(given.DEPLOY_ENV);
  return KEY_NAMES.flatMap((path): KeyOffense[] => {
    const value = given[path] ?? "";
    const noun = path.startsWith("STRIPE_WEBHOOK") ? "secret" : "key";
    if (isLive && TEST.test(value))
      return [{ path, message: `is a test ${noun}, but DEPLOY_ENV is production` }];
    if (!isLive && LIVE.test(value))
      return [
        {
          path,
          message: `is a live ${noun}, but DEPLOY_ENV is ${given.DEPLOY_ENV}: only production moves real money`,
        },
      ];
    return [];
  });
}
