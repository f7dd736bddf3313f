import type { Metadata } from "next";
import { ActionForm } from "@/components/ui/action-form";
import { countryOptions } from "@/components/ui/country-options";
import { TAX_ID_WORDS } from "@/components/account/tax-id-words";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { currentMerchant } from "@/lib/auth/current-merchant";
import { customerContext } from "@/lib/auth/service-context";
import { DOCUMENT_LOCALES, documentLanguage } from "@/lib/domain/documents/document-language";
import { getBillingDetails } from "@/lib/queries/customers/get-billing-details";
import { hasTax } from "@/lib/queries/tax/has-tax";
import { changeBillingAction } from "./actions";

export const metadata: Metadata = { title: "Billing" };

const LOCALES = DOCUMENT_LOCALES.map(({ locale, name }) => ({ value: locale, label: name }));

export default async function BillingPage() {
  const [{ actor }, merchant] = await Promise.all([customerContext(), currentMerchant()]);
  const [details, isTaxed] = await Promise.all([getBillingDetails(actor), hasTax(merchant.id)]);
  const { locale } = documentLanguage(details.locale, merchant.locale);
  return (
    <>
      <PageHeader
        title="Billing"
        lead="What invoices, receipts and credit notes say about you, and in which language. What was issued already stays as it is."
      />
      <ActionForm action={changeBillingAction} className="grid max-w-xl gap-4" locale={merchant.locale}>
        <Select
          label="Language of documents and mails"
          name="locale"
          options={LOCALES}
          defaultValue={locale}
        />
        <TextField
          label="Name or company"
          name="name"
          autoComplete="billing organization"
          defaultValue={details.name}
          required
        />
        <TextArea
          label="Address"
          name="address"
          autoComplete="billing street-address"
          defaultValue={details.address}
          hint="Street, postal code and city, one under the other."
          rows={3}
          required
        />
        <Select
          label="Country"
          name="country"
          autoComplete="billing country"
          options={countryOptions()}
          defaultValue={details.country ?? ""}
          required
        />
        {isTaxed && (
          <TextField
            label="State or province"
            name="region"
            autoComplete="billing address-level1"
            defaultValue={details.region ?? ""}
            hint="By its short form, such as NY, where your tax depends on it."
          />
        )}
        <TextField
          label="Tax id"
          name="taxId"
          autoComplete="off"
          defaultValue={details.taxId ?? ""}
          hint={
            TAX_ID_WORDS[details.taxIdState] ||
            "If you have one, such as DE136695976. It is printed as you give it."
          }
        />
        <div>
          <SubmitButton pendingLabel="Saving…">Save</SubmitButton>
        </div>
      </ActionForm>
    </>
  );
}
