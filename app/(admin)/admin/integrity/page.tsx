import type { Metadata } from "next";
import Link from "next/link";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { Badge } from "@/components/ui/badge";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { integrityOf } from "@/lib/reports/integrity-of";
import type { CheckedInvariant, Offender } from "@/lib/reports/prove-integrity";
import { offenderHref } from "../_console/offender-href";
import { openConsole } from "../_console/open-console";

export const metadata: Metadata = { title: "Integrity" };

const KIND_WORDS = {
  order: "Order",
  payment: "Payment",
  journal_entry: "Journal entry",
  account: "Account",
  wallet_lot: "Credit",
  operation: "Operation",
  webhook_event: "Webhook event",
  mail: "Mail",
  audit_event: "Audit record",
} as const satisfies Record<Offender["kind"], string>;

function OffenderLine({ offender }: { readonly offender: Offender }) {
  const href = offenderHref(offender);
  const word = KIND_WORDS[offender.kind];
  return (
    <li>
      {href === null ? (
        <span>
          {word} <code className="font-mono text-xs break-all">{offender.id}</code>
        </span>
      ) : (
        <Link href={href} className="link">
          {word}
        </Link>
      )}
      {": "}
      {offender.note}
    </li>
  );
}

function InvariantLine({ invariant }: { readonly invariant: CheckedInvariant }) {
  const { id, statement, offenderCount, offenders } = invariant;
  return (
    <li className="grid gap-x-6 gap-y-0.5 border-b py-2.5 sm:grid-cols-[3rem_9rem_1fr]">
      <span className="font-medium">{id}</span>
      {offenderCount === null ? (
        <Badge tone="waiting">Not yet</Badge>
      ) : offenderCount === 0 ? (
        <Badge tone="done">Holds</Badge>
      ) : (
        <Badge tone="ended">{offenderCount} offenders</Badge>
      )}
      <div>
        <p>{statement}</p>
        {offenderCount === null && <p className="text-ink-soft">There is nothing to check it on yet.</p>}
        {offenders.length > 0 && (
          <ul className="mt-1 grid gap-1 text-sm text-ink-soft">
            {offenders.map((offender) => (
              <OffenderLine key={`${offender.kind} ${offender.id} ${offender.note}`} offender={offender} />
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

export default async function IntegrityPage() {
  const { actor, may } = await openConsole();
  if (!may("ledger.read")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const checked = await integrityOf(actor.merchantId);
  const isSound = checked.every(({ offenders }) => offenders.length === 0);
  return (
    <>
      <PageHeader
        title="Integrity"
        lead="What must hold at every moment, checked just now, and each night. For all merchants: npm run integrity."
      />
      <Notice
        tone={isSound ? "done" : "danger"}
        title={isSound ? "Everything holds." : "Something does not hold. Each record is named below."}
        className="mb-8"
      />
      <ul className="border-t border-ink">
        {checked.map((invariant) => (
          <InvariantLine key={invariant.id} invariant={invariant} />
        ))}
      </ul>
    </>
  );
}
