import type { WalletRules } from "@/lib/domain/wallets/wallet-rules";
import type { FormAction } from "@/lib/schemas/action-state";
import { ActionForm } from "../ui/action-form";
import { Select } from "../ui/select";
import { SubmitButton } from "../ui/submit-button";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";
import { ConfirmEnvironment } from "./confirm-environment";
import { SPENDING_ORDER_WORDS } from "./spending-order-words";
import { TopUpTermsFields, type TopUpTermsTexts } from "./top-up-terms-fields";

interface WalletRulesFormProps {
  readonly action: FormAction;
  readonly rules: WalletRules;
  readonly topUps: readonly TopUpTermsTexts[];
  readonly environment: string | null;
  readonly locale: string;
}

function DaysField({ label, name, days }: { label: string; name: string; days: number | null }) {
  return (
    <TextField
      label={label}
      name={name}
      inputMode="numeric"
      autoComplete="off"
      defaultValue={days === null ? "" : String(days)}
      placeholder="never"
    />
  );
}

/** How wallets work here, each part with what it does, and the reason for a change. */
export function WalletRulesForm({ action, rules, topUps, environment, locale }: WalletRulesFormProps) {
  const { expiryDays } = rules;
  return (
    <ActionForm action={action} className="grid max-w-2xl gap-6" locale={locale}>
      <Select
        label="Credit is spent"
        name="spendingOrder"
        defaultValue={rules.spendingOrder}
        options={Object.entries(SPENDING_ORDER_WORDS).map(([value, label]) => ({ value, label }))}
        hint="Unless the customer picks. Expired and restricted credit is never spent where it may not be."
      />
      <fieldset className="grid gap-3">
        <legend className="text-base font-semibold">Days until credit expires</legend>
        <p className="text-sm text-ink-soft">Counted from the day it is given. Empty: it never expires.</p>
        <div className="grid gap-4 sm:grid-cols-2">
          <DaysField label="Top-ups" name="topUpDays" days={expiryDays.topUp} />
          <DaysField label="Promotional" name="promotionalDays" days={expiryDays.promotional} />
          <DaysField label="Refunds" name="refundDays" days={expiryDays.refund} />
          <DaysField label="Goodwill" name="goodwillDays" days={expiryDays.goodwill} />
        </div>
        <TextField
          label="Grace for credit that comes back expired"
          name="restoreGraceDays"
          inputMode="numeric"
          autoComplete="off"
          defaultValue={String(rules.restoreGraceDays)}
          required
          hint="In days. A refund of an order that was paid with credit gives it this much longer."
        />
      </fieldset>
      {topUps.map((terms) => (
        <TopUpTermsFields key={terms.currency} terms={terms} />
      ))}
      <TextArea label="Reason" name="reason" required maxLength={500} hint="It is kept with the record." />
      <ConfirmEnvironment environment={environment} />
      <div>
        <SubmitButton pendingLabel="Changing…">Change the rules</SubmitButton>
      </div>
    </ActionForm>
  );
}
