import type { InstallmentShare } from "./settle-installment";

/** What one payment gave to one installment. */
export interface PaymentShare {
  readonly paymentId: string;
  readonly installmentId: string;
  readonly amountMinor: bigint;
}

/** Which payment paid which installment, where several paid several together: both in the order in which they count. */
export function sharesByPayment(
  shares: readonly Pick<InstallmentShare, "installmentId" | "addedMinor">[],
  payments: readonly { readonly paymentId: string; readonly amountMinor: bigint }[],
): PaymentShare[] {
  const given: PaymentShare[] = [];
  const left = payments.map((payment) => ({ ...payment }));
  for (const { installmentId, addedMinor } of shares) {
    let wanted = addedMinor;
    for (const payment of left) {
      const amountMinor = payment.amountMinor < wanted ? payment.amountMinor : wanted;
      if (amountMinor <= 0n) continue;
      given.push({ paymentId: payment.paymentId, installmentId, amountMinor });
      payment.amountMinor -= amountMinor;
      wanted -= amountMinor;
    }
  }
  return given;
}
