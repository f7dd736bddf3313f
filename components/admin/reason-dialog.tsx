import type { ReactNode } from "react";
import { ActionForm } from "../ui/action-form";
import { Dialog } from "../ui/dialog";
import { DialogCancel } from "../ui/dialog-cancel";
import { SubmitButton } from "../ui/submit-button";
import { TextArea } from "../ui/text-area";
import { ConfirmEnvironment } from "./confirm-environment";
import type { FormAction } from "@/lib/schemas/action-state";

interface ReasonDialogProps {
  readonly action: FormAction;
  /** Names the record in the form: its public id under the name that the action reads. */
  readonly record: { readonly name: string; readonly id: string };
  readonly trigger: string;
  readonly title: string;
  /** What will happen and to whom, before anything does. */
  readonly consequences: readonly ReactNode[];
  /** The postings it makes, drawn as they will stand in the books. */
  readonly postings?: ReactNode;
  readonly confirm: string;
  readonly pending: string;
  /** Where it has to be confirmed: the environment whose money it moves. */
  readonly environment: string | null;
  readonly locale: string;
}

/** Asks before something that cannot be taken back: what it does, to whom, which postings it makes, and why it is wanted. */
export function ReasonDialog(props: ReasonDialogProps) {
  return (
    <Dialog
      trigger={props.trigger}
      triggerVariant="danger"
      triggerSize="small"
      title={props.title}
      description={
        <ul className="grid list-disc gap-1 pl-5">
          {props.consequences.map((sentence, index) => (
            <li key={index}>{sentence}</li>
          ))}
        </ul>
      }
    >
      {props.postings}
      <ActionForm action={props.action} className="grid gap-4" locale={props.locale}>
        <input type="hidden" name={props.record.name} value={props.record.id} />
        <TextArea label="Reason" name="reason" required maxLength={500} hint="It is kept with the record." />
        <ConfirmEnvironment environment={props.environment} />
        <div className="flex flex-wrap justify-end gap-2">
          <DialogCancel />
          <SubmitButton variant="danger" pendingLabel={props.pending}>
            {props.confirm}
          </SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  );
}
