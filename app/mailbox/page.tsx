import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Moment } from "@/components/ui/moment";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "@/components/ui/table";
import { TextField } from "@/components/ui/text-field";
import { publicId } from "@/lib/platform/ids";
import { readMailbox } from "@/lib/queries/mails/read-mailbox";

export const metadata: Metadata = { title: "Mailbox", robots: { index: false, follow: false } };

interface MailboxPageProps {
  readonly searchParams: Promise<{ readonly to?: string | string[] }>;
}

export default async function MailboxPage({ searchParams }: MailboxPageProps) {
  await connection();
  const { to } = await searchParams;
  const toAddress = typeof to === "string" ? to.trim() : "";
  const mails = await readMailbox({ toAddress });
  if (mails === null) notFound();
  return (
    <>
      <PageHeader
        title="Mailbox"
        lead="Mails and text messages that would have left, newest first. Nothing leaves this demo."
      />
      <div className="grid gap-6">
        <Notice>
          Everybody who can open this demo can read these mails, reset links included, without signing in.
          With an SMTP server configured, or in production, this page does not exist.
        </Notice>
        <search>
          <form className="flex flex-wrap items-end gap-3">
            <TextField
              label="Sent to"
              name="to"
              type="search"
              defaultValue={toAddress}
              className="flex-1 basis-60"
            />
            <Button type="submit">Show</Button>
          </form>
        </search>
        {mails.length === 0 ? (
          <EmptyState title={toAddress === "" ? "No mail yet" : "No mail to such an address"}>
            Mails are written a moment after what they tell of: reload the page to see new ones.
          </EmptyState>
        ) : (
          <Table caption="Mails, newest first">
            <TableHead>
              <HeadCell>Subject</HeadCell>
              <HeadCell>By</HeadCell>
              <HeadCell>To</HeadCell>
              <HeadCell>From</HeadCell>
              <HeadCell>Written</HeadCell>
            </TableHead>
            <tbody>
              {mails.map((mail) => (
                <Row key={mail.id}>
                  <RowHeadCell>
                    <Link href={`/mailbox/${publicId("mail", mail.id)}`} className="link">
                      {mail.subject}
                    </Link>
                  </RowHeadCell>
                  <Cell>{mail.channel === "sms" ? "Text" : "Mail"}</Cell>
                  <Cell className="break-all">{mail.toAddress}</Cell>
                  <Cell>{mail.merchantName}</Cell>
                  <Cell>
                    <Moment at={mail.createdAt} locale="en-US" timeZone="UTC" precision="second" />
                  </Cell>
                </Row>
              ))}
            </tbody>
          </Table>
        )}
      </div>
    </>
  );
}
