import type { CustomerActor } from "@/lib/domain/actor";
import { prisma } from "@/lib/db/client";

/** What a customer said about their documents; null where they said nothing yet. */
export interface BillingView {
  readonly locale: string | null;
  readonly name: string;
  readonly address: string;
  readonly country: string | null;
  readonly taxId: string | null;
}

export async function getBillingDetails(actor: CustomerActor): Promise<BillingView> {
  const { merchantId, customerId } = actor;
  const customer = await prisma().customer.findUniqueOrThrow({
    where: { merchantId_id: { merchantId, id: customerId } },
    select: { name: true, locale: true, billingDetails: true },
  });
  const details = customer.billingDetails;
  return {
    locale: customer.locale,
    name: details?.name ?? customer.name,
    address: details?.addressLines.join("\n") ?? "",
    country: details?.country ?? null,
    taxId: details?.taxId ?? null,
  };
}
