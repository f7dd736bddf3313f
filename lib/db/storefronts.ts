import type { MerchantView } from "@/lib/domain/merchant";
import { prisma } from "./client";

const FIELDS = {
  id: true,
  slug: true,
  name: true,
  legalName: true,
  statementDescriptor: true,
  supportEmail: true,
  timeZone: true,
  locale: true,
  currencies: true,
} as const;

/** The merchant of this id as people see it, or null. */
export async function findMerchantView(merchantId: string): Promise<MerchantView | null> {
  return prisma().merchant.findUnique({ where: { id: merchantId }, select: FIELDS });
}

/** The merchant whose storefront a host name is; for an unknown name the first merchant, null when there is none at all. */
export async function findMerchantByHost(hostName: string): Promise<MerchantView | null> {
  const named = await prisma().merchant.findFirst({
    where: { hosts: { has: hostName } },
    orderBy: { id: "asc" },
    select: FIELDS,
  });
  return named ?? prisma().merchant.findFirst({ orderBy: { id: "asc" }, select: FIELDS });
}
