import type { FormAction } from "@/lib/schemas/action-state";
import { ActionForm } from "../ui/action-form";
import { DialogCancel } from "../ui/dialog-cancel";
import { SubmitButton } from "../ui/submit-button";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";
import { ConfirmEnvironment } from "./confirm-environment";

interface ExtendDueDateFormProps {
  readonly action: FormAction;
  /** Names this showing of the form: sent twice, it is put off once. */
  readonly extensionKey: string;
  /** Public id. */
  readonly orderId: string;
  readonly position: number;
  /** The day on which it is due now. */
  readonly dueOn: string;
  readonly environment: string | null;
  readonly locale: string;
}

/** A later day for one installment. */
export function ExtendDueDateForm(props: ExtendDueDateFormProps) {
  return (
    <ActionForm action={props.action} className="grid gap-4" locale={props.locale}>
      <input type="hidden" name="extensionKey" value={props.extensionKey} />
      <input type="hidden" name="orderId" value={props.orderId} />
      <input type="hidden" name="position" value={props.position} />
      <TextField label="Due on" name="dueOn" type="date" defaultValue={props.dueOn} required />
      <TextArea
        label="Reason"
        name="reason"
        required
        maxLength={500}
        hint="The customer reads it on the credit note, where there is an invoice."
      />
      <ConfirmEnvironment environment={props.environment} />
      <div className="flex flex-wrap justify-end gap-2">
        <DialogCancel>Not now</DialogCancel>
        <SubmitButton pendingLabel="Saving…">Put it off</SubmitButton>
      </div>
    </ActionForm>
  );
}
