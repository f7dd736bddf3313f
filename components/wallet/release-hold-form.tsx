"use client";

import type { FormAction } from "@/lib/schemas/action-state";
import { ConfirmEnvironment } from "../admin/confirm-environment";
import { ActionForm } from "../ui/action-form";
import { DialogCancel } from "../ui/dialog-cancel";
import { SubmitButton } from "../ui/submit-button";
import { TextArea } from "../ui/text-area";

/** Gives up the payment that credit waits for, which gives the credit back. */
export function ReleaseHoldForm(props: {
  readonly action: FormAction;
  readonly holdPublicId: string;
  readonly environment: string | null;
  readonly locale: string;
}) {
  return (
    <ActionForm action={props.action} className="grid gap-4" locale={props.locale}>
      <input type="hidden" name="holdId" value={props.holdPublicId} />
      <p className="text-ink-soft">
        The open card payment is given up at Stripe; with that the credit goes back. The customer can begin
        again. If they are just paying, the payment wins and nothing is released.
      </p>
      <TextArea label="Reason" name="reason" required maxLength={500} />
      <ConfirmEnvironment environment={props.environment} />
      <div className="flex flex-wrap justify-end gap-2">
        <DialogCancel>Not now</DialogCancel>
        <SubmitButton pendingLabel="Giving up…">Give the credit back</SubmitButton>
      </div>
    </ActionForm>
  );
}
