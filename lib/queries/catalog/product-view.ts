import { type Money, money } from "@/lib/domain/money/money";
import type { ProductKind } from "@/lib/domain/orders/order-state";
import { productDetails, type ProductFact } from "./product-details";

/** A product as anybody may see it: of a course's lessons, what they are about and not what they say. */
export interface ProductView {
  readonly id: string;
  readonly slug: string;
  readonly kind: ProductKind;
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly price: Money;
  readonly facts: readonly ProductFact[];
  readonly lessons: readonly { readonly title: string; readonly minutes: number | null }[];
}

interface ProductRow {
  readonly id: string;
  readonly slug: string;
  readonly kind: ProductKind;
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly priceMinor: bigint;
  readonly currency: string;
  readonly details: unknown;
}

export function productView(product: ProductRow): ProductView {
  const { lessons, facts } = productDetails(product.details);
  return {
    id: product.id,
    slug: product.slug,
    kind: product.kind,
    name: product.name,
    summary: product.summary,
    description: product.description,
    price: money(product.priceMinor, product.currency),
    facts,
    lessons: lessons.map(({ title, minutes }) => ({ title, minutes })),
  };
}
