import type { Actor } from "@/lib/domain/actor";
import { prisma } from "@/lib/db/client";
import { type Lesson, productDetails } from "./product-details";

export interface CourseView {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly lessons: readonly Lesson[];
  readonly grantedAt: Date;
  readonly orderId: string;
}

/** A course with its lessons, for a customer to whom it is open now; null for everybody else. */
export async function getCourse(actor: Actor, input: { slug: string }): Promise<CourseView | null> {
  if (actor.kind !== "customer") return null;
  const grant = await prisma().accessGrant.findFirst({
    where: {
      merchantId: actor.merchantId,
      customerId: actor.customerId,
      revokedAt: null,
      product: { slug: input.slug },
    },
    include: { product: true },
    orderBy: { grantedAt: "asc" },
  });
  if (!grant) return null;
  return {
    name: grant.product.name,
    summary: grant.product.summary,
    description: grant.product.description,
    lessons: productDetails(grant.product.details).lessons,
    grantedAt: grant.grantedAt,
    orderId: grant.orderId,
  };
}
