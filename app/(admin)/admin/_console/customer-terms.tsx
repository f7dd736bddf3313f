import { GrantTermsForm } from "@/components/admin/grant-terms-form";
import { MoneyText } from "@/components/money/money-text";
import { DefinitionList } from "@/components/ui/definition-list";
import { Dialog } from "@/components/ui/dialog";
import { Section } from "@/components/ui/section";
import { publicId } from "@/lib/platform/ids";
import type { ConsoleCustomer } from "@/lib/queries/console/find-customer";
import type { CustomerTermsView } from "@/lib/queries/console/find-terms";
import { grantTermsAction } from "../customers/actions";
import { confirmableEnvironment } from "./confirmable-environment";

interface CustomerTermsProps {
  readonly customer: ConsoleCustomer;
  readonly terms: CustomerTermsView;
  readonly mayChange: boolean;
  readonly locale: string;
}

/** Which payment terms hold for a customer, and why. */
export function CustomerTerms({ customer, terms, mayChange, locale }: CustomerTermsProps) {
  const limit = terms.creditLimit;
  const change = mayChange && (
    <Dialog trigger="Change" title={`Terms and credit of ${customer.name}`}>
      <GrantTermsForm
        action={grantTermsAction}
        customerId={publicId("customer", customer.id)}
        currencies={customer.currencies}
        isApproved={terms.isApproved}
        environment={confirmableEnvironment()}
        locale={locale}
      />
    </Dialog>
  );
  return (
    <Section title="Payment terms" aside={change}>
      <DefinitionList
        className="border-t border-ink"
        items={[
          { term: "Terms", value: terms.name ?? "The shop's own (default)" },
          { term: "Approved for credit", value: terms.isApproved ? "Yes" : "No" },
          {
            term: "Credit limit",
            value: limit === null ? "None" : <MoneyText amount={limit} locale={locale} />,
          },
          ...(terms.reason === null ? [] : [{ term: "Why", value: terms.reason }]),
        ]}
      />
    </Section>
  );
}
