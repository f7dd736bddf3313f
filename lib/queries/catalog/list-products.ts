import { prisma } from "@/lib/db/client";
import { productView, type ProductView } from "./product-view";

/** What a merchant sells now, in the order of its shelf: placements, courses, subscriptions, each by price. Public. */
export async function listProducts(input: { merchantId: string }): Promise<ProductView[]> {
  const products = await prisma().product.findMany({
    where: { merchantId: input.merchantId, isActive: true },
    orderBy: [{ kind: "asc" }, { currency: "desc" }, { priceMinor: "asc" }, { id: "asc" }],
  });
  return products.map(productView);
}
