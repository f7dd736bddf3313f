import { RESET_VALID_MINUTES } from "@/lib/domain/people/reset-validity";
import { err, ok, type Result } from "@/lib/domain/result";
import { lockLogin } from "@/lib/db/people";
import { insertPasswordReset } from "@/lib/db/password-resets";
import { inTransaction } from "@/lib/db/transaction";
import { newResetToken } from "@/lib/platform/reset-token";
import type { ServiceContext } from "@/lib/services/context";

/**
 * Makes the secret of one reset mail: 256 bits, of which only the SHA-256 is stored. Only the mail's handler asks for it.
 * A login that was closed since is not found.
 */
export async function issuePasswordReset(
  ctx: ServiceContext,
  command: { readonly loginId: string },
): Promise<
  Result<{ readonly token: string }, { readonly kind: "not_found"; readonly code: "login_not_found" }>
> {
  const { merchantId } = ctx.actor;
  const { token, tokenHash } = newResetToken(merchantId);
  return inTransaction(async (tx) => {
    const login = await lockLogin(tx, merchantId, command.loginId);
    if (login === null || login.disabledAt !== null)
      return err({ kind: "not_found", code: "login_not_found" });
    const createdAt = ctx.clock.now();
    const expiresAt = new Date(createdAt.getTime() + RESET_VALID_MINUTES * 60_000);
    await insertPasswordReset(tx, { merchantId, tokenHash, loginId: login.id, createdAt, expiresAt });
    return ok({ token });
  });
}
