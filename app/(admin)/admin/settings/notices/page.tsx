import type { Metadata } from "next";
import { NoPermission } from "@/components/admin/no-permission";
import { NoticePolicyForm } from "@/components/admin/notice-policy-form";
import { NoticePreview } from "@/components/admin/notice-preview";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { SettingsVersions } from "@/components/admin/settings-versions";
import { DefinitionList } from "@/components/ui/definition-list";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { DOCUMENT_LOCALES } from "@/lib/domain/documents/document-language";
import type { NoticePolicy } from "@/lib/domain/notices/notice-policy";
import { NOTICE_PREVIEWS, previewNotice } from "@/lib/notifications/preview-notices";
import { getNoticePolicy } from "@/lib/queries/notices/get-notice-policy";
import { openConsole } from "../../_console/open-console";
import { changeNoticePolicyAction } from "./actions";

export const metadata: Metadata = { title: "Notices" };

type Parameter = string | string[] | undefined;

interface NoticesPageProps {
  readonly searchParams: Promise<{
    readonly notice?: Parameter;
    readonly locale?: Parameter;
    readonly view?: Parameter;
  }>;
}

function dayWords(day: number): string {
  const count = Math.abs(day);
  const days = count === 1 ? "1 day" : `${count} days`;
  if (day === 0) return "on the day";
  return day < 0 ? `${days} before` : `${days} after`;
}

function Policy({ policy, supportEmail }: { readonly policy: NoticePolicy; readonly supportEmail: string }) {
  const { reminderDays, reminderHour, alertEmail, version } = policy;
  return (
    <Section title={version === 0 ? "As it comes" : `Version ${version}`}>
      <DefinitionList
        className="border-t border-ink"
        items={[
          {
            term: "Reminders of what is due",
            value: reminderDays.length === 0 ? "none" : reminderDays.map(dayWords).join(", "),
          },
          { term: "Hour", value: `${reminderHour}:00 in your time zone` },
          { term: "Alerts are written to", value: alertEmail ?? supportEmail },
        ]}
      />
    </Section>
  );
}

/** A template and a language that exist, whatever the address says. */
function chosen(notice: Parameter, locale: Parameter) {
  const name = NOTICE_PREVIEWS.find((one) => one.name === notice)?.name ?? "order_confirmed";
  const [first] = DOCUMENT_LOCALES;
  return { name, locale: DOCUMENT_LOCALES.find((one) => one.locale === locale)?.locale ?? first.locale };
}

export default async function NoticesPage({ searchParams }: NoticesPageProps) {
  const { actor, merchant, display, may } = await openConsole();
  const given = await getNoticePolicy(actor);
  if (given === null) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const { policy, versions } = given;
  const { notice, locale, view } = await searchParams;
  const shown = chosen(notice, locale);
  const preview = previewNotice(merchant, shown);
  return (
    <>
      <PageHeader
        title="Notices"
        lead="What customers are told by mail and text message, in which words, and when they are reminded of what is due."
      />
      <div className="grid gap-10">
        <Section title="Every message">
          {preview && (
            <NoticePreview
              templates={NOTICE_PREVIEWS}
              locales={DOCUMENT_LOCALES}
              {...shown}
              view={view === "text" ? "text" : "html"}
              preview={preview}
            />
          )}
        </Section>
        <Policy policy={policy} supportEmail={merchant.supportEmail} />
        {may("notice_policy.change") && (
          <Section title="Change the policy">
            <NoticePolicyForm
              key={policy.version}
              action={changeNoticePolicyAction}
              policy={policy}
              supportEmail={merchant.supportEmail}
              locale={display.locale}
            />
          </Section>
        )}
        <Section title="Versions">
          <SettingsVersions
            caption="Versions of the policy, newest first"
            versions={versions}
            display={display}
          />
        </Section>
      </div>
    </>
  );
}
