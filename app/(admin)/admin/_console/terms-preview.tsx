import { PostingsPreview } from "@/components/admin/postings-preview";
import { MoneyText } from "@/components/money/money-text";
import { isZero, type Money, subtract, sum } from "@/lib/domain/money/money";
import type { TermsChangePreview } from "@/lib/services/terms/preview-terms-change";
import { ScheduleParts } from "./schedule-parts";

interface TermsPreviewProps {
  readonly preview: TermsChangePreview;
  readonly customerName: string;
  readonly locale: string;
}

function documentsSentence(count: number, one: string, many: string): string {
  return count === 1 ? one : `${count} ${many}`;
}

/** What follows from the change, in the order in which it happens. */
function Consequences({ preview, customerName, locale }: TermsPreviewProps) {
  const { before, after, creditNotes, invoices } = preview;
  const difference = subtract(after.total, before.total);
  const amountOf = (amounts: readonly Money[]) => (
    <MoneyText amount={sum(amounts, after.total.currency)} locale={locale} />
  );
  return (
    <ul className="grid max-w-prose list-disc gap-1 pl-5">
      <li>What is paid stays paid. The days of the rest are counted from today.</li>
      {!isZero(difference) && (
        <li>
          The fee of the terms changes from <MoneyText amount={before.fee} locale={locale} /> to{" "}
          <MoneyText amount={after.fee} locale={locale} />, and the order&rsquo;s total to{" "}
          <MoneyText amount={after.total} locale={locale} />.
        </li>
      )}
      {preview.openPaymentCount > 0 && (
        <li>The open payment is given up at Stripe first. Should it have been paid, nothing is changed.</li>
      )}
      {creditNotes.length > 0 && (
        <li>
          {customerName} is sent {documentsSentence(creditNotes.length, "a credit note", "credit notes")} over{" "}
          {amountOf(creditNotes)}: issued invoices stand as they are.
        </li>
      )}
      {invoices.length > 0 && (
        <li>
          {customerName} is sent {documentsSentence(invoices.length, "an invoice", "invoices")} over{" "}
          {amountOf(invoices)} at once.
        </li>
      )}
      {preview.goesOn && <li>No deposit is asked for any more: the order goes on.</li>}
      {preview.opensCourses && <li>The courses of the order open at once.</li>}
    </ul>
  );
}

/** Old and new schedule side by side, with what follows and what is posted. */
export function TermsPreview(props: TermsPreviewProps) {
  const { preview, locale } = props;
  const { takenBack, claimed, earned } = preview.postings;
  return (
    <div className="grid gap-8">
      <div className="grid gap-8 lg:grid-cols-2">
        {[preview.before, preview.after].map((schedule, index) => (
          <div key={index} className="grid min-w-0 content-start gap-2">
            <h3 className="font-semibold">
              {index === 0 ? "Now" : "Then"}: {schedule.name}
            </h3>
            <ScheduleParts
              caption={index === 0 ? "Schedule now" : "Schedule then"}
              parts={schedule.parts}
              locale={locale}
            />
            <p className="text-sm text-ink-soft">
              Together <MoneyText amount={schedule.total} locale={locale} />
            </p>
          </div>
        ))}
      </div>
      <Consequences {...props} />
      <div className="grid gap-6 lg:grid-cols-2">
        <PostingsPreview caption="Taken back with the credit notes" postings={takenBack} locale={locale} />
        <PostingsPreview caption="Claimed by the new invoices" postings={claimed} locale={locale} />
        <PostingsPreview caption="Earned" postings={earned} locale={locale} />
      </div>
    </div>
  );
}
