import type { Actor } from "@/lib/domain/actor";
import { actorOfLogin } from "@/lib/domain/people/actor-of-login";
import { normalizeEmail } from "@/lib/domain/people/normalize-email";
import { enabledLoginsByEmail } from "@/lib/db/people";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "@/lib/services/context";
import { permits } from "@/lib/services/permissions";

/** Who acts when the merchant's login with this address does; null for no login, a closed one, and whoever may not see people. */
export async function findLoginActor(
  ctx: ServiceContext,
  command: { readonly email: string },
): Promise<Actor | null> {
  const email = normalizeEmail(command.email);
  if (!email.ok || !permits(ctx.actor, "people.read")) return null;
  const { merchantId } = ctx.actor;
  const logins = await inTransaction((tx) => enabledLoginsByEmail(tx, email.value, merchantId));
  const login = logins.find((candidate) => candidate.merchantId === merchantId);
  return login === undefined ? null : actorOfLogin({ ...login, loginId: login.id });
}
