import { networkPrefix } from "@/lib/domain/people/network-prefix";
import { attemptWindowStart, REQUEST_LIMITS, secondsToNextWindow } from "@/lib/domain/people/sign-in-limits";
import type { FailureOf } from "@/lib/domain/failure";
import { err, ok, type Result } from "@/lib/domain/result";
import { cspViolation } from "@/lib/domain/security/csp-violation";
import { countInBuckets } from "@/lib/db/attempt-counters";
import { countCspViolation } from "@/lib/db/csp-violations";
import { inTransaction } from "@/lib/db/transaction";
import { env } from "@/lib/platform/env";
import type { ServiceContext } from "@/lib/services/context";

interface CspReport {
  readonly documentUrl: string;
  readonly blockedUrl: string;
  readonly directive: string;
}

/**
 * Counts what a browser says that it blocked on our pages. Anybody can send such reports: only their directive and host are
 * kept, each network may send so many, and a day holds so many different ones.
 */
export async function recordCspViolations(
  ctx: ServiceContext,
  command: { readonly reports: readonly CspReport[] },
): Promise<Result<void, FailureOf<"rate_limited">>> {
  const appOrigin = new URL(env().APP_URL).origin;
  const violations = command.reports.flatMap((report) => cspViolation(report, appOrigin) ?? []);
  if (violations.length === 0) return ok(undefined);
  const now = ctx.clock.now();
  const isRefused = await inTransaction(async (tx) => {
    const bucket = `csp|network:${networkPrefix(ctx.ipAddress)}`;
    const [count = 0] = await countInBuckets(tx, [bucket], attemptWindowStart(now));
    if (count > REQUEST_LIMITS.cspReportsFromNetwork) return true;
    const { merchantId } = ctx.actor;
    for (const violation of violations) await countCspViolation(tx, { ...violation, merchantId, at: now });
    return false;
  });
  if (!isRefused) return ok(undefined);
  return err({
    kind: "rate_limited",
    code: "too_many_attempts",
    retryAfterSeconds: secondsToNextWindow(now),
  });
}
