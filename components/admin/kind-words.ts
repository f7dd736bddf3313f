import type { ProductKind } from "@/lib/domain/orders/order-state";

/** Kinds of products, as staff read them. */
export const KIND_WORDS: Readonly<Record<ProductKind, string>> = {
  site_placement: "Site placements",
  course: "Courses",
  subscription: "Subscriptions",
};
