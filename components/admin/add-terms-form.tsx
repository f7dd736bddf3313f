import type { FormAction } from "@/lib/schemas/action-state";
import { ActionForm } from "../ui/action-form";
import { Checkbox } from "../ui/checkbox";
import { SubmitButton } from "../ui/submit-button";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";
import { ConfirmEnvironment } from "./confirm-environment";
import { TermsFields } from "./terms-fields";

interface AddTermsFormProps {
  readonly action: FormAction;
  readonly additionKey: string;
  readonly environment: string | null;
  readonly locale: string;
}

/** Terms to offer from now on, and to whom. */
export function AddTermsForm({ action, additionKey, environment, locale }: AddTermsFormProps) {
  return (
    <ActionForm action={action} label="Offer terms" className="grid max-w-2xl gap-4" locale={locale}>
      <input type="hidden" name="additionKey" value={additionKey} />
      <TermsFields none={null} />
      <fieldset className="grid gap-4 sm:grid-cols-2">
        <legend className="mb-2 font-semibold">To whom</legend>
        <TextField
          label="Orders from"
          name="minMinor"
          inputMode="numeric"
          autoComplete="off"
          hint="In the smallest unit; empty: any."
        />
        <TextField
          label="Orders up to"
          name="maxMinor"
          inputMode="numeric"
          autoComplete="off"
          hint="In the smallest unit; empty: any."
        />
        <TextField
          label="Currencies"
          name="currencies"
          autoComplete="off"
          hint="Such as USD, EUR; empty: all."
        />
        <TextField
          label="Paid orders before"
          name="paidOrdersMin"
          inputMode="numeric"
          autoComplete="off"
          hint="Empty: none needed."
        />
        <Checkbox name="approvedOnly" label="Only approved accounts" />
        <Checkbox name="noneOverdue" label="Only while nothing is overdue" />
        <Checkbox name="creditLimitNeeded" label="Only within a credit limit" />
        <Checkbox name="isDefault" label="Holds unless another is chosen" />
      </fieldset>
      <TextArea label="Reason" name="reason" required maxLength={500} hint="It is kept with the record." />
      <ConfirmEnvironment environment={environment} />
      <div>
        <SubmitButton pendingLabel="Adding…">Offer these terms</SubmitButton>
      </div>
    </ActionForm>
  );
}
