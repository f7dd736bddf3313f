import type { FormAction } from "@/lib/schemas/action-state";
import { ActionForm } from "../ui/action-form";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";

interface AddToCartProps {
  readonly action: FormAction;
  /** Public id. */
  readonly productId: string;
  readonly productName: string;
  /** Asks how many; else one is added. */
  readonly asksQuantity?: boolean;
  readonly isPrimary?: boolean;
}

/** Puts a product into the cart, in place: the count above and the words beside it say that it is there. */
export function AddToCart({ action, productId, productName, asksQuantity, isPrimary }: AddToCartProps) {
  return (
    <ActionForm action={action} label={`Add ${productName}`} className="flex items-end gap-3">
      <input type="hidden" name="productId" value={productId} />
      {asksQuantity ? (
        <TextField
          label="Quantity"
          name="quantity"
          type="number"
          inputMode="numeric"
          min={1}
          max={99}
          defaultValue={1}
          className="w-24"
        />
      ) : (
        <input type="hidden" name="quantity" value="1" />
      )}
      <SubmitButton
        variant={isPrimary ? "primary" : "secondary"}
        size={isPrimary ? "medium" : "small"}
        pendingLabel="Adding…"
        aria-label={`Add ${productName} to the cart`}
      >
        Add to cart
      </SubmitButton>
    </ActionForm>
  );
}
