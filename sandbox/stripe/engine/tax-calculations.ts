import { newId } from "../ids.ts";
import type { Address, Metadata } from "../objects.ts";
import { invalidRequest } from "../protocol/errors.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import type { TaxCalculation, TaxCalculationLine } from "../tax-objects.ts";
import { EU_COUNTRIES, rateAt, taxOn, type StaticRate } from "./tax-rates.ts";

/** https://docs.stripe.com/tax/tax-codes */
const DEFAULT_CODE = "txcd_10000000";
const NONTAXABLE_CODE = "txcd_00000000";
const SHIPPING_CODE = "txcd_92010001";
const VALID_FOR_S = 90 * 86_400;

export type TaxedLine = {
  readonly amount: number;
  readonly behavior: "exclusive" | "inclusive";
  readonly code: string | undefined;
  readonly metadata: Metadata;
  readonly product: string | null;
  readonly quantity: number;
  readonly reference: string;
};

export type NewCalculation = {
  readonly currency: string;
  readonly customer: string | null;
  readonly details: TaxCalculation["customer_details"];
  readonly lines: readonly TaxedLine[];
  readonly shipFrom: Address | null;
  readonly shipping: {
    readonly amount: number;
    readonly behavior: "exclusive" | "inclusive";
    readonly code: string | undefined;
  } | null;
  readonly taxDate: number;
};

type Reason = "customer_exempt" | "not_collecting" | "product_exempt" | "reverse_charge" | "standard_rated";

/** https://docs.stripe.com/tax/zero-tax */
function reasonFor(details: NewCalculation["details"], rate: StaticRate | null, code: string): Reason {
  if (rate === null) return "not_collecting";
  if (code === NONTAXABLE_CODE) return "product_exempt";
  if (details.taxability_override === "customer_exempt") return "customer_exempt";
  const isBusiness = details.tax_ids.some(({ type }) => type === "eu_vat");
  if (details.taxability_override === "reverse_charge") return "reverse_charge";
  if (isBusiness && EU_COUNTRIES.includes(details.address?.country ?? "")) return "reverse_charge";
  return "standard_rated";
}

type Taxed = {
  readonly tax: number;
  readonly taxable: number;
  readonly reason: Reason;
  readonly rate: StaticRate | null;
};

function taxLine(given: NewCalculation, amount: number, behavior: string, code: string): Taxed {
  const { address } = given.details;
  const rate = rateAt(address?.country ?? "", address?.state ?? null);
  const reason = reasonFor(given.details, rate, code);
  const isInclusive = behavior === "inclusive";
  const tax = reason === "standard_rated" && rate !== null ? taxOn(amount, rate.percent, isInclusive) : 0;
  return { tax, taxable: reason === "standard_rated" ? amount - (isInclusive ? tax : 0) : 0, reason, rate };
}

const names = new Intl.DisplayNames(["en"], { type: "region" });

function lineBreakdown(
  given: NewCalculation,
  { tax, taxable, reason, rate }: Taxed,
): NonNullable<TaxCalculationLine["tax_breakdown"]> {
  const country = given.details.address?.country ?? "";
  const state = given.details.address?.state ?? null;
  const isState = rate?.kind === "sales_tax" || rate?.kind === "hst";
  return [
    {
      amount: tax,
      jurisdiction: {
        country,
        display_name: isState ? (state ?? country) : (names.of(country) ?? country),
        level: isState ? "state" : "country",
        state: isState ? state : null,
      },
      sourcing: "destination",
      tax_rate_details:
        rate === null
          ? null
          : { display_name: rate.name, percentage_decimal: percentOf(rate, reason), tax_type: rate.kind },
      taxability_reason: reason,
      taxable_amount: taxable,
    },
  ];
}

const percentOf = (rate: StaticRate | null, reason: Reason): string =>
  reason === "standard_rated" ? (rate?.percent ?? "0.0") : "0.0";

/** Nothing can be said without knowing where the customer is. https://docs.stripe.com/tax/customer-locations */
function checkAddress(address: Address | null): void {
  const isKnown = address?.country != null && /^[A-Z]{2}$/.test(address.country);
  const isUs = address?.country === "US";
  if (isKnown && (!isUs || address?.postal_code != null || address?.state != null)) return;
  throw invalidRequest(
    "We could not determine the customer's tax location based on the provided customer address.",
    { code: "customer_tax_location_invalid", param: "customer_details[address]" },
  );
}

type Sum = { exclusive: number; inclusive: number; total: number };

/** https://docs.stripe.com/api/tax/calculations/create, with rates that stand in a table. */
export function createCalculation(sandbox: Sandbox, given: NewCalculation): TaxCalculation {
  checkAddress(given.details.address);
  const groups = new Map<string, TaxCalculation["tax_breakdown"][number]>();
  const sum: Sum = { exclusive: 0, inclusive: 0, total: 0 };
  const add = (amount: number, behavior: string, taxed: Taxed): void => {
    const isInclusive = behavior === "inclusive";
    sum[isInclusive ? "inclusive" : "exclusive"] += taxed.tax;
    sum.total += amount + (isInclusive ? 0 : taxed.tax);
    group(groups, given, isInclusive, taxed);
  };
  const lines = given.lines.map((line) => {
    const code = line.code ?? DEFAULT_CODE;
    const taxed = taxLine(given, line.amount, line.behavior, code);
    add(line.amount, line.behavior, taxed);
    return calculationLine(line, code, taxed, lineBreakdown(given, taxed));
  });
  const shipping = given.shipping === null ? null : shippingCost(given, given.shipping, add);
  const calculation = sandbox.store.taxCalculations.insert({
    id: newId("taxcalc_"),
    object: "tax.calculation",
    amount_total: sum.total,
    currency: given.currency,
    customer: given.customer,
    customer_details: given.details,
    expires_at: nowS() + VALID_FOR_S,
    livemode: false,
    ship_from_details: given.shipFrom === null ? null : { address: given.shipFrom },
    shipping_cost: shipping,
    tax_amount_exclusive: sum.exclusive,
    tax_amount_inclusive: sum.inclusive,
    tax_breakdown: [...groups.values()],
    tax_date: given.taxDate,
  });
  sandbox.store.taxLines.set(calculation.id, lines);
  return calculation;
}

function group(
  groups: Map<string, TaxCalculation["tax_breakdown"][number]>,
  given: NewCalculation,
  inclusive: boolean,
  taxed: Taxed,
): void {
  const key = `${inclusive}/${taxed.reason}`;
  const present = groups.get(key);
  const { address } = given.details;
  groups.set(key, {
    amount: (present?.amount ?? 0) + taxed.tax,
    inclusive,
    tax_rate_details: {
      country: address?.country ?? null,
      flat_amount: null,
      percentage_decimal: percentOf(taxed.rate, taxed.reason),
      rate_type: "percentage",
      state: address?.state ?? null,
      tax_type: taxed.rate?.kind ?? null,
    },
    taxability_reason: taxed.reason,
    taxable_amount: (present?.taxable_amount ?? 0) + taxed.taxable,
  });
}

function calculationLine(
  line: TaxedLine,
  code: string,
  taxed: Taxed,
  breakdown: NonNullable<TaxCalculationLine["tax_breakdown"]>,
): TaxCalculationLine {
  return {
    id: newId("tax_li_"),
    object: "tax.calculation_line_item",
    amount: line.amount,
    amount_tax: taxed.tax,
    livemode: false,
    metadata: line.metadata,
    performance_location: null,
    product: line.product,
    quantity: line.quantity,
    reference: line.reference,
    tax_behavior: line.behavior,
    tax_breakdown: breakdown,
    tax_code: code,
  };
}

function shippingCost(
  given: NewCalculation,
  shipping: NonNullable<NewCalculation["shipping"]>,
  add: (amount: number, behavior: string, taxed: Taxed) => void,
): TaxCalculation["shipping_cost"] {
  const code = shipping.code ?? SHIPPING_CODE;
  const taxed = taxLine(given, shipping.amount, shipping.behavior, code);
  add(shipping.amount, shipping.behavior, taxed);
  return {
    amount: shipping.amount,
    amount_tax: taxed.tax,
    tax_behavior: shipping.behavior,
    tax_breakdown: lineBreakdown(given, taxed),
    tax_code: code,
  };
}
