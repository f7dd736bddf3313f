import type { FormAction } from "@/lib/schemas/action-state";
import { ActionForm } from "../ui/action-form";
import { SubmitButton } from "../ui/submit-button";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";
import { ConfirmEnvironment } from "./confirm-environment";

interface LimitsFormProps {
  readonly action: FormAction;
  readonly minMinor: string;
  readonly maxMinor: string;
  readonly environment: string | null;
  readonly locale: string;
}

/** The least and the most of one order, in the smallest unit, with the reason for a change. */
export function LimitsForm({ action, minMinor, maxMinor, environment, locale }: LimitsFormProps) {
  return (
    <ActionForm action={action} className="grid max-w-xl gap-4" locale={locale}>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="At least"
          name="minMinor"
          inputMode="numeric"
          autoComplete="off"
          defaultValue={minMinor}
          hint="In the smallest unit: 50 is 0.50 dollars."
          required
        />
        <TextField
          label="At most"
          name="maxMinor"
          inputMode="numeric"
          autoComplete="off"
          defaultValue={maxMinor}
          hint="In the smallest unit: 5000 is 50.00 dollars."
          required
        />
      </div>
      <TextArea label="Reason" name="reason" required maxLength={500} hint="It is kept with the record." />
      <ConfirmEnvironment environment={environment} />
      <div>
        <SubmitButton pendingLabel="Changing…">Change the limits</SubmitButton>
      </div>
    </ActionForm>
  );
}
