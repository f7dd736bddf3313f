import { ActionForm } from "@/components/ui/action-form";
import { Dialog } from "@/components/ui/dialog";
import { DialogCancel } from "@/components/ui/dialog-cancel";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { cancelOrderAction } from "../actions";

interface CancelOrderProps {
  /** Public id. */
  readonly orderId: string;
  readonly number: bigint;
}

/** Walking away from an order, while that is still possible. */
export function CancelOrder({ orderId, number }: CancelOrderProps) {
  return (
    <Dialog
      trigger="Cancel order"
      triggerVariant="quiet"
      title={`Cancel order ${number}?`}
      description="Nothing has been charged, and nothing will be. A canceled order cannot be opened again."
    >
      <ActionForm action={cancelOrderAction} label="Cancel order" className="grid gap-4">
        <input type="hidden" name="orderId" value={orderId} />
        <TextField
          label="Why?"
          name="reason"
          required
          maxLength={500}
          hint="A few words are enough."
          autoComplete="off"
        />
        <div className="flex flex-wrap gap-2">
          <SubmitButton variant="danger" pendingLabel="Canceling…">
            Cancel order
          </SubmitButton>
          <DialogCancel>Keep it</DialogCancel>
        </div>
      </ActionForm>
    </Dialog>
  );
}
