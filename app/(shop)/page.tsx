import { Notice } from "@/components/ui/notice";
import { LineOfMarks, type MarkedStep } from "@/components/money/line-of-marks";
import { AddToCart } from "@/components/shop/add-to-cart";
import { type ListedProduct, ProductList } from "@/components/shop/product-list";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Section } from "@/components/ui/section";
import { readCart } from "@/app/_edge/cart-cookie";
import { currentActor } from "@/lib/auth/current-actor";
import { currentMerchant } from "@/lib/auth/current-merchant";
import type { ProductKind } from "@/lib/domain/orders/order-state";
import { publicId } from "@/lib/platform/ids";
import type { ProductView } from "@/lib/queries/catalog/product-view";
import { listProducts } from "@/lib/queries/catalog/list-products";
import { listOpenOrders } from "@/lib/queries/orders/list-open-orders";
import type { CartLine } from "@/lib/schemas/cart";
import { addToCartAction } from "./cart-actions";

const SHELVES = [
  { kind: "site_placement", title: "Site placements" },
  { kind: "course", title: "Courses" },
  { kind: "subscription", title: "Subscriptions" },
] as const satisfies readonly { kind: ProductKind; title: string }[];

function listed(product: ProductView, cart: readonly CartLine[]): ListedProduct {
  const productId = publicId("product", product.id);
  const isSubscription = product.kind === "subscription";
  return {
    href: `/products/${product.slug}`,
    name: product.name,
    summary: product.summary,
    price: product.price,
    per: isSubscription ? "a month" : undefined,
    inCart: cart.find((line) => line.productId === productId)?.quantity ?? 0,
    action: isSubscription ? (
      <LinkButton href={`/products/${product.slug}`} size="small">
        Details
      </LinkButton>
    ) : (
      <AddToCart action={addToCartAction} productId={productId} productName={product.name} />
    ),
  };
}

const HOW = [
  { key: "order", kind: "now", label: "You order", detail: "Nothing is charged" },
  { key: "prepare", kind: "ahead", label: "We prepare", detail: "Each site gets its link" },
  { key: "approve", kind: "ahead", label: "You approve", detail: "Or send it back" },
  { key: "pay", kind: "ahead", label: "You pay", detail: "Courses open at once" },
] as const satisfies readonly MarkedStep[];

/** What waits for the customer, before anything is offered. */
async function Waiting() {
  const actor = await currentActor();
  if (actor?.kind !== "customer") return null;
  const waiting = (await listOpenOrders(actor)).filter((order) => order.state !== "confirmed");
  const [first] = waiting;
  if (!first) return null;
  const words = first.state === "payment_pending" ? "is ready to be paid" : "has sites for you to look at";
  return (
    <Notice
      tone="attention"
      className="mb-8"
      action={
        <LinkButton href={waiting.length > 1 ? "/account" : `/orders/${publicId("order", first.id)}`}>
          {waiting.length > 1 ? `Look at ${waiting.length} orders` : `Look at order ${first.number}`}
        </LinkButton>
      }
      title={`Order ${first.number} ${words}`}
    />
  );
}

export default async function CatalogPage() {
  const merchant = await currentMerchant();
  const [products, cart] = await Promise.all([listProducts({ merchantId: merchant.id }), readCart()]);
  const shelves = SHELVES.map((shelf) => ({
    ...shelf,
    products: products.filter(({ kind }) => kind === shelf.kind),
  }));
  return (
    <>
      <Waiting />
      <header className="mb-10 grid gap-2">
        <h1 className="text-figure font-semibold tracking-tight">{merchant.name}</h1>
        <p className="max-w-prose text-lg text-ink-soft">
          You see the work first. Each site is shown to you when it is done, and nothing is charged before you
          approve it.
        </p>
        <LineOfMarks label="How an order goes" steps={HOW} className="mt-6" />
      </header>
      {products.length === 0 && <EmptyState title="Nothing is for sale yet">Come back soon.</EmptyState>}
      <div className="grid gap-10">
        {shelves
          .filter((shelf) => shelf.products.length > 0)
          .map((shelf) => (
            <Section key={shelf.kind} title={shelf.title}>
              <ProductList
                locale={merchant.locale}
                products={shelf.products.map((product) => listed(product, cart))}
              />
            </Section>
          ))}
      </div>
    </>
  );
}
