import type { TaxDriverCode, TaxSettings } from "@/lib/domain/tax/tax-settings";
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

/** What each way of taxing is called where it is chosen. */
export const TAX_DRIVER_WORDS: Readonly<Record<TaxDriverCode, string>> = {
  none: "Nothing is taxed",
  rates: "By the rates below",
};

interface TaxSettingsFormProps {
  readonly action: FormAction;
  readonly settings: TaxSettings;
  readonly environment: string | null;
  readonly locale: string;
}

/** How sales are taxed, and whether prices include it. */
export function TaxSettingsForm({ action, settings, environment, locale }: TaxSettingsFormProps) {
  return (
    <ActionForm action={action} label="How sales are taxed" className="grid max-w-xl gap-4" locale={locale}>
      <input type="hidden" name="baseVersion" value={settings.version} />
      <Select
        label="Tax is calculated"
        name="driver"
        defaultValue={settings.driver}
        options={Object.entries(TAX_DRIVER_WORDS).map(([value, label]) => ({ value, label }))}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label="You are in"
          name="homeCountry"
          options={countryOptions()}
          defaultValue={settings.version === 0 ? "" : settings.homeCountry}
          hint="Who does not say where they are, is taken to be there, too."
          required
        />
        <TextField
          label="Region"
          name="homeRegion"
          autoComplete="off"
          defaultValue={settings.homeRegion ?? ""}
          hint="Where regions have taxes of their own: NY, QC."
        />
      </div>
      <fieldset className="grid gap-2">
        <legend className="mb-1 font-semibold">Prices that include tax</legend>
        {Object.entries(KIND_WORDS).map(([kind, label]) => (
          <Checkbox
            key={kind}
            name="inclusiveKinds"
            value={kind}
            label={label}
            defaultChecked={settings.inclusiveKinds.some((inclusive) => inclusive === kind)}
          />
        ))}
        <p className="text-sm text-ink-soft">
          A price that includes tax is what everybody pays, whatever tax is in it. To the others it is added.
        </p>
      </fieldset>
      <TextArea label="Reason" name="reason" required maxLength={500} hint="It is kept with the record." />
      <ConfirmEnvironment environment={environment} />
      <div>
        <SubmitButton pendingLabel="Changing…">Change how sales are taxed</SubmitButton>
      </div>
    </ActionForm>
  );
}
