import type { Actor } from "@/lib/domain/actor";
import { invariant } from "@/lib/domain/invariant";
import { actorOfLogin } from "@/lib/domain/people/actor-of-login";
import { enabledLoginsByEmail } from "@/lib/db/people";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";

/** Who a login of this merchant acts as, for the system's own use (the seed); null when there is none. */
export async function findLoginActor(
  ctx: ServiceContext,
  command: { readonly email: string },
): Promise<Actor | null> {
  invariant(ctx.actor.kind === "system", "Only the system looks logins up by address.");
  const { merchantId } = ctx.actor;
  const logins = await inTransaction((tx) => enabledLoginsByEmail(tx, command.email, merchantId));
  const own = logins.find((login) => login.merchantId === merchantId);
  return own === undefined ? null : actorOfLogin({ ...own, loginId: own.id });
}
