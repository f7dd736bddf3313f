import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ConfirmEnvironment } from "@/components/admin/confirm-environment";
import { NoPermission } from "@/components/admin/no-permission";
import { PostingsPreview } from "@/components/admin/postings-preview";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { documentName } from "@/components/documents/document-names";
import { PrintedPage } from "@/components/documents/printed-page";
import { MoneyText } from "@/components/money/money-text";
import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FailureMessage } from "@/components/ui/failure-message";
import { fieldSentence } from "@/components/ui/field-sentence";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { staffContext } from "@/lib/auth/service-context";
import { isPositive } from "@/lib/domain/money/money";
import { parseMoney } from "@/lib/domain/money/parse-money";
import { newId, parsePublicId } from "@/lib/platform/ids";
import { getDocument, type IssuedDocument } from "@/lib/queries/documents/get-document";
import { previewCreditNote } from "@/lib/services/documents/preview-credit-note";
import { confirmableEnvironment } from "../../../_console/confirmable-environment";
import { type Display, openConsole } from "../../../_console/open-console";
import { listParameters, type SearchParameters } from "../../../_console/parameters";
import { issueCreditNoteAction } from "../../actions";

export const metadata: Metadata = { title: "Credit an invoice" };

interface CreditPageProps {
  readonly params: Promise<{ readonly documentId: string }>;
  readonly searchParams: SearchParameters;
}

interface Wish {
  readonly document: IssuedDocument;
  readonly documentId: string;
  readonly amountText: string;
  readonly reason: string;
  readonly display: Display;
}

/** The credit note as it will stand, what it posts, and the button that issues it. */
async function Preview({ document, documentId, amountText, reason, display }: Wish) {
  const amount = parseMoney(amountText, document.amount.currency);
  if (!amount.ok) return <Notice tone="danger">{fieldSentence(amount.error)}</Notice>;
  if (document.claim === null) return null;
  const { invoiceId } = document.claim;
  const preview = await previewCreditNote(await staffContext(), { invoiceId, amount: amount.value, reason });
  if (!preview.ok) return <FailureMessage failure={preview.error} locale={display.locale} />;
  const { printed, postings } = preview.value;
  return (
    <Section title="As it will stand">
      <p className="max-w-prose text-ink-soft">
        {document.customer.name} is sent this credit note and owes{" "}
        <MoneyText amount={amount.value} locale={display.locale} /> less. The invoice stays as it is. This
        cannot be taken back.
      </p>
      <PrintedPage document={printed} level={2} />
      <PostingsPreview caption="Will be posted" postings={postings} locale={display.locale} />
      <ActionForm action={issueCreditNoteAction} className="grid gap-4" locale={display.locale}>
        <input type="hidden" name="creditKey" value={newId()} />
        <input type="hidden" name="documentId" value={documentId} />
        <input type="hidden" name="amount" value={amountText} />
        <input type="hidden" name="reason" value={reason} />
        <ConfirmEnvironment environment={confirmableEnvironment()} />
        <div>
          <SubmitButton variant="danger" pendingLabel="Issuing…">
            Issue the credit note
          </SubmitButton>
        </div>
      </ActionForm>
    </Section>
  );
}

function WishForm({ amountText, reason }: Pick<Wish, "amountText" | "reason">) {
  return (
    <form method="get" className="grid max-w-xl gap-4" aria-label="What to credit">
      <TextField
        label="Amount"
        name="amount"
        inputMode="decimal"
        autoComplete="off"
        placeholder="0.00"
        defaultValue={amountText}
        required
      />
      <TextArea
        label="Reason"
        name="reason"
        required
        maxLength={500}
        defaultValue={reason}
        hint="The customer reads it on the credit note."
      />
      <div>
        <Button type="submit">Preview</Button>
      </div>
    </form>
  );
}

export default async function CreditPage({ params, searchParams }: CreditPageProps) {
  const { actor, display, may } = await openConsole();
  if (!may("invoice.credit")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const { documentId: text } = await params;
  const documentId = parsePublicId("document", text) ?? notFound();
  const document = (await getDocument(actor, { documentId })) ?? notFound();
  const parameters = await listParameters(searchParams);
  const [amountText, reason] = [parameters.text("amount"), parameters.text("reason")];
  const left = document.claim?.left;
  return (
    <div className="max-w-3xl">
      <PageHeader
        title="Credit an invoice"
        trail={[
          { href: "/admin/invoices", label: "Invoices" },
          { href: `/admin/invoices/${text}`, label: documentName(document) },
        ]}
        lead={
          left &&
          isPositive(left) && (
            <>
              {document.customer.name} still owes <MoneyText amount={left} locale={display.locale} /> of it.
            </>
          )
        }
      />
      {left && isPositive(left) ? (
        <div className="grid gap-10">
          <WishForm amountText={amountText} reason={reason} />
          {amountText !== "" && reason !== "" && (
            <Preview {...{ document, documentId: text, amountText, reason, display }} />
          )}
        </div>
      ) : (
        <EmptyState title="There is nothing to credit">
          Only an invoice of which something is still to be paid can be credited.
        </EmptyState>
      )}
    </div>
  );
}
