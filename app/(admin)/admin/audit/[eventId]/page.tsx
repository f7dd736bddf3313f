import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { staffContext } from "@/lib/auth/service-context";
import { parsePublicId } from "@/lib/platform/ids";
import { AuditFacts } from "../../_console/audit-facts";
import { openConsole } from "../../_console/open-console";
import { readAuditRecord } from "../../_console/read-audit-log";

interface AuditEventPageProps {
  readonly params: Promise<{ readonly eventId: string }>;
}

export const metadata: Metadata = { title: "Audit record" };

export default async function AuditEventPage({ params }: AuditEventPageProps) {
  const { actor, display, may } = await openConsole();
  if (!may("audit.read")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const eventId = parsePublicId("auditEvent", (await params).eventId) ?? notFound();
  const event = await readAuditRecord(await staffContext(), eventId);
  if (!event) notFound();
  return (
    <>
      <PageHeader
        trail={[{ href: "/admin/audit", label: "Audit log" }]}
        title={event.eventType}
        lead="A record of the audit log. It cannot be changed."
      />
      <div className="grid gap-10 xl:grid-cols-2">
        <Section title="Facts">
          <AuditFacts event={event} display={display} />
        </Section>
        <Section title="What it changed">
          <pre className="border-t border-ink pt-2.5 font-mono text-xs break-words whitespace-pre-wrap">
            {JSON.stringify(event.changes, null, 2)}
          </pre>
        </Section>
      </div>
    </>
  );
}
