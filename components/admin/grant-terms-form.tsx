import type { FormAction } from "@/lib/schemas/action-state";
import { ActionForm } from "../ui/action-form";
import { Checkbox } from "../ui/checkbox";
import { DialogCancel } from "../ui/dialog-cancel";
import { Select } from "../ui/select";
import { SubmitButton } from "../ui/submit-button";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";
import { ConfirmEnvironment } from "./confirm-environment";
import { TermsFields } from "./terms-fields";

interface GrantTermsFormProps {
  readonly action: FormAction;
  /** Public id. */
  readonly customerId: string;
  readonly currencies: readonly string[];
  readonly isApproved: boolean;
  readonly environment: string | null;
  readonly locale: string;
}

/** What one customer may have: terms of their own, approval for credit, a limit. */
export function GrantTermsForm({
  action,
  customerId,
  currencies,
  isApproved,
  environment,
  locale,
}: GrantTermsFormProps) {
  return (
    <ActionForm action={action} className="grid gap-4" locale={locale}>
      <input type="hidden" name="customerId" value={customerId} />
      <TermsFields none="The shop's own" />
      <Checkbox name="isApproved" label="Approved for credit" defaultChecked={isApproved} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Credit limit"
          name="creditLimit"
          inputMode="decimal"
          autoComplete="off"
          hint="Empty: no limit of their own."
        />
        <Select
          label="Currency"
          name="creditCurrency"
          options={currencies.map((currency) => ({ value: currency, label: currency }))}
        />
      </div>
      <TextArea label="Reason" name="reason" required maxLength={500} hint="It is kept with the record." />
      <ConfirmEnvironment environment={environment} />
      <div className="flex flex-wrap justify-end gap-2">
        <DialogCancel>Not now</DialogCancel>
        <SubmitButton pendingLabel="Saving…">Grant</SubmitButton>
      </div>
    </ActionForm>
  );
}
