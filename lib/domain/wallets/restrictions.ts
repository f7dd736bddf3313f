import type { LineKind, ProductKind } from "../orders/order-state";

/** What a lot may be spent on. Nothing in it: on everything. */
export interface Restrictions {
  /** Only on lines of these kinds. */
  readonly productKinds?: readonly ProductKind[];
  /** Only on lines of these products. */
  readonly productIds?: readonly string[];
  /** Only when the whole order costs at least so much. */
  readonly minimumOrderMinor?: bigint;
  readonly firstOrderOnly?: boolean;
  /** Only when at least so much of what is due is paid through the gateway. */
  readonly gatewayFundedMinor?: bigint;
}

/** A line as far as credit asks about it. */
export interface CreditableLine {
  readonly kind: LineKind;
  readonly productId: string | null;
  readonly amountMinor: bigint;
}

/** The lines of an order as credit may pay for them: what is added to a line as tax is a part of what it costs. */
export function creditableLines(
  lines: readonly (CreditableLine & { readonly taxAddedMinor: bigint })[],
): CreditableLine[] {
  return lines.map(({ kind, productId, amountMinor, taxAddedMinor }) => ({
    kind,
    productId,
    amountMinor: amountMinor + taxAddedMinor,
  }));
}

/** Credit buys no credit: it would come out with other rules than it went in with. */
const NEVER_PAID_BY_CREDIT: readonly string[] = ["wallet_top_up"];

/** Whether the restrictions let a lot pay for a line. */
export function mayPayFor(restrictions: Restrictions, line: CreditableLine): boolean {
  // Credit that could buy credit would lose its limits and its expiry on the way.
  if (line.kind === "wallet_top_up") return false;
  const { productKinds, productIds } = restrictions;
  if (NEVER_PAID_BY_CREDIT.includes(line.kind)) return false;
  if (productKinds !== undefined && !productKinds.includes(line.kind)) return false;
  return productIds === undefined || (line.productId !== null && productIds.includes(line.productId));
}

/** As it is stored: amounts as texts, because JSON has no whole numbers of any size. */
export function writeRestrictions(restrictions: Restrictions): Readonly<Record<string, unknown>> {
  const { minimumOrderMinor, gatewayFundedMinor, ...plain } = restrictions;
  return {
    ...plain,
    ...(minimumOrderMinor === undefined ? {} : { minimumOrderMinor: String(minimumOrderMinor) }),
    ...(gatewayFundedMinor === undefined ? {} : { gatewayFundedMinor: String(gatewayFundedMinor) }),
  };
}

const PRODUCT_KINDS: readonly ProductKind[] = ["site_placement", "course", "subscription"];

function texts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : undefined;
}

function amount(value: unknown): bigint | undefined {
  return typeof value === "string" && /^\d+$/.test(value) ? BigInt(value) : undefined;
}

/** Reads what is stored. A kind of product that is no longer sold stays a restriction: such a lot pays for nothing else. */
export function readRestrictions(stored: unknown): Restrictions {
  if (typeof stored !== "object" || stored === null) return {};
  const fields: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(stored));
  const kinds = texts(fields["productKinds"]);
  const productIds = texts(fields["productIds"]);
  const minimumOrderMinor = amount(fields["minimumOrderMinor"]);
  const gatewayFundedMinor = amount(fields["gatewayFundedMinor"]);
  return {
    ...(kinds === undefined ? {} : { productKinds: PRODUCT_KINDS.filter((kind) => kinds.includes(kind)) }),
    ...(productIds === undefined ? {} : { productIds }),
    ...(minimumOrderMinor === undefined ? {} : { minimumOrderMinor }),
    ...(fields["firstOrderOnly"] === true ? { firstOrderOnly: true } : {}),
    ...(gatewayFundedMinor === undefined ? {} : { gatewayFundedMinor }),
  };
}
