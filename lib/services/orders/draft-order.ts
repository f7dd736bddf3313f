import { type Money, money } from "@/lib/domain/money/money";
import type { Order } from "@/lib/domain/orders/order";
import { firstOrderState, workflowOf } from "@/lib/domain/orders/order-state";
import { lineAmount, totalsOfLines } from "@/lib/domain/orders/order-totals";
import { addedAndIncluded } from "@/lib/domain/tax/tax-row";
import { buildSchedule } from "@/lib/domain/terms/build-schedule";
import type { OfferedTerms } from "@/lib/domain/terms/offer-terms";
import { modelOf } from "@/lib/domain/terms/payment-terms";
import type { CalendarDate } from "@/lib/domain/time/calendar-date";
import type { PlacedOrderRow } from "@/lib/db/orders";
import type { ProductRow } from "@/lib/db/products";
import { newId } from "@/lib/platform/ids";
import type { ChoicesTax } from "../tax/tax-choices";
import { installmentsOf } from "./installments-of";
import { sitesOf } from "./sites-of";

/** A product of the catalog, and how often it is ordered. */
export interface Choice {
  readonly product: ProductRow;
  readonly quantity: number;
}

interface Agreed {
  readonly terms: OfferedTerms;
  readonly today: CalendarDate;
  readonly tax: ChoicesTax;
  /** What the choices come to before tax is added, in their one currency. */
  readonly subtotal: Money;
}

const priceOf = ({ product, quantity }: Choice) => ({
  quantity,
  unitPrice: money(product.priceMinor, product.currency),
});

function linesOf(orderId: string, choices: readonly Choice[], tax: ChoicesTax): PlacedOrderRow["lines"] {
  return choices.map((choice, index) => {
    const price = priceOf(choice);
    const { addedMinor, includedMinor } = addedAndIncluded(tax.lines[index] ?? []);
    return {
      id: newId(),
      orderId,
      position: index + 1,
      productId: choice.product.id,
      kind: choice.product.kind,
      description: choice.product.name,
      quantity: choice.quantity,
      unitPriceMinor: price.unitPrice.amountMinor,
      amountMinor: lineAmount(price).amountMinor,
      taxAddedMinor: addedMinor,
      taxIncludedMinor: includedMinor,
    };
  });
}

/** An order as it is placed. Prices are the catalog's, never the browser's. */
export function draftOrder(
  owner: Pick<Order, "merchantId" | "customerId" | "number">,
  choices: readonly Choice[],
  { terms: agreed, today, tax, subtotal }: Agreed,
): Omit<PlacedOrderRow, "placementKey" | "placementHash" | "placedAt"> {
  const { terms } = agreed;
  const { currency } = subtotal;
  const fee = modelOf(terms).feeOf(subtotal);
  const totals = totalsOfLines(choices.map(priceOf), currency, fee, money(tax.addedMinor, currency));
  const [firstPart] = buildSchedule(terms, totals.total);
  const order: Order = {
    ...owner,
    id: newId(),
    state: firstOrderState(firstPart?.purpose),
    currency,
    feeMinor: fee.amountMinor,
    taxMinor: tax.addedMinor,
    taxIncludedMinor: tax.includedMinor,
    isTaxed: tax.basis !== null,
    totalMinor: totals.total.amountMinor,
    creditedMinor: 0n,
    paidMinor: 0n,
    refundedMinor: 0n,
    workflow: workflowOf(choices.map(({ product }) => product.kind)),
    terms,
    isReleased: false,
    version: 1,
  };
  const lines = linesOf(order.id, choices, tax);
  return {
    order,
    subtotalMinor: totals.subtotal.amountMinor,
    termsSource: agreed.source,
    termsReason: agreed.reason,
    taxBasis: tax.basis,
    lines,
    sites: sitesOf(order, lines),
    installments: installmentsOf(order, today),
  };
}
