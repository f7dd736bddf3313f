import type { CustomerActor } from "@/lib/domain/actor";
import { TAX_ID_STATES, type TaxIdState } from "@/lib/domain/tax/tax-id";
import { prisma } from "@/lib/db/client";

/** What a customer said about their documents; null where they said nothing yet. */
export interface BillingView {
  readonly locale: string | null;
  readonly name: string;
  readonly address: string;
  readonly country: string | null;
  readonly region: string | null;
  readonly taxId: string | null;
  readonly taxIdState: TaxIdState;
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
    region: details?.region ?? null,
    taxId: details?.taxId ?? null,
    taxIdState: TAX_ID_STATES.find((state) => state === details?.taxIdState) ?? "unchecked",
  };
}
