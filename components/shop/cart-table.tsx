import Link from "next/link";
import type { Money } from "@/lib/domain/money/money";
import type { FormAction } from "@/lib/schemas/action-state";
import { type BillTax, billTaxes } from "../money/bill-taxes";
import { MoneyText } from "../money/money-text";
import { ActionForm } from "../ui/action-form";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";

export interface CartItem {
  /** Public id. */
  readonly productId: string;
  readonly name: string;
  readonly href: string;
  readonly quantity: number;
  readonly price: Money;
  readonly amount: Money;
}

interface CartTableProps {
  readonly items: readonly CartItem[];
  /** Null where the items are in different currencies and cannot be added up. */
  readonly total: Money | null;
  readonly taxes: readonly BillTax[];
  readonly locale: string;
  readonly action: FormAction;
}

function CartRow({
  item,
  locale,
  action,
}: { readonly item: CartItem } & Pick<CartTableProps, "locale" | "action">) {
  return (
    <li className="grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-2 border-b py-3 sm:grid-cols-[1fr_auto_8rem]">
      <div>
        <Link href={item.href} className="font-semibold link">
          {item.name}
        </Link>
        <p className="text-sm text-ink-soft">
          <MoneyText amount={item.price} locale={locale} /> each
        </p>
      </div>
      <div className="col-span-2 row-start-2 flex items-end gap-2 sm:col-span-1 sm:row-start-auto">
        <ActionForm action={action} label={`Quantity of ${item.name}`} className="flex items-end gap-2">
          <input type="hidden" name="productId" value={item.productId} />
          <TextField
            key={item.quantity}
            label={`Quantity of ${item.name}`}
            isLabelHidden
            name="quantity"
            type="number"
            inputMode="numeric"
            min={0}
            max={99}
            defaultValue={item.quantity}
            className="w-20"
          />
          <SubmitButton variant="secondary" size="small" className="min-h-10" pendingLabel="…">
            Change
          </SubmitButton>
        </ActionForm>
        <ActionForm action={action} label={`Take out ${item.name}`}>
          <input type="hidden" name="productId" value={item.productId} />
          <input type="hidden" name="quantity" value="0" />
          <SubmitButton
            variant="quiet"
            size="small"
            className="min-h-10"
            aria-label={`Take ${item.name} out of the cart`}
          >
            Take out
          </SubmitButton>
        </ActionForm>
      </div>
      <p className="col-start-2 row-start-1 text-right text-lg sm:col-start-auto sm:row-start-auto">
        <MoneyText amount={item.amount} locale={locale} />
      </p>
    </li>
  );
}

function TaxLines({
  lines,
  locale,
}: {
  readonly lines: readonly { readonly term: string; readonly amount: Money }[];
  readonly locale: string;
}) {
  return lines.map(({ term, amount }) => (
    <p key={term} className="flex items-baseline justify-end gap-8 pt-2 text-ink-soft">
      <span>{term}</span>
      <MoneyText amount={amount} locale={locale} className="min-w-32 text-right" />
    </p>
  ));
}

/** The cart as the lines of a bill, with the sum under its double rule. */
export function CartTable({ items, total, taxes, locale, action }: CartTableProps) {
  const { above, below } = billTaxes(taxes);
  return (
    <div>
      <ul aria-label="In the cart" className="border-t border-ink">
        {items.map((item) => (
          <CartRow key={item.productId} item={item} locale={locale} action={action} />
        ))}
      </ul>
      {total && <TaxLines lines={above} locale={locale} />}
      {total && (
        <p className="flex items-baseline justify-end gap-8 pt-3 text-lg font-semibold">
          <span>Total</span>
          <MoneyText amount={total} locale={locale} className="min-w-32 pb-0.5 text-right double-rule" />
        </p>
      )}
      {total && <TaxLines lines={below} locale={locale} />}
    </div>
  );
}
