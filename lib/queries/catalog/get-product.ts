import { prisma } from "@/lib/db/client";
import { productView, type ProductView } from "./product-view";

/** The product behind an address, or null when this merchant sells no such thing. Public. */
export async function getProduct(input: { merchantId: string; slug: string }): Promise<ProductView | null> {
  const product = await prisma().product.findFirst({
    where: { merchantId: input.merchantId, slug: input.slug, isActive: true },
  });
  return product && productView(product);
}
