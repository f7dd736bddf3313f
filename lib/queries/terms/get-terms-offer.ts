import type { CustomerActor } from "@/lib/domain/actor";
import type { Money } from "@/lib/domain/money/money";
import { type DatedInstallment, datedSchedule } from "@/lib/domain/terms/build-schedule";
import {
  type OfferedPrice,
  type OfferedTerms,
  offerTerms,
  totalUnder,
  type WithheldTerms,
} from "@/lib/domain/terms/offer-terms";
import { modelOf } from "@/lib/domain/terms/payment-terms";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import { findMerchant } from "@/lib/db/merchants";
import { findAccountStanding, findTermsOptions } from "@/lib/db/terms";
import { inTransaction } from "@/lib/db/transaction";

/** Terms that may be chosen, with what they come to for this order. */
export interface OfferedSchedule extends OfferedTerms {
  readonly fee: Money;
  readonly total: Money;
  /** What is not due at once has a day only where nothing has to be approved first. */
  readonly schedule: readonly DatedInstallment[];
  readonly instructions: string | null;
}

export interface TermsOfferView {
  readonly offered: readonly OfferedSchedule[];
  readonly withheld: readonly WithheldTerms[];
}

/** The terms that an order of this amount could be placed on now, and why others could not. The first holds unless another is chosen. */
export async function getTermsOffer(
  actor: CustomerActor,
  input: { readonly subtotal: OfferedPrice; readonly needsApproval: boolean; readonly now: Date },
): Promise<TermsOfferView> {
  const { subtotal, needsApproval, now } = input;
  const { merchantId, customerId } = actor;
  return inTransaction(async (tx) => {
    const merchant = await findMerchant(tx, merchantId);
    const options = await findTermsOptions(tx, merchantId);
    const account = await findAccountStanding(tx, merchantId, customerId, subtotal.currency);
    const { offered, withheld } = offerTerms(options, subtotal, account);
    const today = calendarDateAt(now, merchant?.timeZone ?? "UTC");
    const scheduleOf = (one: OfferedTerms): OfferedSchedule => {
      const model = modelOf(one.terms);
      const fee = model.feeOf(subtotal);
      const total = totalUnder(one.terms, subtotal);
      const schedule = datedSchedule(one.terms, total, { placedOn: today, payableOn: today });
      const waits = needsApproval || schedule[0]?.purpose === "deposit";
      return {
        ...one,
        fee,
        total,
        instructions: model.instructions,
        schedule: schedule.map((part) =>
          waits && part.due.from === "approval" ? { ...part, dueOn: null } : part,
        ),
      };
    };
    return { offered: offered.map(scheduleOf), withheld };
  });
}
