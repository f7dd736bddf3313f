import type { OrderView } from "@/lib/queries/orders/order-view";

const WHY: Readonly<Record<string, string>> = {
  default: "as usual here",
  rule: "as you chose",
  override: "as agreed with you",
};

/** Which terms were agreed to, why these, and how they are paid where it is not by card. */
export function OrderTerms({ terms }: Pick<OrderView, "terms">) {
  return (
    <div className="grid gap-1 text-sm text-ink-soft">
      <p>
        Payment terms: <span className="text-ink">{terms.name}</span>, {WHY[terms.source] ?? "as agreed"}.
      </p>
      {terms.instructions && <p className="whitespace-pre-line">{terms.instructions}</p>}
    </div>
  );
}
