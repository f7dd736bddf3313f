import { formatMoney } from "@/lib/domain/money/format-money";
import type { WithheldReason } from "@/lib/domain/terms/offer-terms";

/** Why terms are not offered, in a sentence for the customer. */
export function withheldSentence(reason: WithheldReason, locale: string): string {
  switch (reason.code) {
    case "amount_too_small":
      return `For orders of ${formatMoney(reason.least, locale)} or more.`;
    case "amount_too_large":
      return `For orders of ${formatMoney(reason.most, locale)} or less.`;
    case "other_currency":
      return `For orders in ${reason.currencies.join(" or ")}.`;
    case "account_not_approved":
      return "For accounts that we have approved for it. Ask us, and we look at yours.";
    case "too_few_paid_orders":
      return `After ${reason.needed === 1 ? "one paid order" : `${reason.needed} paid orders`}.`;
    case "something_overdue":
      return "Something of yours is overdue. Once that is paid, this is open to you again.";
    case "no_credit_limit":
      return "It needs a credit limit in this currency, which your account does not have yet.";
    case "credit_limit_exceeded":
      return `Your credit limit has ${formatMoney(reason.room, locale)} left, which this order goes beyond.`;
  }
}
