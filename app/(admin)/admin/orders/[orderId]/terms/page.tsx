import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { ConfirmEnvironment } from "@/components/admin/confirm-environment";
import { ExtendDueDateForm } from "@/components/admin/extend-due-date-form";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { TermsFields } from "@/components/admin/terms-fields";
import { StatusBadge } from "@/components/money/status-badge";
import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FailureMessage } from "@/components/ui/failure-message";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { staffContext } from "@/lib/auth/service-context";
import { newId, parsePublicId, publicId } from "@/lib/platform/ids";
import { type ConsoleSchedule, findSchedule } from "@/lib/queries/console/find-schedule";
import { termsOfForm } from "@/lib/schemas/terms-form";
import { previewTermsChange } from "@/lib/services/terms/preview-terms-change";
import { confirmableEnvironment } from "../../../_console/confirmable-environment";
import { customerHref, orderHref } from "../../../_console/hrefs";
import { type Display, openConsole } from "../../../_console/open-console";
import type { SearchParameters } from "../../../_console/parameters";
import { ScheduleParts } from "../../../_console/schedule-parts";
import { TermsChanges } from "../../../_console/terms-changes";
import { TermsPreview } from "../../../_console/terms-preview";
import { changeTermsAction, extendDueDateAction } from "../../terms-actions";

export const metadata: Metadata = { title: "Terms and schedule" };

interface TermsPageProps {
  readonly params: Promise<{ readonly orderId: string }>;
  readonly searchParams: SearchParameters;
}

type Wish = Readonly<Record<string, string>>;

interface ChangeProps {
  readonly schedule: ConsoleSchedule;
  readonly wish: Wish;
  readonly locale: string;
}

const MALFORMED = { kind: "rejected", code: "terms_malformed" } as const;

/** What the wished terms come to, and the button that sets them. */
async function Preview({ schedule, wish, locale }: ChangeProps) {
  const terms = termsOfForm(wish, schedule.currency);
  if (terms === null) return <FailureMessage failure={MALFORMED} locale={locale} />;
  const { orderId } = schedule;
  const preview = await previewTermsChange(await staffContext(), { orderId, terms });
  if (!preview.ok) return <FailureMessage failure={preview.error} locale={locale} />;
  return (
    <Section title="What it comes to">
      <TermsPreview preview={preview.value} customerName={schedule.customer.name} locale={locale} />
      <ActionForm action={changeTermsAction} className="grid gap-4" locale={locale}>
        {Object.entries(wish).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="changeKey" value={newId()} />
        <input type="hidden" name="orderId" value={publicId("order", orderId)} />
        <input type="hidden" name="currency" value={schedule.currency} />
        <input type="hidden" name="seen" value={preview.value.seen} />
        <ConfirmEnvironment environment={confirmableEnvironment()} />
        <div>
          <SubmitButton variant="danger" pendingLabel="Changing…">
            Change the terms
          </SubmitButton>
        </div>
      </ActionForm>
    </Section>
  );
}

function ChangeTerms({ schedule, wish, locale }: ChangeProps) {
  return (
    <>
      <Section title="Other terms">
        <form method="get" className="grid max-w-2xl gap-4" aria-label="Other terms">
          <TermsFields none={null} values={wish} />
          <TextArea
            label="Reason"
            name="reason"
            required
            maxLength={500}
            defaultValue={wish["reason"] ?? ""}
            hint="The customer reads it on the credit note, where there is an invoice."
          />
          <div>
            <Button type="submit">Preview</Button>
          </div>
        </form>
      </Section>
      {wish["kind"] !== undefined && (wish["reason"] ?? "").trim() !== "" && (
        <Preview schedule={schedule} wish={wish} locale={locale} />
      )}
    </>
  );
}

function Now({
  schedule,
  mayChange,
  display,
}: {
  schedule: ConsoleSchedule;
  mayChange: boolean;
  display: Display;
}) {
  const { locale } = display;
  const parts = schedule.installments.map((part) => {
    if (!mayChange || !part.isExtendable || part.dueOn === null) return part;
    const act = (
      <Dialog trigger="Put off" triggerSize="small" title={`Put off installment ${part.position}?`}>
        <ExtendDueDateForm
          action={extendDueDateAction}
          extensionKey={newId()}
          orderId={publicId("order", schedule.orderId)}
          position={part.position}
          dueOn={part.dueOn}
          environment={confirmableEnvironment()}
          locale={locale}
        />
      </Dialog>
    );
    return { ...part, act };
  });
  return (
    <Section title={`Now: ${schedule.terms.name}`} aside={schedule.terms.reason}>
      <ScheduleParts caption="Schedule" parts={parts} locale={locale} />
    </Section>
  );
}

export default async function TermsPage({ params, searchParams }: TermsPageProps) {
  const { actor, display, may } = await openConsole();
  if (!may("order.read_all")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const orderId = parsePublicId("order", (await params).orderId) ?? notFound();
  const schedule = (await findSchedule(actor, { orderId })) ?? notFound();
  const given = Object.entries(await searchParams).map(([name, value]): [string, string] => [
    name,
    (Array.isArray(value) ? value[0] : value) ?? "",
  ]);
  const isOpen = schedule.state !== "paid" && schedule.state !== "canceled";
  const mayChange = isOpen && may("order_terms.change");
  return (
    <>
      <PageHeader
        title="Terms and schedule"
        trail={[
          { href: "/admin/orders", label: "Orders" },
          { href: orderHref(orderId), label: `Order ${schedule.number}` },
        ]}
        lead={
          <span className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
            <StatusBadge of="order" state={schedule.state} audience="staff" />
            <Link href={customerHref(schedule.customer.id)} className="link">
              {schedule.customer.name}
            </Link>
          </span>
        }
      />
      <div className="grid gap-10">
        <Now schedule={schedule} mayChange={mayChange} display={display} />
        {mayChange && (
          <ChangeTerms schedule={schedule} wish={Object.fromEntries(given)} locale={display.locale} />
        )}
        <TermsChanges changes={schedule.changes} display={display} />
      </div>
    </>
  );
}
