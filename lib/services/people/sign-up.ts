import type { FailureOf } from "@/lib/domain/failure";
import { invariant } from "@/lib/domain/invariant";
import { checkPassword } from "@/lib/domain/people/check-password";
import { normalizeEmail } from "@/lib/domain/people/normalize-email";
import { networkPrefix } from "@/lib/domain/people/network-prefix";
import { personName } from "@/lib/domain/people/person-name";
import { attemptWindowStart, REQUEST_LIMITS, secondsToNextWindow } from "@/lib/domain/people/sign-in-limits";
import { err, ok, type Result } from "@/lib/domain/result";
import { lockLogin } from "@/lib/db/people";
import { countInBuckets } from "@/lib/db/attempt-counters";
import { findMerchant } from "@/lib/db/merchants";
import { inTransaction } from "@/lib/db/transaction";
import { hashPassword } from "@/lib/platform/password-hash";
import type { ServiceContext } from "@/lib/services/context";
import { registerCustomer } from "./register-customer";
import { type SignedIn, startSession } from "./start-session";

export interface SignUpCommand {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly userAgent: string;
}

type SignUpFailure =
  FailureOf<"invalid" | "rate_limited"> | { readonly kind: "rejected"; readonly code: "email_taken" };

/** Counts a registration of the network and answers how many the window has seen, with the merchant's name. */
async function countSignUp(ctx: ServiceContext): Promise<{ count: number; merchantName: string }> {
  return inTransaction(async (tx) => {
    const bucket = `sign-up|network:${networkPrefix(ctx.ipAddress)}`;
    const [count = 0] = await countInBuckets(tx, [bucket], attemptWindowStart(ctx.clock.now()));
    const merchant = await findMerchant(tx, ctx.actor.merchantId);
    return { count, merchantName: merchant?.name ?? "" };
  });
}

/** All that is wrong at once, so that nobody is sent back field by field. */
function wrongFields(command: SignUpCommand, merchantName: string): Readonly<Record<string, string>> {
  const name = personName(command.name);
  const email = normalizeEmail(command.email);
  const password = checkPassword(command.password, [command.name, command.email, merchantName]);
  return {
    ...(name.ok ? {} : { name: name.error }),
    ...(email.ok ? {} : { email: "invalid_email" }),
    ...(password.ok ? {} : { password: password.error }),
  };
}

/** Makes a visitor a customer of the context's merchant and signs them in. */
export async function signUp(
  ctx: ServiceContext,
  command: SignUpCommand,
): Promise<Result<SignedIn, SignUpFailure>> {
  const { count, merchantName } = await countSignUp(ctx);
  if (count > REQUEST_LIMITS.signUpsFromNetwork) {
    const retryAfterSeconds = secondsToNextWindow(ctx.clock.now());
    return err({ kind: "rate_limited", code: "too_many_attempts", retryAfterSeconds });
  }
  const fields = wrongFields(command, merchantName);
  if (Object.keys(fields).length > 0) return err({ kind: "invalid", code: "invalid_input", fields });
  const passwordHash = await hashPassword(command.password);
  const { merchantId } = ctx.actor;
  const registered = await registerCustomer(ctx, {
    merchantId,
    name: command.name,
    email: command.email,
    passwordHash,
  });
  if (!registered.ok) return registered;
  const { loginId } = registered.value;
  const signedIn = await inTransaction(async (tx) => {
    const login = await lockLogin(tx, merchantId, loginId);
    invariant(login !== null, `Login ${loginId} is gone right after it was made.`);
    return startSession(tx, ctx, { login, userAgent: command.userAgent });
  });
  return ok(signedIn);
}
