import type { Metadata } from "next";
import { TaxPlace } from "@/components/shop/tax-place";
import { readCart } from "@/app/_edge/cart-cookie";
import { setCartLineAction } from "@/app/(shop)/cart-actions";
import { TermsPicker } from "@/components/checkout/terms-picker";
import { MoneyText } from "@/components/money/money-text";
import { type CartItem, CartTable } from "@/components/shop/cart-table";
import { ActionForm } from "@/components/ui/action-form";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { currentActor } from "@/lib/auth/current-actor";
import { currentMerchant } from "@/lib/auth/current-merchant";
import { sum, times } from "@/lib/domain/money/money";
import type { Actor } from "@/lib/domain/actor";
import type { MerchantView } from "@/lib/domain/merchant";
import type { ProductKind } from "@/lib/domain/orders/order-state";
import type { OfferedPrice } from "@/lib/domain/terms/offer-terms";
import { newId, publicId } from "@/lib/platform/ids";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import { businessNow, customerContext } from "@/lib/auth/service-context";
import { getCartTax } from "@/lib/queries/tax/get-cart-tax";
import { getTermsOffer } from "@/lib/queries/terms/get-terms-offer";
import { listProducts } from "@/lib/queries/catalog/list-products";
import { formatCartLine } from "@/lib/schemas/cart";
import { placeOrderAction } from "./actions";

export const metadata: Metadata = { title: "Cart" };

async function cartItems(merchantId: string): Promise<(CartItem & { kind: ProductKind })[]> {
  const [cart, products] = await Promise.all([readCart(), listProducts({ merchantId })]);
  const byId = new Map(products.map((product) => [publicId("product", product.id), product]));
  return cart.flatMap(({ productId, quantity }) => {
    const product = byId.get(productId);
    if (!product) return [];
    const { name, price, slug, kind } = product;
    return [
      {
        productId,
        name,
        href: `/products/${slug}`,
        quantity,
        price,
        amount: times(price, quantity),
        kind,
      },
    ];
  });
}

/** What is owed as tax for whoever looks, as far as they said where they are. */
async function taxFor(
  merchant: MerchantView,
  actor: Actor | null,
  lines: readonly { readonly kind: ProductKind; readonly amount: CartItem["amount"] }[],
  currency: string,
) {
  const { id: merchantId, timeZone } = merchant;
  return getCartTax({ merchantId, timeZone, actor }, { lines, currency, now: await businessNow() });
}

/** What the signed-in customer may choose from; nothing where the products cannot be ordered together. */
async function termsFor(subtotal: OfferedPrice, needsApproval: boolean) {
  const { actor, clock } = await customerContext();
  const now = clock.now();
  return { now, offer: await getTermsOffer(actor, { subtotal, needsApproval, now }) };
}

export default async function CartPage() {
  const [merchant, actor] = await Promise.all([currentMerchant(), currentActor()]);
  const items = await cartItems(merchant.id);
  const [first] = items;
  if (!first) return <EmptyCart />;
  const currencies = new Set(items.map((item) => item.price.currency));
  const subtotal =
    currencies.size === 1
      ? sum(
          items.map((item) => item.amount),
          first.price.currency,
        )
      : null;
  const needsApproval = items.some((item) => item.kind === "site_placement");
  const tax = subtotal && (await taxFor(merchant, actor, items, subtotal.currency));
  const total = tax?.total ?? subtotal;
  const terms =
    actor?.kind === "customer" && subtotal !== null
      ? await termsFor({ ...subtotal, taxMinor: tax?.added.amountMinor ?? 0n }, needsApproval)
      : null;
  return (
    <>
      <PageHeader title="Cart" trail={[{ href: "/", label: "Catalog" }]} />
      <CartTable
        items={items}
        total={total}
        taxes={tax?.taxes ?? []}
        locale={merchant.locale}
        action={setCartLineAction}
      />
      {tax && <TaxPlace tax={tax} isSignedIn={actor?.kind === "customer"} />}
      <div className="mt-8 grid max-w-xl gap-4 sm:ml-auto">
        <p className="text-ink-soft">
          {needsApproval
            ? "Placing the order charges nothing. We prepare each site and show it to you; once you have approved them you pay."
            : "Placing the order charges nothing yet. On the next page you choose a card and pay."}
        </p>
        {total === null && (
          <Notice tone="attention">
            These products are sold in different currencies. Order one currency at a time: take the others out
            first.
          </Notice>
        )}
        {actor ? (
          <ActionForm
            action={placeOrderAction}
            label="Place the order"
            locale={merchant.locale}
            className="grid gap-3"
          >
            <input type="hidden" name="placementKey" value={newId()} />
            {items.map((item) => (
              <input key={item.productId} type="hidden" name="line" value={formatCartLine(item)} />
            ))}
            {terms && (
              <TermsPicker
                {...terms.offer}
                today={calendarDateAt(terms.now, merchant.timeZone)}
                needsApproval={needsApproval}
                locale={merchant.locale}
              />
            )}
            <SubmitButton size="large" pendingLabel="Placing the order…">
              Place order{total ? " for " : ""}
              {total && <MoneyText amount={total} locale={merchant.locale} />}
            </SubmitButton>
          </ActionForm>
        ) : (
          <div className="grid gap-2">
            <LinkButton href="/sign-in?next=%2Fcart" variant="primary" size="large">
              Sign in to order
            </LinkButton>
            <p className="text-sm text-ink-soft">
              New here?{" "}
              <a className="inline-block min-h-6 link" href="/sign-up?next=%2Fcart">
                Make an account
              </a>{" "}
              first. Your cart waits.
            </p>
          </div>
        )}
      </div>
    </>
  );
}

function EmptyCart() {
  return (
    <>
      <PageHeader title="Cart" trail={[{ href: "/", label: "Catalog" }]} />
      <EmptyState
        title="Nothing in it yet"
        action={
          <LinkButton href="/" variant="primary">
            Look at the catalog
          </LinkButton>
        }
      >
        What you choose waits here until you order it.
      </EmptyState>
    </>
  );
}
