import { isZero, type Money } from "@/lib/domain/money/money";
import type { WithheldTerms } from "@/lib/domain/terms/offer-terms";
import type { CalendarDate } from "@/lib/domain/time/calendar-date";
import { MoneyText } from "../money/money-text";
import { TermsTimeline, type TimelinePart } from "./terms-timeline";
import { withheldSentence } from "./withheld-words";

interface PickableTerms {
  readonly id: string;
  readonly name: string;
  readonly fee: Money;
  readonly total: Money;
  readonly instructions: string | null;
  readonly schedule: readonly TimelinePart[];
}

interface TermsPickerProps {
  /** The first is chosen unless another is. */
  readonly offered: readonly PickableTerms[];
  readonly withheld: readonly WithheldTerms[];
  readonly today: CalendarDate;
  readonly needsApproval: boolean;
  readonly locale: string;
}

function anchorOf(terms: PickableTerms, needsApproval: boolean): string {
  if (needsApproval) return "you have approved all sites";
  return terms.schedule[0]?.purpose === "deposit" ? "the deposit is paid" : "you order";
}

/** The ways in which an order may be paid, each with what is due when; and why others are not open. */
export function TermsPicker({ offered, withheld, today, needsApproval, locale }: TermsPickerProps) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-semibold">When you pay</legend>
      {offered.map((terms, index) => (
        <div
          key={terms.id}
          className="grid grid-cols-[1.5rem_1fr] gap-x-3 gap-y-1 border-t py-3 has-checked:border-ink"
        >
          <input
            type="radio"
            id={`terms-${terms.id}`}
            name="terms"
            value={terms.id}
            defaultChecked={index === 0}
            aria-describedby={`schedule-${terms.id}`}
            className="mt-0.5 size-5"
          />
          <label htmlFor={`terms-${terms.id}`} className="font-semibold">
            {terms.name}
          </label>
          <div id={`schedule-${terms.id}`} className="col-start-2 grid gap-2">
            {!isZero(terms.fee) && (
              <p className="text-sm text-ink-soft">
                <MoneyText amount={terms.total} locale={locale} /> with a fee of{" "}
                <MoneyText amount={terms.fee} locale={locale} />
              </p>
            )}
            <TermsTimeline
              parts={terms.schedule}
              today={today}
              anchor={anchorOf(terms, needsApproval)}
              locale={locale}
            />
            {terms.instructions && (
              <p className="text-sm whitespace-pre-line text-ink-soft">{terms.instructions}</p>
            )}
          </div>
        </div>
      ))}
      {withheld.length > 0 && (
        <details className="border-t pt-2 text-sm">
          <summary className="w-fit py-1 text-ink-soft">Not open for this order</summary>
          <ul className="grid gap-2 py-2">
            {withheld.map((terms) => (
              <li key={terms.id}>
                <span className="font-semibold">{terms.name}</span>
                {terms.reasons.map((reason) => (
                  <p key={reason.code} className="text-ink-soft">
                    {withheldSentence(reason, locale)}
                  </p>
                ))}
              </li>
            ))}
          </ul>
        </details>
      )}
    </fieldset>
  );
}
