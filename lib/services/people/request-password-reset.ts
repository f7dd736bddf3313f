import type { FailureOf } from "@/lib/domain/failure";
import { networkPrefix } from "@/lib/domain/people/network-prefix";
import { normalizeEmail } from "@/lib/domain/people/normalize-email";
import { attemptWindowStart, REQUEST_LIMITS, secondsToNextWindow } from "@/lib/domain/people/sign-in-limits";
import { err, ok, type Result } from "@/lib/domain/result";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { enabledLoginsByEmail, type LoginRecord } from "@/lib/db/people";
import { countInBuckets } from "@/lib/db/attempt-counters";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/jobs/queue";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "@/lib/services/context";

/** Leaves the mail to one login. The link is made when the mail is, so that the outbox never holds it. */
async function leaveMail(tx: Tx, ctx: ServiceContext, login: LoginRecord): Promise<void> {
  const actor = { kind: "system", merchantId: login.merchantId, name: "visitor" } as const;
  const requestId = newId();
  await recordAuditEvent(
    tx,
    { ...ctx, actor },
    {
      eventType: "password_reset.requested",
      command: "request-password-reset",
      outcome: "succeeded",
      changes: { loginId: login.id, requestId },
    },
  );
  const payload = { kind: "password_reset", loginId: login.id, requestId } as const;
  await enqueueJob(tx, { actor, traceId: ctx.traceId }, { job: "send-mail", payload });
}

/**
 * Asks for a mail with a link to set a new password. The answer is the same whether the address is known, unknown or has
 * asked too often; only a network that asks without end is told to wait.
 */
export async function requestPasswordReset(
  ctx: ServiceContext,
  command: { readonly email: string },
): Promise<Result<void, FailureOf<"invalid" | "rate_limited">>> {
  const email = normalizeEmail(command.email);
  if (!email.ok) return err({ kind: "invalid", code: "invalid_input", fields: { email: "invalid_email" } });
  const buckets = [`reset|network:${networkPrefix(ctx.ipAddress)}`, `reset|account:${email.value}`];
  const isRefused = await inTransaction(async (tx) => {
    const windowStart = attemptWindowStart(ctx.clock.now());
    const [network = 0, account = 0] = await countInBuckets(tx, buckets, windowStart);
    if (network > REQUEST_LIMITS.resetsFromNetwork) return true;
    const logins = await enabledLoginsByEmail(tx, email.value, ctx.actor.merchantId);
    if (account > REQUEST_LIMITS.resetsOfAccount) return false;
    // The storefront's own login if there is one; else each merchant's that knows the address.
    const own = logins.filter((login) => login.merchantId === ctx.actor.merchantId);
    for (const login of own.length > 0 ? own : logins) await leaveMail(tx, ctx, login);
    return false;
  });
  if (!isRefused) return ok(undefined);
  const retryAfterSeconds = secondsToNextWindow(ctx.clock.now());
  return err({ kind: "rate_limited", code: "too_many_attempts", retryAfterSeconds });
}
