import type { FormAction } from "@/lib/schemas/action-state";
import { ActionForm } from "../ui/action-form";
import { Checkbox } from "../ui/checkbox";
import { Dialog } from "../ui/dialog";
import { DialogCancel } from "../ui/dialog-cancel";
import { SubmitButton } from "../ui/submit-button";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";

interface PayLinkFormProps {
  readonly action: FormAction;
  /** Names this showing of the form: sent twice, it makes one link. */
  readonly linkKey: string;
  /** Public id. */
  readonly orderId: string;
  readonly customer: { readonly name: string; readonly email: string };
  readonly validDays: number;
}

/** Makes a link that opens the payment of an order without an account. */
export function PayLinkForm({ action, linkKey, orderId, customer, validDays }: PayLinkFormProps) {
  return (
    <Dialog
      trigger="New pay link"
      triggerSize="small"
      title={`A link for ${customer.name} to pay`}
      description="Whoever has it can pay what this order owes, without signing in, and do nothing else."
    >
      <ActionForm action={action} className="grid gap-4">
        <input type="hidden" name="linkKey" value={linkKey} />
        <input type="hidden" name="orderId" value={orderId} />
        <TextField
          label="Valid for days"
          name="validDays"
          inputMode="numeric"
          autoComplete="off"
          defaultValue={String(validDays)}
          hint="1 to 60."
          required
        />
        <TextArea label="Reason" name="reason" required maxLength={500} hint="It is kept with the record." />
        <Checkbox name="isMailed" label={`Mail it to ${customer.email}`} defaultChecked />
        <div className="flex flex-wrap justify-end gap-2">
          <DialogCancel />
          <SubmitButton pendingLabel="Making…">Make the link</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  );
}
