import { chargePlan } from "@/lib/domain/collection/charge-plan";
import { isChargedEnough } from "@/lib/domain/collection/charge-policy";
import { lookedAtNext } from "@/lib/domain/collection/looked-at-next";
import type { FailureOf } from "@/lib/domain/failure";
import { invariant } from "@/lib/domain/invariant";
import { type Installment, isOpen, type Order } from "@/lib/domain/orders/order";
import { requirePermission } from "@/lib/domain/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { lockInstallments, updateInstallments } from "@/lib/db/installments";
import { findMerchant } from "@/lib/db/merchants";
import { findPaymentMethod, lockCustomer, type PaymentMethodRow } from "@/lib/db/payment-methods";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { doOnce } from "../operations/do-once";
import { lockOwnOrder } from "../orders/lock-own-order";
import { recordConsent } from "./record-consent";

export interface GiveChargeConsent {
  /** Names this wish: the same form sent twice is one consent. */
  readonly consentKey: string;
  readonly orderId: string;
  readonly methodId: string;
  /** The words that were shown, as they were shown. */
  readonly text: string;
}

type Refused = FailureOf<"not_found" | "forbidden" | "rejected" | "conflict">;

/** What did not work with the card before is tried with this one at once. What is underway is not disturbed. */
function rearmed(installments: readonly Installment[], now: Date): Installment[] {
  return installments
    .filter((part) => isOpen(part) && !isChargedEnough(part))
    .filter(({ collection }) => ["retrying", "action_required", "customer_needed"].includes(collection))
    .map((part) => ({ ...part, collection: "retrying", retryAt: now, answerBy: null }));
}

async function ownMethod(
  tx: Tx,
  order: Order,
  methodId: string,
): Promise<Result<PaymentMethodRow, FailureOf<"not_found">>> {
  await lockCustomer(tx, order.merchantId, order.customerId);
  const method = await findPaymentMethod(tx, order.merchantId, methodId);
  const isUsable = method !== null && method.customerId === order.customerId && !method.isRemoved;
  return isUsable ? ok(method) : err({ kind: "not_found", code: "payment_method_not_found" });
}

async function give(
  tx: Tx,
  ctx: ServiceContext,
  order: Order,
  { consentKey, methodId, text }: GiveChargeConsent,
): Promise<Result<{ consentId: string }, Refused>> {
  const { merchantId } = order;
  const merchant = await findMerchant(tx, merchantId);
  invariant(merchant !== null, `Order ${order.id} has no merchant.`);
  const installments = await lockInstallments(tx, merchantId, [order.id]);
  const method = await ownMethod(tx, order, methodId);
  if (!method.ok) return method;
  const plan = chargePlan(order, installments, merchant);
  if (plan === null) return err({ kind: "rejected", code: "nothing_due" });
  // Something was paid, or a day has come, since the words were shown: they are shown anew.
  if (plan.text !== text) return err({ kind: "conflict", code: "page_outdated" });
  const now = ctx.clock.now();
  const given = await recordConsent(tx, ctx, {
    order,
    method: method.value,
    text,
    givenAt: now,
    command: "give-charge-consent",
    idempotencyKey: `charge-consent:${consentKey}`,
  });
  await updateInstallments(
    tx,
    rearmed(installments, now).map((part) => ({
      ...part,
      nextStepAt: lookedAtNext(order, part, merchant.timeZone),
    })),
  );
  return ok(given);
}

/**
 * The customer agrees that one of their kept cards is charged by itself for what an order still owes on later days, in words that
 * are stored as they were shown. For an order that has such a consent already, this card takes the other's place.
 */
export async function giveChargeConsent(
  ctx: ServiceContext,
  command: GiveChargeConsent,
): Promise<Result<{ consentId: string }>> {
  const permitted = requirePermission(ctx.actor, "payment_method.manage");
  if (!permitted.ok) return permitted;
  const { consentKey, ...input } = command;
  return inTransaction(async (tx) => {
    const found = await lockOwnOrder(tx, ctx, command.orderId);
    if (!found.ok) return found;
    const operation = {
      name: `charge-consent:${consentKey}`,
      command: "give-charge-consent",
      input,
      orderId: command.orderId,
    };
    return doOnce<{ consentId: string }>(tx, ctx, operation, {
      answerOf: (stored) => ({ consentId: stored["consentId"] ?? "" }),
      run: () => give(tx, ctx, found.value, command),
    });
  });
}
