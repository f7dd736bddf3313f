import { afterCharge, type FailedCharge } from "@/lib/domain/collection/after-charge";
import { lockInstallments } from "@/lib/db/installments";
import { lockOrder } from "@/lib/db/orders";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import type { BegunCharge } from "./begin-charge";
import { writeAfterCharge } from "./write-after-charge";

/** Ends a charge whose failure left nothing at the gateway that news could tell of. Ended already, it stays as it is. */
export async function endCharge(
  ctx: ServiceContext,
  { order, installmentId, attempt, payment }: BegunCharge,
  failed: FailedCharge,
): Promise<void> {
  await inTransaction(async (tx) => {
    const current = await lockOrder(tx, order.merchantId, order.id);
    const installments = await lockInstallments(tx, order.merchantId, [order.id]);
    const installment = installments.find(({ id }) => id === installmentId);
    if (current === null || installment === undefined || installment.chargeCount !== attempt) return;
    const after = afterCharge(installment, failed, ctx.clock.now());
    if (after === null) return;
    await writeAfterCharge(tx, ctx, { order: current, paymentId: payment.id, failed, after });
  });
}
