import { ActionForm } from "../ui/action-form";
import { Dialog } from "../ui/dialog";
import { DialogCancel } from "../ui/dialog-cancel";
import { SubmitButton } from "../ui/submit-button";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";
import type { FormAction } from "@/lib/schemas/action-state";

interface AttachSiteFormProps {
  readonly action: FormAction;
  /** Public id of the site. */
  readonly siteId: string;
  readonly position: number;
  readonly url: string | null;
  readonly note: string | null;
  /** What the customer wants changed, where the site was sent back. */
  readonly comment: string | null;
}

/** Shows a finished site to the customer, or its new version after it was sent back. */
export function AttachSiteForm({ action, siteId, position, url, note, comment }: AttachSiteFormProps) {
  const verb = comment !== null ? "Attach new version" : url === null ? "Attach" : "Change";
  return (
    <Dialog
      trigger={verb}
      triggerSize="small"
      triggerVariant={url === null || comment !== null ? "secondary" : "quiet"}
      triggerLabel={`${verb}, site ${position}`}
      title={comment === null ? `Site ${position}` : `New version of site ${position}`}
      description={
        comment === null ? (
          "The customer sees the address and the note once the sites are shown."
        ) : (
          <>
            The customer wants: <q>{comment}</q>
          </>
        )
      }
    >
      <ActionForm action={action} className="grid gap-4">
        <input type="hidden" name="siteId" value={siteId} />
        <TextField
          label="Address of the finished site"
          name="url"
          type="url"
          inputMode="url"
          defaultValue={comment === null ? (url ?? "") : ""}
          placeholder="https://"
          autoComplete="off"
          required
        />
        <TextArea
          label="Note for the customer (optional)"
          name="note"
          defaultValue={note ?? ""}
          maxLength={2000}
        />
        <div className="flex flex-wrap justify-end gap-2">
          <DialogCancel>Not now</DialogCancel>
          <SubmitButton pendingLabel="Attaching…">Attach site</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  );
}
