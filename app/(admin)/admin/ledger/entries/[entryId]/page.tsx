import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NoPermission } from "@/components/admin/no-permission";
import { ReasonDialog } from "@/components/admin/reason-dialog";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { CopyableId } from "@/components/ui/copyable-id";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { parsePublicId, publicId } from "@/lib/platform/ids";
import {
  findJournalEntry,
  type JournalEntryView,
  waitsUnapplied,
} from "@/lib/queries/console/journal-entries";
import { confirmableEnvironment } from "../../../_console/confirmable-environment";
import { EntryAccount } from "../../../_console/entry-account";
import { EntryFacts } from "../../../_console/entry-facts";
import { MirrorAccount } from "../../../_console/mirror-account";
import { openConsole } from "../../../_console/open-console";
import { creditLatePaymentAction, reverseEntryAction } from "../../actions";

interface EntryPageProps {
  readonly params: Promise<{ readonly entryId: string }>;
}

export const metadata: Metadata = { title: "Entry" };

/** Only credit is reversed by hand. What moved at the gateway, or follows an order's state, is undone where it was done. */
const REVERSIBLE = ["wallet_granted", "wallet_clawed_back"];

function Reverse({ entry, locale }: { readonly entry: JournalEntryView; readonly locale: string }) {
  const isGrant = entry.kind === "wallet_granted";
  return (
    <ReasonDialog
      action={reverseEntryAction}
      record={{ name: "entryId", id: publicId("journalEntry", entry.id) }}
      trigger="Reverse"
      title="Reverse this entry?"
      consequences={[
        "A mirror of it is posted today and linked to it. The entry itself stays, for good.",
        isGrant
          ? "The customer's wallet falls by the amount. Where it holds less, nothing is posted."
          : "The customer's wallet grows by the amount.",
        "A reversal cannot be reversed.",
      ]}
      postings={<MirrorAccount entry={entry} locale={locale} />}
      confirm="Post the reversal"
      pending="Posting…"
      environment={confirmableEnvironment()}
      locale={locale}
    />
  );
}

/** Money that came for an order which no longer claimed it is the customer's. */
function GiveAsCredit({ entry, locale }: { readonly entry: JournalEntryView; readonly locale: string }) {
  return (
    <ReasonDialog
      action={creditLatePaymentAction}
      record={{ name: "entryId", id: publicId("journalEntry", entry.id) }}
      trigger="Give as credit"
      title="Give this money to the customer as credit?"
      consequences={[
        "It moves from unapplied cash to the customer’s wallet, and never expires.",
        "The customer reads it on the order, and can spend it on any other.",
        "It is done once.",
      ]}
      confirm="Give as credit"
      pending="Posting…"
      environment={confirmableEnvironment()}
      locale={locale}
    />
  );
}

export default async function EntryPage({ params }: EntryPageProps) {
  const { actor, display, may } = await openConsole();
  if (!may("ledger.read")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const entryId = parsePublicId("journalEntry", (await params).entryId) ?? notFound();
  const entry = await findJournalEntry(actor, { entryId });
  if (!entry) notFound();
  const isReversible = REVERSIBLE.includes(entry.kind) && entry.reversedBy === null && may("ledger.reverse");
  const isUnapplied = may("wallet.adjust") && (await waitsUnapplied(actor, entry));
  return (
    <>
      <PageHeader
        trail={[{ href: "/admin/ledger", label: "Ledger" }]}
        title={entry.description}
        lead={<CopyableId id={publicId("journalEntry", entry.id)} of="entry id" />}
        actions={
          <>
            {isReversible && <Reverse entry={entry} locale={display.locale} />}
            {isUnapplied && <GiveAsCredit entry={entry} locale={display.locale} />}
          </>
        }
      />
      <div className="grid gap-10 xl:grid-cols-2">
        <Section title="Postings">
          <div className="grid gap-6 border-t border-ink pt-4">
            <EntryAccount entry={entry} locale={display.locale} isLinked={false} />
          </div>
        </Section>
        <Section title="Facts">
          <EntryFacts entry={entry} display={display} />
        </Section>
      </div>
    </>
  );
}
