import type { Actor } from "@/lib/domain/actor";
import { prisma } from "@/lib/db/client";
import { walletOwner } from "./wallet-owner";

/** Whose wallet it is. */
export interface WalletHolder {
  readonly customerId: string;
  readonly name: string;
  readonly email: string;
}

/** The customer whose wallet the actor may look into; null when there is none such. */
export async function walletHolder(
  actor: Actor,
  request: { readonly customerId: string | null },
): Promise<WalletHolder | null> {
  const id = walletOwner(actor, request.customerId);
  if (id === null) return null;
  const customer = await prisma().customer.findUnique({
    where: { merchantId_id: { merchantId: actor.merchantId, id } },
    select: { name: true, email: true },
  });
  return customer && { customerId: id, ...customer };
}
