import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { addToCartAction } from "@/app/(shop)/cart-actions";
import { readCart } from "@/app/_edge/cart-cookie";
import { MoneyText } from "@/components/money/money-text";
import { AddToCart } from "@/components/shop/add-to-cart";
import { LessonList } from "@/components/shop/lesson-list";
import { DefinitionList } from "@/components/ui/definition-list";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { currentMerchant } from "@/lib/auth/current-merchant";
import { publicId } from "@/lib/platform/ids";
import { getProduct } from "@/lib/queries/catalog/get-product";

interface ProductPageProps {
  readonly params: Promise<{ slug: string }>;
}

async function productOf({ params }: ProductPageProps) {
  const [merchant, { slug }] = await Promise.all([currentMerchant(), params]);
  return { merchant, product: await getProduct({ merchantId: merchant.id, slug }) };
}

export async function generateMetadata(props: ProductPageProps): Promise<Metadata> {
  const { product } = await productOf(props);
  return product ? { title: product.name, description: product.summary } : {};
}

const HOW = {
  site_placement:
    "Nothing is charged when you order. We build the site, you look at it, and once you approve it you pay.",
  course: "It opens the moment your payment arrives.",
  subscription: "Billed each month until you cancel.",
} as const;

export default async function ProductPage(props: ProductPageProps) {
  const { merchant, product } = await productOf(props);
  if (!product) notFound();
  const productId = publicId("product", product.id);
  const inCart = (await readCart()).find((line) => line.productId === productId)?.quantity ?? 0;
  return (
    <>
      <PageHeader title={product.name} trail={[{ href: "/", label: "Catalog" }]} lead={product.summary} />
      <div className="grid gap-10 md:grid-cols-[1fr_18rem]">
        <div className="grid content-start gap-8">
          <p className="max-w-prose whitespace-pre-line">{product.description}</p>
          {product.facts.length > 0 && (
            <Section title="Facts">
              <DefinitionList items={product.facts} className="border-t border-ink" />
            </Section>
          )}
          {product.lessons.length > 0 && (
            <Section title="Lessons" aside={`${product.lessons.length}`}>
              <LessonList lessons={product.lessons} />
            </Section>
          )}
        </div>
        <aside
          aria-label="Order"
          className="grid content-start gap-4 border-t border-ink pt-4 md:sticky md:top-4 md:self-start"
        >
          <p>
            <MoneyText
              amount={product.price}
              locale={merchant.locale}
              className="text-figure font-semibold"
            />
            {product.kind === "subscription" && <span className="text-ink-soft"> a month</span>}
          </p>
          <p className="text-sm text-ink-soft">{HOW[product.kind]}</p>
          {product.kind === "subscription" ? (
            <p className="text-sm">
              Subscriptions are set up with you in person:{" "}
              <a className="link" href={`mailto:${merchant.supportEmail}`}>
                {merchant.supportEmail}
              </a>
            </p>
          ) : (
            <AddToCart
              action={addToCartAction}
              productId={productId}
              productName={product.name}
              asksQuantity={product.kind === "site_placement"}
              isPrimary
            />
          )}
          <div aria-live="polite" className="grid gap-3 empty:hidden">
            {inCart > 0 && (
              <>
                <p className="figures font-medium text-accent">✓ {inCart} in your cart</p>
                <LinkButton href="/cart">Go to the cart</LinkButton>
              </>
            )}
          </div>
        </aside>
      </div>
    </>
  );
}
