import type { FailureOf } from "@/lib/domain/failure";
import { networkPrefix } from "@/lib/domain/people/network-prefix";
import { normalizeEmail } from "@/lib/domain/people/normalize-email";
import { attemptWindowStart, isOneTooMany, secondsToNextWindow } from "@/lib/domain/people/sign-in-limits";
import { err, ok, type Result } from "@/lib/domain/result";
import { enabledLoginsByEmail, lockLogin, type LoginRecord } from "@/lib/db/people";
import { recentSignInAddresses, updateSessionRevokedAt } from "@/lib/db/sessions";
import { clearBucket, countInBuckets, uncountInBuckets } from "@/lib/db/attempt-counters";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { log } from "@/lib/platform/log";
import { verifyPassword } from "@/lib/platform/password-hash";
import type { ServiceContext } from "@/lib/services/context";
import { type SignedIn, startSession } from "./start-session";

export interface SignInCommand {
  readonly email: string;
  readonly password: string;
  readonly userAgent: string;
  /** The session that the browser showed, if any: it ends, so that a planted one is worth nothing. */
  readonly previousSession: { readonly merchantId: string; readonly sessionId: string } | null;
}

type SignInFailure = FailureOf<"unauthenticated" | "rate_limited">;

const KNOWN_FOR_MS = 180 * 86_400_000;
const WRONG = { kind: "unauthenticated", code: "wrong_credentials" } as const;

/** An address with one merchant and one with none are compared against as many hashes, so that both take as long. */
const COMPARISONS_MIN = 2;

interface Attempt {
  readonly accountFromNetwork: string;
  readonly network: string;
  readonly account: string;
  readonly windowStart: Date;
}

function attemptOf(ctx: ServiceContext, address: string): Attempt {
  const network = networkPrefix(ctx.ipAddress);
  return {
    accountFromNetwork: `account:${address}|network:${network}`,
    network: `network:${network}`,
    account: `account:${address}`,
    windowStart: attemptWindowStart(ctx.clock.now()),
  };
}

/** Counts the attempt before anything is compared; answers whether it is one too many. */
async function isRefused(
  tx: Tx,
  ctx: ServiceContext,
  attempt: Attempt,
  logins: readonly LoginRecord[],
): Promise<boolean> {
  const buckets = [attempt.accountFromNetwork, attempt.network, attempt.account];
  const [accountFromNetwork = 0, network = 0, account = 0] = await countInBuckets(
    tx,
    buckets,
    attempt.windowStart,
  );
  const since = new Date(ctx.clock.now().getTime() - KNOWN_FOR_MS);
  const known = await recentSignInAddresses(tx, logins, since);
  const here = networkPrefix(ctx.ipAddress);
  const isKnownNetwork = here !== "unknown" && known.some((address) => networkPrefix(address) === here);
  const refused = isOneTooMany({ accountFromNetwork, network, account, isKnownNetwork });
  // A refused attempt compared nothing, so it does not make the wait longer for anybody.
  if (refused) await uncountInBuckets(tx, buckets, attempt.windowStart);
  return refused;
}

/** The first login that the password opens, after the same work whether there is one, several or none. */
async function loginOpenedBy(password: string, logins: readonly LoginRecord[]): Promise<LoginRecord | null> {
  const hashes: (string | null)[] = logins.map((login) => login.passwordHash);
  while (hashes.length < COMPARISONS_MIN) hashes.push(null);
  const matches = await Promise.all(hashes.map((passwordHash) => verifyPassword(password, passwordHash)));
  return logins.find((_login, index) => matches[index] === true) ?? null;
}

/** Opens the session, if the login is still what the password was compared with. */
async function enter(
  tx: Tx,
  ctx: ServiceContext,
  command: SignInCommand,
  attempt: Attempt,
  opened: LoginRecord,
) {
  const login = await lockLogin(tx, opened.merchantId, opened.id);
  if (login === null || login.disabledAt !== null || login.passwordHash !== opened.passwordHash) return null;
  await uncountInBuckets(tx, [attempt.network, attempt.account], attempt.windowStart);
  await clearBucket(tx, attempt.accountFromNetwork);
  if (command.previousSession !== null)
    await updateSessionRevokedAt(tx, { ...command.previousSession, revokedAt: ctx.clock.now() });
  return startSession(tx, ctx, { login, userAgent: command.userAgent });
}

/**
 * Signs somebody in by e-mail address and password. The storefront's merchant (the context's) comes first; where the
 * address is known to others too, the login that the password opens decides whose customer or staff it is from then on.
 * An unknown address, a disabled login and a wrong password are one answer, after the same work.
 */
export async function signIn(
  ctx: ServiceContext,
  command: SignInCommand,
): Promise<Result<SignedIn, SignInFailure>> {
  const email = normalizeEmail(command.email);
  const attempt = attemptOf(ctx, email.ok ? email.value : "malformed");
  const found = await inTransaction(async (tx) => {
    const logins = email.ok ? await enabledLoginsByEmail(tx, email.value, ctx.actor.merchantId) : [];
    return (await isRefused(tx, ctx, attempt, logins)) ? null : logins;
  });
  if (found === null) {
    log.info({ command: "sign-in", outcome: "rate_limited", network: attempt.network, traceId: ctx.traceId });
    const retryAfterSeconds = secondsToNextWindow(ctx.clock.now());
    return err({ kind: "rate_limited", code: "too_many_attempts", retryAfterSeconds });
  }
  const opened = await loginOpenedBy(command.password, found);
  const signedIn =
    opened === null ? null : await inTransaction((tx) => enter(tx, ctx, command, attempt, opened));
  if (signedIn !== null) return ok(signedIn);
  log.info({
    command: "sign-in",
    outcome: "wrong_credentials",
    network: attempt.network,
    traceId: ctx.traceId,
  });
  return err(WRONG);
}
