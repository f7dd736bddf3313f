import type { Actor } from "@/lib/domain/actor";
import { prisma } from "@/lib/db/client";

/** The person of a login, as a mail to them needs it; null for no login and for a closed one. */
export interface LoginForMail {
  readonly name: string;
  readonly email: string;
  /** Null for staff. */
  readonly customerId: string | null;
  /** BCP 47; null where they chose none. */
  readonly locale: string | null;
}

export async function loginForMail(actor: Actor, input: { loginId: string }): Promise<LoginForMail | null> {
  const login = await prisma().login.findFirst({
    where: { merchantId: actor.merchantId, id: input.loginId, disabledAt: null },
    select: { name: true, email: true, customerId: true, customer: { select: { locale: true } } },
  });
  if (login === null) return null;
  const { customer, ...person } = login;
  return { ...person, locale: customer?.locale ?? null };
}
