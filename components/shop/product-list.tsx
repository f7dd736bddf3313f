import Link from "next/link";
import type { ReactNode } from "react";
import type { Money } from "@/lib/domain/money/money";
import { MoneyText } from "../money/money-text";

export interface ListedProduct {
  readonly href: string;
  readonly name: string;
  readonly summary: string;
  readonly price: Money;
  /** "a month", where the price is for a period. */
  readonly per?: string;
  /** How many are in the cart. */
  readonly inCart: number;
  readonly action: ReactNode;
}

interface ProductListProps {
  readonly products: readonly ListedProduct[];
  readonly locale: string;
}

/** A price list, as on paper: name and what it is, the price at the right, a hairline between. */
export function ProductList({ products, locale }: ProductListProps) {
  return (
    <ul className="border-t border-ink">
      {products.map((product) => (
        <li
          key={product.href}
          className="grid grid-cols-[1fr_auto] items-baseline gap-x-6 gap-y-1 border-b py-4 sm:grid-cols-[1fr_8rem_9.5rem]"
        >
          <div className="min-w-0">
            <h3 className="text-lg leading-snug font-semibold">
              <Link href={product.href} className="link decoration-transparent">
                {product.name}
              </Link>
            </h3>
            <p className="max-w-prose text-ink-soft">{product.summary}</p>
          </div>
          <p className="text-right text-lg">
            <MoneyText amount={product.price} locale={locale} className="font-semibold" />
            {product.per && <span className="block text-sm text-ink-soft">{product.per}</span>}
          </p>
          <div className="col-span-2 flex items-baseline justify-end gap-3 sm:col-span-1 sm:flex-col sm:items-end sm:gap-1">
            {product.action}
            <span
              className="order-first figures text-sm font-medium text-accent sm:order-last"
              aria-live="polite"
            >
              {product.inCart > 0 && `${product.inCart} in your cart`}
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}
