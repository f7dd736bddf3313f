import { ActionForm } from "@/components/ui/action-form";
import { Dialog } from "@/components/ui/dialog";
import { DialogCancel } from "@/components/ui/dialog-cancel";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { FormAction } from "@/lib/schemas/action-state";

interface DisablePersonProps {
  /** Public id, usr_… */
  readonly loginId: string;
  readonly name: string;
  readonly action: FormAction;
}

/** Closes somebody's login, with a reason and a question first. */
export function DisablePerson({ loginId, name, action }: DisablePersonProps) {
  return (
    <Dialog
      trigger="Close login"
      triggerVariant="danger"
      triggerSize="small"
      triggerLabel={`Close the login of ${name}`}
      title={`Close the login of ${name}?`}
      description="They are signed out on every device at once and cannot sign in again until the login is opened. What they did stays on record."
    >
      <ActionForm action={action} className="grid gap-4">
        <input type="hidden" name="loginId" value={loginId} />
        <TextField label="Reason" name="reason" required maxLength={500} hint="Kept with the record." />
        <div className="flex flex-wrap justify-end gap-2">
          <DialogCancel />
          <SubmitButton variant="danger" pendingLabel="Closing…">
            Close login
          </SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  );
}
