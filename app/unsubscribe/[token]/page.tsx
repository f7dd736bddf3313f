import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { ActionForm } from "@/components/ui/action-form";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { unsubscribeContext } from "@/lib/auth/unsubscribe-context";
import { turnOffNoticesAction } from "./actions";

export const metadata: Metadata = {
  title: "Turn off mails",
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

interface UnsubscribePageProps {
  readonly params: Promise<{ readonly token: string }>;
}

const WHAT: Readonly<Record<string, string>> = {
  reminders: "reminders ahead of the day on which something is due, and on it",
  credit: "mails about credit that expires",
};

/** Opened from a mail: nothing is turned off before the button is pressed, because programs open links, too. */
export default async function UnsubscribePage({ params }: UnsubscribePageProps) {
  const { token } = await params;
  const asked = await unsubscribeContext(token);
  if (asked === null) notFound();
  return (
    <main id="content" className="mx-auto grid w-full max-w-xl gap-6 px-5 py-12">
      <PageHeader
        title="Turn off these mails?"
        lead={`You get no more ${WHAT[asked.claims.topic] ?? "mails of this kind"}. What must be said about your payments still reaches you.`}
      />
      <ActionForm action={turnOffNoticesAction} className="grid gap-4">
        <input type="hidden" name="token" value={token} />
        <div>
          <SubmitButton pendingLabel="Turning off…">Turn them off</SubmitButton>
        </div>
      </ActionForm>
      <p className="text-sm text-ink-soft">
        Changed your mind?{" "}
        <Link href="/account/notices" className="link">
          All choices are in your account.
        </Link>
      </p>
    </main>
  );
}
