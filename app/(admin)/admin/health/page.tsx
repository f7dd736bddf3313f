import type { Metadata } from "next";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { health } from "@/lib/reports/health";
import type { HealthCheck, HealthStatus } from "@/lib/reports/health-checks";
import { listBlockedSources } from "@/lib/queries/console/list-blocked-sources";
import { BlockedSources } from "../_console/blocked-sources";
import { ErrorClasses } from "../_console/error-classes";
import { openConsole } from "../_console/open-console";

export const metadata: Metadata = { title: "Health" };

const STATUSES = {
  ok: { tone: "done", word: "In order" },
  degraded: { tone: "attention", word: "Needs a look" },
  down: { tone: "ended", word: "Down" },
} as const satisfies Record<HealthStatus, { tone: BadgeTone; word: string }>;

const NAMES: Readonly<Record<string, string>> = {
  database: "Database",
  migrations: "Migrations",
  worker: "Worker",
  webhook_inbox: "Webhook inbox",
  last_webhook: "Last webhook",
  webhook_sweep: "Webhook sweep",
  webhook_deliveries: "Deliveries",
  clock: "Clocks",
  outbox: "Outbox",
  ledger_proof: "Nightly proof",
  mail: "Mail",
  ledger: "Ledger",
  gateway: "Payments",
  gateway_worker: "Worker and Stripe",
  unknown_outcomes: "Unknown outcomes",
  checkout_speed: "Checkout",
  blocked_scripts: "Blocked scripts",
};

const HEADLINES = {
  ok: { tone: "done", title: "All is in order." },
  degraded: { tone: "attention", title: "Orders and payments are taken, but something needs a look." },
  down: { tone: "danger", title: "Orders and payments cannot be taken now." },
} as const;

function CheckLine({ check }: { readonly check: HealthCheck }) {
  const { tone, word } = STATUSES[check.status];
  return (
    <li className="grid gap-x-6 gap-y-0.5 border-b py-2.5 sm:grid-cols-[10rem_9rem_1fr]">
      <span className="font-medium">{NAMES[check.name] ?? check.name}</span>
      <Badge tone={tone}>{word}</Badge>
      <span className="text-ink-soft">{check.detail}</span>
    </li>
  );
}

export default async function HealthPage() {
  const { actor, display, may } = await openConsole();
  if (!may("health.read")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const [{ status, checks }, blocked] = await Promise.all([health(), listBlockedSources(actor)]);
  return (
    <>
      <PageHeader
        title="Health"
        lead="What Remit needs to work, looked at just now. The same as JSON: /api/health."
      />
      <Notice tone={HEADLINES[status].tone} title={HEADLINES[status].title} className="mb-8" />
      <ul className="border-t border-ink">
        {checks.map((check) => (
          <CheckLine key={check.name} check={check} />
        ))}
      </ul>
      <div className="mt-10">
        <Section title="Errors of the gateway, and what is done about them">
          <ErrorClasses />
        </Section>
      </div>
      <BlockedSources sources={blocked ?? []} display={display} />
    </>
  );
}
