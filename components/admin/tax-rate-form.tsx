import type { FormAction } from "@/lib/schemas/action-state";
import { ActionForm } from "../ui/action-form";
import { Checkbox } from "../ui/checkbox";
import { countryOptions } from "../ui/country-options";
import { Select } from "../ui/select";
import { SubmitButton } from "../ui/submit-button";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";
import { ConfirmEnvironment } from "./confirm-environment";
import { KIND_WORDS } from "./kind-words";

interface TaxRateFormProps {
  readonly action: FormAction;
  readonly version: number;
  /** The first day that is offered: YYYY-MM-DD. */
  readonly today: string;
  readonly environment: string | null;
  readonly locale: string;
}

const KINDS = [
  { value: "", label: "All kinds" },
  ...Object.entries(KIND_WORDS).map(([value, label]) => ({ value, label })),
];

/** One more rate: where, for what, how much, and from when on. */
export function TaxRateForm({ action, version, today, environment, locale }: TaxRateFormProps) {
  return (
    <ActionForm action={action} label="Add a rate" className="grid max-w-xl gap-4" locale={locale}>
      <input type="hidden" name="baseVersion" value={version} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Select label="Country of the customer" name="country" options={countryOptions()} required />
        <TextField label="Region" name="region" autoComplete="off" hint="Empty: the whole country." />
        <TextField label="Name" name="name" autoComplete="off" hint="As documents call it: VAT." required />
        <TextField
          label="Percent"
          name="ratePpm"
          inputMode="decimal"
          autoComplete="off"
          hint="Such as 19 or 8.875."
          required
        />
        <Select label="For" name="kind" options={KINDS} hint="A rate for one kind goes before one for all." />
        <Select
          label="These sales are"
          name="treatment"
          options={[
            { value: "taxed", label: "taxed at this rate" },
            { value: "exempt", label: "exempt" },
          ]}
        />
        <TextField label="From" name="validFrom" type="date" defaultValue={today} required />
        <TextField label="Until" name="validUntil" type="date" hint="Empty: until it is ended." />
      </div>
      <Checkbox
        name="isReverseCharge"
        label="Businesses there account for it themselves"
        hint="Reverse charge: for customers in another country than yours whose VAT id a register confirmed."
      />
      <TextArea label="Reason" name="reason" required maxLength={500} hint="It is kept with the record." />
      <ConfirmEnvironment environment={environment} />
      <div>
        <SubmitButton pendingLabel="Adding…">Add the rate</SubmitButton>
      </div>
    </ActionForm>
  );
}
