import type { FormAction } from "@/lib/schemas/action-state";
import { ActionForm } from "../ui/action-form";
import { Checkbox } from "../ui/checkbox";
import { Select } from "../ui/select";
import { SubmitButton } from "../ui/submit-button";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";
import { ConfirmEnvironment } from "./confirm-environment";
import { TermsFields } from "./terms-fields";

interface AddTermsFormProps {
  readonly action: FormAction;
  readonly additionKey: string;
  /** In which the merchant sells. */
  readonly currencies: readonly string[];
  readonly environment: string | null;
  readonly locale: string;
}

/** Terms to offer from now on, and to whom. */
export function AddTermsForm({ action, additionKey, currencies, environment, locale }: AddTermsFormProps) {
  return (
    <ActionForm action={action} label="Offer terms" className="grid max-w-2xl gap-4" locale={locale}>
      <input type="hidden" name="additionKey" value={additionKey} />
      <TermsFields none={null} />
      <fieldset className="grid gap-4 sm:grid-cols-2">
        <legend className="mb-2 font-semibold">To whom</legend>
        <TextField
          label="Orders from"
          name="minAmount"
          inputMode="decimal"
          autoComplete="off"
          hint="Such as 120.00; empty: any."
        />
        <TextField
          label="Orders up to"
          name="maxAmount"
          inputMode="decimal"
          autoComplete="off"
          hint="Empty: any."
        />
        <Select
          label="Currency"
          name="currency"
          options={[
            ...currencies.map((currency) => ({ value: currency, label: currency })),
            ...(currencies.length > 1 ? [{ value: "", label: "Any (without amounts)" }] : []),
          ]}
          hint="Of the orders, and of all amounts above."
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
