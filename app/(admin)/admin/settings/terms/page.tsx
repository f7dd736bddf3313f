import type { Metadata } from "next";
import { AddTermsForm } from "@/components/admin/add-terms-form";
import { NoPermission } from "@/components/admin/no-permission";
import { ReasonDialog } from "@/components/admin/reason-dialog";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { newId } from "@/lib/platform/ids";
import { findTerms, type TermsOptionView } from "@/lib/queries/console/find-terms";
import { confirmableEnvironment } from "../../_console/confirmable-environment";
import { openConsole } from "../../_console/open-console";
import { addTermsAction, retireTermsAction } from "./actions";

export const metadata: Metadata = { title: "Payment terms" };

function Option({
  option,
  mayChange,
  locale,
}: {
  readonly option: TermsOptionView;
  readonly mayChange: boolean;
  readonly locale: string;
}) {
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-4 border-b py-3">
      <div>
        <p className="font-semibold">
          {option.name}
          {option.isDefault && <span className="font-normal text-ink-soft"> (default)</span>}
        </p>
        <p className="text-sm text-ink-soft">{option.rules}</p>
      </div>
      {mayChange && (
        <ReasonDialog
          action={retireTermsAction}
          record={{ name: "optionId", id: option.id }}
          trigger="Retire"
          title={`Offer ${option.name} no more?`}
          consequences={[
            "Nobody can choose these terms from now on.",
            "Orders that were placed on them keep them.",
          ]}
          confirm="Retire these terms"
          pending="Retiring…"
          environment={confirmableEnvironment()}
          locale={locale}
        />
      )}
    </li>
  );
}

export default async function TermsPage() {
  const { actor, merchant, display, may } = await openConsole();
  const options = await findTerms(actor);
  if (options === null) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const mayChange = may("terms.change");
  return (
    <>
      <PageHeader
        title="Payment terms"
        lead="When customers pay: what they may choose in the cart, and to whom each is open."
      />
      <div className="grid gap-10">
        <Section title="Offered">
          {options.length === 0 ? (
            <p className="border-t border-ink py-2.5 text-ink-soft">
              None are set: every order is paid once it is done.
            </p>
          ) : (
            <ul className="border-t border-ink">
              {options.map((option) => (
                <Option key={option.id} option={option} mayChange={mayChange} locale={display.locale} />
              ))}
            </ul>
          )}
        </Section>
        {mayChange && (
          <Section title="Offer more">
            <AddTermsForm
              action={addTermsAction}
              additionKey={newId()}
              currencies={merchant.currencies}
              environment={confirmableEnvironment()}
              locale={display.locale}
            />
          </Section>
        )}
      </div>
    </>
  );
}
