import type { CurrencyCode } from "../money/currency";
import { formatMoney } from "../money/format-money";
import { money } from "../money/money";
import type { ProductKind } from "../orders/order-state";
import type { Restrictions } from "./restrictions";

const KIND_WORDS: Readonly<Record<string, string>> = {
  site_placement: "site placements",
  course: "courses",
  subscription: "subscriptions",
} satisfies Partial<Record<ProductKind, string>>;

function listText(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;
}

/** What credit is good for, each limit in a phrase that ends no sentence. None: for everything. */
export function restrictionPhrases(
  restrictions: Restrictions,
  known: {
    readonly currency: CurrencyCode;
    readonly locale: string;
    readonly productNames: readonly string[];
  },
): string[] {
  const { productKinds, productIds, minimumOrderMinor, firstOrderOnly, gatewayFundedMinor } = restrictions;
  const amount = (amountMinor: bigint) => formatMoney(money(amountMinor, known.currency), known.locale);
  const phrases: string[] = [];
  if (productKinds !== undefined) {
    const kinds = listText(productKinds.map((kind) => KIND_WORDS[kind] ?? kind));
    phrases.push(kinds === "" ? "for something that is no longer sold" : `for ${kinds}`);
  }
  if (productIds !== undefined)
    phrases.push(
      known.productNames.length > 0
        ? `for ${listText(known.productNames)}`
        : "for one product that is no longer sold",
    );
  if (minimumOrderMinor !== undefined) phrases.push(`in orders of ${amount(minimumOrderMinor)} and more`);
  if (firstOrderOnly === true) phrases.push("in a first order");
  if (gatewayFundedMinor !== undefined)
    phrases.push(`where ${amount(gatewayFundedMinor)} or more are paid by card`);
  return phrases;
}

/** The same as one sentence without its full stop: "Only for courses, in orders of $50.00 and more". */
export function restrictionText(phrases: readonly string[]): string {
  return phrases.length === 0 ? "Everything" : `Only ${phrases.join(", ")}`;
}
