import { invariant } from "@/lib/domain/invariant";
import { type Money, money } from "@/lib/domain/money/money";
import type { Installment, Order } from "@/lib/domain/orders/order";
import { err, ok, type Result } from "@/lib/domain/result";
import { ON_APPROVAL } from "@/lib/domain/terms/due-rule";
import { STANDARD_TERMS } from "@/lib/domain/terms/payment-terms";
import { topUpOffer } from "@/lib/domain/wallets/wallet-rules";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { findMerchant, type MerchantRow } from "@/lib/db/merchants";
import { insertOrder, nextNumber, updateOrderState } from "@/lib/db/orders";
import { insertTopUp } from "@/lib/db/top-ups";
import type { Tx } from "@/lib/db/transaction";
import { findWalletRules } from "@/lib/db/wallet-rules";
import { newId } from "@/lib/platform/ids";
import { inputHash } from "@/lib/platform/input-hash";
import type { ServiceContext } from "../context";
import { recordOrderEvents } from "../orders/record-order-events";

interface BeginTopUp {
  readonly customerId: string;
  /** Names this act. */
  readonly topUpKey: string;
  readonly amount: Money;
  /** Whether the threshold began it that the customer set. */
  readonly isAutomatic: boolean;
}

const LINE = "Wallet top-up";

function draftOrder(merchant: MerchantRow, customerId: string, number: bigint, amount: Money): Order {
  return {
    merchantId: merchant.id,
    id: newId(),
    number,
    customerId,
    state: "confirmed",
    currency: amount.currency,
    feeMinor: 0n,
    // Credit may buy what is taxed and what is not: its tax comes with what it buys.
    taxMinor: 0n,
    taxIncludedMinor: 0n,
    isTaxed: false,
    totalMinor: amount.amountMinor,
    creditedMinor: 0n,
    paidMinor: 0n,
    refundedMinor: 0n,
    workflow: { approval: "none", isTopUp: true },
    terms: STANDARD_TERMS,
    isReleased: false,
    version: 1,
  };
}

/** Due at once, and on no day: a top-up claims nothing, so it is never late. */
function installmentOf({ merchantId, id: orderId, currency, totalMinor }: Order): Installment {
  return {
    merchantId,
    id: newId(),
    orderId,
    position: 1,
    state: "due",
    currency,
    amountMinor: totalMinor,
    paidMinor: 0n,
    creditedMinor: 0n,
    withdrawnMinor: 0n,
    taxMinor: 0n,
    purpose: "top_up",
    due: ON_APPROVAL,
    dueOn: null,
    collection: "none",
    chargeCount: 0,
    agendaStep: 0,
    retryAt: null,
    answerBy: null,
  };
}

/** One line and one installment of the whole amount. */
async function insertTopUpOrder(
  tx: Tx,
  order: Order,
  placement: { readonly key: string; readonly input: unknown; readonly at: Date },
): Promise<void> {
  const { id: orderId, totalMinor } = order;
  await insertOrder(tx, {
    order,
    subtotalMinor: totalMinor,
    termsSource: "default",
    termsReason: "A top-up is paid at once.",
    taxBasis: null,
    placementKey: placement.key,
    placementHash: inputHash(placement.input),
    placedAt: placement.at,
    lines: [
      {
        id: newId(),
        orderId,
        position: 1,
        productId: null,
        kind: "wallet_top_up",
        description: LINE,
        quantity: 1,
        unitPriceMinor: totalMinor,
        amountMinor: totalMinor,
        taxAddedMinor: 0n,
        taxIncludedMinor: 0n,
      },
    ],
    sites: [],
    installments: [installmentOf(order)],
  });
}

async function record(
  tx: Tx,
  ctx: ServiceContext,
  order: Order,
  { at, topUpKey }: { readonly at: Date; readonly topUpKey: string },
): Promise<void> {
  const event = { orderId: order.id, fromState: null, paymentId: null, occurredAt: at } as const;
  const amount = money(order.totalMinor, order.currency);
  await recordOrderEvents(tx, ctx, { kind: "command", command: "top-up-wallet" }, [
    {
      ...event,
      kind: "order_placed",
      toState: order.state,
      details: { totalMinor: String(amount.amountMinor), currency: amount.currency },
    },
    { ...event, kind: "order_payable", fromState: order.state, toState: "payment_pending", details: {} },
  ]);
  await recordAuditEvent(tx, ctx, {
    eventType: "wallet.top_up_begun",
    command: "top-up-wallet",
    outcome: "succeeded",
    orderId: order.id,
    amount,
    idempotencyKey: `customer:${order.customerId}:top-up:${topUpKey}`,
  });
}

/** Begins a top-up of a customer in the caller's transaction, under the rules of now. */
export async function beginTopUp(
  tx: Tx,
  ctx: ServiceContext,
  command: BeginTopUp,
): Promise<Result<{ orderId: string }>> {
  const { merchantId } = ctx.actor;
  const { amount, customerId, isAutomatic } = command;
  const [merchant, rules] = [await findMerchant(tx, merchantId), await findWalletRules(tx, merchantId)];
  invariant(merchant !== null, "An actor has a merchant.");
  const offer = topUpOffer(rules, amount);
  if (!offer.ok) return offer;
  if (amount.amountMinor > merchant.paymentAmountMaxMinor)
    return err({ kind: "rejected", code: "amount_above_limit" });
  if (amount.amountMinor < merchant.paymentAmountMinMinor)
    return err({ kind: "rejected", code: "amount_below_limit" });
  const at = ctx.clock.now();
  const order = draftOrder(merchant, customerId, await nextNumber(tx, merchantId, "order"), amount);
  await insertTopUpOrder(tx, order, { key: command.topUpKey, input: { amount }, at });
  await insertTopUp(tx, {
    merchantId,
    orderId: order.id,
    customerId,
    currency: amount.currency,
    amountMinor: amount.amountMinor,
    bonusMinor: offer.value.bonus?.amountMinor ?? 0n,
    rulesVersion: rules.version,
    isAutomatic,
    createdAt: at,
  });
  await updateOrderState(tx, { merchantId, orderId: order.id, state: "payment_pending", at });
  await record(tx, ctx, order, { at, topUpKey: command.topUpKey });
  return ok({ orderId: order.id });
}
