import type { Actor } from "@/lib/domain/actor";
import { prisma } from "@/lib/db/client";

/** The person of a login, as a mail to them needs it; null for no login and for a closed one. */
export interface LoginForMail {
  readonly name: string;
  readonly email: string;
}

export async function loginForMail(actor: Actor, input: { loginId: string }): Promise<LoginForMail | null> {
  return prisma().login.findFirst({
    where: { merchantId: actor.merchantId, id: input.loginId, disabledAt: null },
    select: { name: true, email: true },
  });
}
