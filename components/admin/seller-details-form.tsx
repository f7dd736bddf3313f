import type { FormAction } from "@/lib/schemas/action-state";
import { ActionForm } from "../ui/action-form";
import { SubmitButton } from "../ui/submit-button";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";
import { ConfirmEnvironment } from "./confirm-environment";

interface SellerDetailsFormProps {
  readonly action: FormAction;
  readonly address: string;
  readonly taxId: string;
  readonly environment: string | null;
  readonly locale: string;
}

/** The address and tax number that documents say of the seller. */
export function SellerDetailsForm({ action, address, taxId, environment, locale }: SellerDetailsFormProps) {
  return (
    <ActionForm action={action} label="Seller on documents" className="grid max-w-xl gap-4" locale={locale}>
      <TextArea
        label="Address"
        name="address"
        defaultValue={address}
        rows={4}
        hint="Street, postal code, city and country, one under the other."
        required
      />
      <TextField
        label="Tax number or VAT id"
        name="taxId"
        autoComplete="off"
        defaultValue={taxId}
        hint="It is printed on every invoice, receipt and credit note."
      />
      <TextArea label="Reason" name="reason" required maxLength={500} hint="It is kept with the record." />
      <ConfirmEnvironment environment={environment} />
      <div>
        <SubmitButton pendingLabel="Saving…">Save the seller</SubmitButton>
      </div>
    </ActionForm>
  );
}
