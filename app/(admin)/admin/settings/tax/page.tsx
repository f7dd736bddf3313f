import type { Metadata } from "next";
import { openConsole } from "@/app/(admin)/admin/_console/open-console";
import { KIND_WORDS } from "@/components/admin/kind-words";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { SellerDetailsForm } from "@/components/admin/seller-details-form";
import { SettingsVersions } from "@/components/admin/settings-versions";
import { TaxRateForm } from "@/components/admin/tax-rate-form";
import { TaxRatesTable } from "@/components/admin/tax-rates-table";
import { TAX_DRIVER_WORDS, TaxSettingsForm } from "@/components/admin/tax-settings-form";
import { DefinitionList } from "@/components/ui/definition-list";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { businessNow } from "@/lib/auth/service-context";
import { countryName } from "@/lib/domain/people/countries";
import type { TaxSettings } from "@/lib/domain/tax/tax-settings";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import { getTaxSettings, type TaxSettingsView } from "@/lib/queries/tax/get-tax-settings";
import { confirmableEnvironment } from "../../_console/confirmable-environment";
import { addTaxRateAction, changeSellerAction, changeTaxAction, endTaxRateAction } from "./actions";

export const metadata: Metadata = { title: "Tax" };

function Now({ settings }: { readonly settings: TaxSettings }) {
  const { inclusiveKinds, homeCountry, homeRegion } = settings;
  const home = [countryName(homeCountry, "en"), homeRegion].filter((part) => part !== null).join(", ");
  return (
    <Section title={settings.version === 0 ? "As it comes" : `Version ${settings.version}`}>
      <DefinitionList
        className="border-t border-ink"
        items={[
          { term: "Tax", value: TAX_DRIVER_WORDS[settings.driver] },
          ...(settings.version === 0 ? [] : [{ term: "You are in", value: home }]),
          {
            term: "Prices include it",
            value:
              inclusiveKinds.length === 0
                ? "none"
                : inclusiveKinds.map((kind) => KIND_WORDS[kind]).join(", "),
          },
          {
            term: "Rounding",
            value: "Half up, to the smallest unit, for each line of an order and each tax",
          },
        ]}
      />
    </Section>
  );
}

function Seller({ seller }: Pick<TaxSettingsView, "seller">) {
  return (
    <DefinitionList
      className="border-t border-ink"
      items={[
        {
          term: "Address",
          value: seller.address === "" ? "none yet" : seller.address.replaceAll("\n", ", "),
        },
        { term: "Tax number", value: seller.taxId ?? "none yet" },
      ]}
    />
  );
}

export default async function TaxPage() {
  const { actor, display, may } = await openConsole();
  const view = await getTaxSettings(actor);
  if (view === null) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const { settings, seller, versions } = view;
  const today = calendarDateAt(await businessNow(), display.timeZone);
  const mayChange = may("tax.change");
  const shared = { environment: confirmableEnvironment(), locale: display.locale };
  return (
    <>
      <PageHeader
        title="Tax"
        lead="How sales are taxed, and what documents say of the seller. A change holds for orders placed from then on; what was ordered keeps its tax."
      />
      <div className="grid gap-10">
        <Now settings={settings} />
        {mayChange && (
          <Section title="Change how sales are taxed">
            <TaxSettingsForm
              key={settings.version}
              action={changeTaxAction}
              settings={settings}
              {...shared}
            />
          </Section>
        )}
        <Section title="Rates">
          <TaxRatesTable
            rates={settings.rates}
            version={settings.version}
            endAction={mayChange ? endTaxRateAction : null}
            {...shared}
          />
        </Section>
        {mayChange && (
          <Section title="Add a rate">
            <TaxRateForm
              key={settings.version}
              action={addTaxRateAction}
              version={settings.version}
              today={today}
              {...shared}
            />
          </Section>
        )}
        <Section title="The seller on documents">
          {mayChange ? (
            <SellerDetailsForm
              action={changeSellerAction}
              address={seller.address}
              taxId={seller.taxId ?? ""}
              {...shared}
            />
          ) : (
            <Seller seller={seller} />
          )}
        </Section>
        <Section title="Versions">
          <SettingsVersions
            versions={versions}
            caption="Versions of the settings, newest first"
            display={display}
          />
        </Section>
      </div>
    </>
  );
}
