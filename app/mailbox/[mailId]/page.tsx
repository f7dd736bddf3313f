import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { MailView } from "@/components/mailbox/mail-view";
import { DefinitionList } from "@/components/ui/definition-list";
import { Moment } from "@/components/ui/moment";
import { PageHeader } from "@/components/ui/page-header";
import { parsePublicId } from "@/lib/platform/ids";
import { readMailboxMail } from "@/lib/queries/mails/read-mailbox";

export const metadata: Metadata = {
  title: "Mail",
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

interface MailPageProps {
  readonly params: Promise<{ readonly mailId: string }>;
  readonly searchParams: Promise<{ readonly view?: string | string[] }>;
}

export default async function MailPage({ params, searchParams }: MailPageProps) {
  await connection();
  const { mailId: publicMailId } = await params;
  const mailId = parsePublicId("mail", publicMailId);
  const mail = mailId === null ? null : await readMailboxMail({ mailId });
  if (mail === null) notFound();
  const view = (await searchParams).view === "text" ? "text" : "html";
  return (
    <>
      <PageHeader title={mail.subject} trail={[{ href: "/mailbox", label: "Mailbox" }]} />
      <div className="grid gap-6">
        <DefinitionList
          items={[
            { term: "To", value: mail.toAddress },
            { term: "From", value: mail.merchantName },
            {
              term: "Written",
              value: <Moment at={mail.createdAt} locale="en-US" timeZone="UTC" precision="second" />,
            },
          ]}
        />
        {mail.channel === "sms" ? (
          <p className="border bg-paper-raised p-4 wrap-anywhere">{mail.text}</p>
        ) : (
          <MailView mail={mail} view={view} href={`/mailbox/${publicMailId}`} />
        )}
      </div>
    </>
  );
}
