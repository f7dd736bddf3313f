/** Attempts are counted in windows of this length; with a window the counts begin anew, so nobody is locked out for good. */
const ATTEMPT_WINDOW_MS = 15 * 60_000;

/** The start of the window that an instant lies in. */
export function attemptWindowStart(now: Date): Date {
  return new Date(Math.floor(now.getTime() / ATTEMPT_WINDOW_MS) * ATTEMPT_WINDOW_MS);
}

/** Seconds until the counts begin anew, at least one. */
export function secondsToNextWindow(now: Date): number {
  const endsAtMs = attemptWindowStart(now).getTime() + ATTEMPT_WINDOW_MS;
  return Math.max(1, Math.ceil((endsAtMs - now.getTime()) / 1_000));
}

/** Failed sign-ins that a window allows. */
const SIGN_IN_LIMITS = {
  /** One account from one network: somebody who mistypes. */
  accountFromNetwork: 8,
  /** All accounts from one network: an office with many people, or one machine with many names. */
  network: 60,
  /** One account from everywhere: many machines guessing one password. */
  account: 30,
} as const;

/** Registrations, reset mails and reports of browsers that a window allows. */
export const REQUEST_LIMITS = {
  signUpsFromNetwork: 100,
  resetsFromNetwork: 30,
  resetsOfAccount: 3,
  cspReportsFromNetwork: 100,
} as const;

export interface AttemptCounts {
  /** Each with the attempt that is being judged. */
  readonly accountFromNetwork: number;
  readonly network: number;
  readonly account: number;
  /** Whether this account has signed in from this network before. */
  readonly isKnownNetwork: boolean;
}

/**
 * Whether an attempt is one too many. What others try from elsewhere is not held against a network that the account is
 * known to sign in from: a third party cannot keep somebody out of their own account at home.
 */
export function isOneTooMany(counts: AttemptCounts): boolean {
  return (
    counts.accountFromNetwork > SIGN_IN_LIMITS.accountFromNetwork ||
    counts.network > SIGN_IN_LIMITS.network ||
    (!counts.isKnownNetwork && counts.account > SIGN_IN_LIMITS.account)
  );
}
