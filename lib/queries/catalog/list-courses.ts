import type { CustomerActor } from "@/lib/domain/actor";
import { prisma } from "@/lib/db/client";

export interface OpenCourse {
  readonly slug: string;
  readonly name: string;
  readonly grantedAt: Date;
}

/** The courses that are open to the customer, newest first, each once. */
export async function listCourses(actor: CustomerActor): Promise<OpenCourse[]> {
  const grants = await prisma().accessGrant.findMany({
    where: { merchantId: actor.merchantId, customerId: actor.customerId, revokedAt: null },
    include: { product: { select: { slug: true, name: true } } },
    orderBy: { grantedAt: "desc" },
  });
  const bySlug = new Map(grants.map((grant) => [grant.product.slug, grant]));
  return [...bySlug.values()].map(({ product, grantedAt }) => ({
    slug: product.slug,
    name: product.name,
    grantedAt,
  }));
}
