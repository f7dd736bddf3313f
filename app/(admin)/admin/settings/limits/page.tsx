import type { Metadata } from "next";
import { openConsole } from "@/app/(admin)/admin/_console/open-console";
import { LimitsForm } from "@/components/admin/limits-form";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { MoneyText } from "@/components/money/money-text";
import { DefinitionList } from "@/components/ui/definition-list";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { findLimits, type LimitsView } from "@/lib/queries/console/find-limits";
import { confirmableEnvironment } from "../../_console/confirmable-environment";
import { changeLimitsAction } from "./actions";

export const metadata: Metadata = { title: "Limits" };

/** What is taken and what is refused at the boundary, as the code decides it. */
const RULES = [
  "Amounts are whole numbers of the smallest unit: 5000 is 50.00 dollars or 5,000 yen. Zero, negative and broken amounts are refused; only a card that is saved without paying has no amount.",
  "An order is charged at the catalog's prices, in one currency of those above. No amount or currency that a browser sends is read.",
  "Our ids are a kind, an underscore and 26 letters and digits, such as ord_01h455vb4pex5vsknk084sn02q. Anything else names nothing, whatever it holds.",
  "Stripe's ids begin with what they name: pi_ and seti_ with at least 24 letters or digits behind it, cus_ with at least 14; none is longer than 255 characters.",
  "A payment method is a token, pm_ or tok_. A card number, its expiry or its security code is refused in every field, and alerts.",
  "The names of Stripe's test cards, such as pm_card_visa, are taken in test mode only.",
  "Whoever asks has to own what is named: what belongs to somebody else does not exist for them.",
] as const;

function Amounts({ limits, locale }: { readonly limits: LimitsView; readonly locale: string }) {
  return (
    <Section title="One order may come to">
      <DefinitionList
        className="border-t border-ink"
        items={limits.amounts.map(({ currency, min, max }) => ({
          term: currency,
          value: (
            <>
              <MoneyText amount={min} locale={locale} /> to <MoneyText amount={max} locale={locale} />
            </>
          ),
        }))}
      />
      <p className="max-w-prose text-ink-soft">
        Other currencies are not taken. A credit that staff grant may be no more than the most either.
      </p>
    </Section>
  );
}

export default async function LimitsPage() {
  const { actor, display, may } = await openConsole();
  const limits = await findLimits(actor);
  if (limits === null) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  return (
    <>
      <PageHeader
        title="Limits"
        lead="What is taken as a payment here, and what is refused before anything happens."
      />
      <div className="grid gap-10">
        <Amounts limits={limits} locale={display.locale} />
        {may("limits.change") && (
          <Section title="Change the limits">
            <LimitsForm
              action={changeLimitsAction}
              minMinor={String(limits.minMinor)}
              maxMinor={String(limits.maxMinor)}
              environment={confirmableEnvironment()}
              locale={display.locale}
            />
          </Section>
        )}
        <Section title="What is refused">
          <ul className="grid max-w-prose list-disc gap-2 pl-5">
            {RULES.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ul>
        </Section>
      </div>
    </>
  );
}
