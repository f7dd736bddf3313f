import type { FailureOf } from "@/lib/domain/failure";
import { actorOfLogin } from "@/lib/domain/people/actor-of-login";
import { checkPassword } from "@/lib/domain/people/check-password";
import { err, ok, type Result } from "@/lib/domain/result";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { lockPasswordReset, usePasswordResets } from "@/lib/db/password-resets";
import { lockLogin, type LoginRecord, updatePasswordHash } from "@/lib/db/people";
import { revokeSessionsOfLogin } from "@/lib/db/sessions";
import { clearBucket } from "@/lib/db/attempt-counters";
import { findMerchant } from "@/lib/db/merchants";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/jobs/queue";
import { newId } from "@/lib/platform/ids";
import { hashPassword } from "@/lib/platform/password-hash";
import { readResetToken } from "@/lib/platform/reset-token";
import type { ServiceContext } from "@/lib/services/context";

type ResetFailure =
  FailureOf<"invalid"> | { readonly kind: "unauthenticated"; readonly code: "reset_link_invalid" };

interface ResetKey {
  readonly merchantId: string;
  readonly tokenHash: string;
}

const INVALID_LINK = { kind: "unauthenticated", code: "reset_link_invalid" } as const;

/** Whose login the link opens now, with the merchant's name; null when it is used, too old or its login closed. */
async function openedBy(
  tx: Tx,
  ctx: ServiceContext,
  key: ResetKey,
): Promise<{ login: LoginRecord; merchantName: string } | null> {
  const reset = await lockPasswordReset(tx, key.merchantId, key.tokenHash);
  if (reset === null || reset.usedAt !== null || ctx.clock.now() >= reset.expiresAt) return null;
  const login = await lockLogin(tx, key.merchantId, reset.loginId);
  const merchant = await findMerchant(tx, key.merchantId);
  if (login === null || login.disabledAt !== null || merchant === null) return null;
  return { login, merchantName: merchant.name };
}

/** Sets the password, uses up every open link and ends every session of the login. */
async function applyReset(
  tx: Tx,
  ctx: ServiceContext,
  login: LoginRecord,
  passwordHash: string,
): Promise<void> {
  const { merchantId, id: loginId } = login;
  const now = ctx.clock.now();
  await updatePasswordHash(tx, { merchantId, loginId, passwordHash });
  await usePasswordResets(tx, { merchantId, loginId, usedAt: now });
  const revokedCount = await revokeSessionsOfLogin(tx, {
    merchantId,
    loginId,
    exceptSessionId: null,
    revokedAt: now,
  });
  await clearBucket(tx, `account:${login.email}`);
  const asPerson = { ...ctx, actor: actorOfLogin({ ...login, loginId }) };
  const changeId = newId();
  await recordAuditEvent(tx, asPerson, {
    eventType: "password.changed",
    command: "reset-password",
    outcome: "succeeded",
    changes: { loginId, changeId, revokedCount },
  });
  await enqueueJob(tx, asPerson, {
    job: "send-mail",
    payload: { kind: "password_changed", loginId, changeId },
  });
}

/**
 * Sets a new password with the link from a mail: once, within its hour. Afterwards the person is signed out everywhere and
 * is told so by mail. The link stays good when the new password is refused.
 */
export async function resetPassword(
  ctx: ServiceContext,
  command: { readonly token: string; readonly password: string },
): Promise<Result<void, ResetFailure>> {
  const key = readResetToken(command.token);
  if (key === null) return err(INVALID_LINK);
  const opened = await inTransaction((tx) => openedBy(tx, ctx, key));
  if (opened === null) return err(INVALID_LINK);
  const { login, merchantName } = opened;
  const password = checkPassword(command.password, [login.name, login.email, merchantName]);
  if (!password.ok)
    return err({ kind: "invalid", code: "invalid_input", fields: { password: password.error } });
  const passwordHash = await hashPassword(command.password);
  return inTransaction(async (tx) => {
    // Looked at again under the lock: of two tabs that send the same link, one is too late.
    const still = await openedBy(tx, ctx, key);
    if (still === null) return err(INVALID_LINK);
    await applyReset(tx, ctx, still.login, passwordHash);
    return ok(undefined);
  });
}
