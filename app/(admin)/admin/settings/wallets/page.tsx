import type { Metadata } from "next";
import { openConsole } from "@/app/(admin)/admin/_console/open-console";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { SettingsVersions } from "@/components/admin/settings-versions";
import { SPENDING_ORDER_WORDS } from "@/components/admin/spending-order-words";
import type { TopUpTermsTexts } from "@/components/admin/top-up-terms-fields";
import { WalletRulesForm } from "@/components/admin/wallet-rules-form";
import { MoneyText } from "@/components/money/money-text";
import { DefinitionList } from "@/components/ui/definition-list";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { decimalText } from "@/lib/domain/money/format-money";
import { money } from "@/lib/domain/money/money";
import { defaultWalletRules, type TopUpTerms, type WalletRules } from "@/lib/domain/wallets/wallet-rules";
import { getWalletRules } from "@/lib/queries/wallets/get-wallet-rules";
import { confirmableEnvironment } from "../../_console/confirmable-environment";
import { changeWalletRulesAction } from "./actions";

export const metadata: Metadata = { title: "Wallet rules" };

const daysText = (days: number | null) =>
  days === null ? "never" : days === 1 ? "after 1 day" : `after ${days} days`;

/** A hundredth of a percent is the smallest step: 1250 is 12.5. */
const percentText = (basisPoints: number) => String(basisPoints / 100);

function textsOf(rules: WalletRules, currency: string): TopUpTermsTexts {
  const terms = rules.topUps.find((one) => one.currency === currency);
  const [shown] = terms ? [terms] : defaultWalletRules([currency]).topUps;
  const text = (amountMinor: bigint | undefined) =>
    amountMinor === undefined ? "" : decimalText(money(amountMinor, currency));
  return {
    currency,
    isOffered: terms !== undefined,
    min: text(shown?.minMinor),
    max: text(shown?.maxMinor),
    presets: (shown?.presetsMinor ?? []).map(text).join("; "),
    bonusFrom: text(shown?.bonus?.fromMinor),
    bonusPercent: shown?.bonus ? percentText(shown.bonus.basisPoints) : "",
  };
}

function TopUps({ terms, locale }: { readonly terms: TopUpTerms; readonly locale: string }) {
  const text = (amountMinor: bigint) => (
    <MoneyText amount={money(amountMinor, terms.currency)} locale={locale} />
  );
  return (
    <>
      {text(terms.minMinor)} to {text(terms.maxMinor)}
      {terms.bonus && (
        <>
          , with {percentText(terms.bonus.basisPoints)} % on top from {text(terms.bonus.fromMinor)}
        </>
      )}
    </>
  );
}

function Rules({ rules, locale }: { readonly rules: WalletRules; readonly locale: string }) {
  const { expiryDays } = rules;
  return (
    <Section title={rules.version === 0 ? "As they come" : `Version ${rules.version}`}>
      <DefinitionList
        className="border-t border-ink"
        items={[
          { term: "Credit is spent", value: SPENDING_ORDER_WORDS[rules.spendingOrder] },
          { term: "Top-ups expire", value: daysText(expiryDays.topUp) },
          { term: "Promotional", value: daysText(expiryDays.promotional) },
          { term: "Refunds", value: daysText(expiryDays.refund) },
          { term: "Goodwill", value: daysText(expiryDays.goodwill) },
          { term: "Grace", value: `${rules.restoreGraceDays} days for credit that comes back expired` },
          ...rules.topUps.map((terms) => ({
            term: `Top-ups in ${terms.currency}`,
            value: <TopUps terms={terms} locale={locale} />,
          })),
        ]}
      />
    </Section>
  );
}

export default async function WalletRulesPage() {
  const { actor, merchant, display, may } = await openConsole();
  const view = await getWalletRules(actor);
  if (view === null) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const { rules, versions } = view;
  return (
    <>
      <PageHeader
        title="Wallet rules"
        lead="How customers' credit is spent, when it expires, and what may be topped up. A change holds for what is given and bought from then on."
      />
      <div className="grid gap-10">
        <Rules rules={rules} locale={display.locale} />
        {may("wallet_rules.change") && (
          <Section title="Change the rules">
            <WalletRulesForm
              key={rules.version}
              action={changeWalletRulesAction}
              rules={rules}
              topUps={merchant.currencies.map((currency) => textsOf(rules, currency))}
              environment={confirmableEnvironment()}
              locale={display.locale}
            />
          </Section>
        )}
        <Section title="Versions">
          <SettingsVersions
            versions={versions}
            caption="Versions of the rules, newest first"
            display={display}
          />
        </Section>
      </div>
    </>
  );
}
