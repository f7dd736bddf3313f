import { invariant } from "@/lib/domain/invariant";
import { walletSpent } from "@/lib/domain/ledger/wallet-entries";
import { money } from "@/lib/domain/money/money";
import { settleInstallment, settlementEvents } from "@/lib/domain/payments/settle-installment";
import { err, ok, type Result } from "@/lib/domain/result";
import type { WalletHold } from "@/lib/domain/wallets/wallet-hold";
import { insertAccessGrants } from "@/lib/db/access-grants";
import { applyAllocations } from "@/lib/db/allocations";
import { lockInstallments } from "@/lib/db/installments";
import { findLines, lockOrder } from "@/lib/db/orders";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { lockHoldsOfOrder } from "@/lib/db/wallet-holds";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "@/lib/services/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { doOnce } from "@/lib/services/operations/do-once";
import { recordOrderEvents } from "@/lib/services/orders/record-order-events";
import { postEntries } from "@/lib/services/ledger/post-entries";
import { captureHolds, releaseHolds } from "@/lib/services/wallets/end-holds";
import { holdCredit } from "@/lib/services/wallets/hold-credit";
import { spendCredit } from "@/lib/services/wallets/spend-credit";

/** How the steps of a wallet are used by a transaction that pays an order, without a gateway in it. */
async function situationOf(tx: Tx, ctx: ServiceContext, orderId: string) {
  const { merchantId } = ctx.actor;
  const order = await lockOrder(tx, merchantId, orderId);
  const installments = await lockInstallments(tx, merchantId, [orderId]);
  const [installment] = installments;
  invariant(order !== null && installment !== undefined, "There is such an order.");
  const lines = await findLines(tx, merchantId, [orderId]);
  const dueMinor = order.state === "payment_pending" ? installment.amountMinor - installment.paidMinor : 0n;
  return { order, installment, installments, lines, dueMinor, installmentId: installment.id };
}

type Situation = Awaited<ReturnType<typeof situationOf>>;

const PAYMENT = `INSERT INTO payment (merchant_id, id, order_id, installment_id, customer_id, purpose, tender, gateway, state, currency,
    amount_minor, metadata, created_at, captured_at, trace_id)
  VALUES ($1,$2,$3,$4,$5,'full','wallet','wallet','completed',$6,$7,'{}',$8,$8,$9)`;

/** The payment's row, and what the order comes to by it. */
async function settle(
  tx: Tx,
  ctx: ServiceContext,
  situation: Situation,
  paymentId: string,
  amountMinor: bigint,
) {
  const { order, installment } = situation;
  const at = ctx.clock.now();
  const settled = settleInstallment(situation, { amountMinor, paymentId, occurredAt: at });
  await tx.execute(PAYMENT, [
    order.merchantId,
    paymentId,
    order.id,
    installment.id,
    order.customerId,
    order.currency,
    amountMinor,
    at,
    ctx.traceId,
  ]);
  await applyAllocations(
    tx,
    settled.allocation.shares.map((share) => ({
      merchant_id: order.merchantId,
      order_id: order.id,
      installment_id: share.installmentId,
      installment_paid_minor: String(share.paidMinor),
      order_paid_minor: String(settled.allocation.orderPaidMinor),
      order_state: settled.allocation.orderState,
      is_released: settled.allocation.isReleasedNow,
      at: at.toISOString(),
    })),
  );
  await insertAccessGrants(
    tx,
    settled.grantLines.map((line) => ({
      merchant_id: order.merchantId,
      id: newId(),
      customer_id: order.customerId,
      product_id: line.productId ?? "",
      order_id: order.id,
      order_line_id: line.id,
      granted_at: at.toISOString(),
    })),
  );
  await postEntries(tx, ctx, settled.entries);
  const events = settlementEvents(order, settled, { paymentId, occurredAt: at });
  await recordOrderEvents(tx, ctx, { kind: "command", command: "pay-by-credit" }, events);
}

interface Wish {
  /** Names the act, for who may ask twice. */
  readonly key?: string;
  readonly orderId: string;
  readonly amountMinor: bigint;
  readonly lotIds?: readonly string[];
}

/** Reserves credit for an order. */
export async function holdFor(ctx: ServiceContext, wish: Wish): Promise<Result<WalletHold>> {
  return inTransaction(async (tx) => {
    const situation = await situationOf(tx, ctx, wish.orderId);
    const held = await lockHoldsOfOrder(tx, situation.order.merchantId, wish.orderId);
    if (held.length > 0) return err({ kind: "conflict", code: "order_has_open_payment" });
    const expiresAt = new Date(ctx.clock.now().getTime() + 1_800_000);
    const { amountMinor, lotIds = null } = wish;
    return holdCredit(tx, ctx, { ...situation, wish: { amountMinor, lotIds }, paymentId: null, expiresAt });
  });
}

/** Spends what is held for an order, or a part of it. False when nothing is held. */
export async function captureFor(
  ctx: ServiceContext,
  { orderId, amountMinor }: { readonly orderId: string; readonly amountMinor?: bigint },
): Promise<boolean> {
  return inTransaction(async (tx) => {
    const situation = await situationOf(tx, ctx, orderId);
    const { order } = situation;
    const [hold] = await lockHoldsOfOrder(tx, order.merchantId, orderId);
    const spentMinor = amountMinor ?? hold?.amountMinor ?? 0n;
    if (hold === undefined || spentMinor > situation.dueMinor) return false;
    const paymentId = newId();
    const amount = money(spentMinor, order.currency);
    const about = { orderId, paymentId, customerId: order.customerId, occurredAt: ctx.clock.now() };
    const [posted] = await postEntries(tx, ctx, [walletSpent({ ...about, amount })]);
    invariant(posted !== undefined, "An entry was posted.");
    await settle(tx, ctx, situation, paymentId, spentMinor);
    const { entryId } = posted;
    await captureHolds(tx, ctx, [{ hold, amountMinor: spentMinor, entryId, paymentId }]);
    return true;
  });
}

/** Gives back what is held for an order. False when nothing is. */
export async function releaseFor(ctx: ServiceContext, orderId: string): Promise<boolean> {
  return inTransaction(async (tx) => {
    const { order } = await situationOf(tx, ctx, orderId);
    const holds = await lockHoldsOfOrder(tx, order.merchantId, orderId);
    await releaseHolds(
      tx,
      ctx,
      holds.map((hold) => ({ hold, reason: "given_up" })),
    );
    return holds.length > 0;
  });
}

/** Pays an order, or a part of what is due of it, with credit at once. Refuses what the wallet does not cover, and what is not due. */
export async function payByCredit(
  ctx: ServiceContext,
  wish: Wish,
): Promise<Result<{ readonly paymentId: string; readonly entryId: string }>> {
  const pay = async (tx: Tx) => {
    const situation = await situationOf(tx, ctx, wish.orderId);
    const paymentId = newId();
    const { orderId, amountMinor, lotIds = null } = wish;
    const held = await lockHoldsOfOrder(tx, situation.order.merchantId, orderId);
    const heldMinor = held.reduce((sum, hold) => sum + hold.amountMinor, 0n);
    if (amountMinor > situation.dueMinor - heldMinor) return err({ kind: "rejected", code: "nothing_due" });
    const spent = await spendCredit(tx, ctx, {
      ...situation,
      wish: { amountMinor, lotIds },
      paymentId,
      occurredAt: ctx.clock.now(),
    });
    if (!spent.ok) return spent;
    await settle(tx, ctx, situation, paymentId, spent.value.amountMinor);
    const amount = money(amountMinor, situation.order.currency);
    await recordAuditEvent(tx, ctx, {
      eventType: "payment.completed",
      command: "pay-by-credit",
      outcome: "succeeded",
      orderId,
      paymentId,
      amount,
    });
    return ok({ paymentId, entryId: spent.value.entryId });
  };
  const { key = newId(), ...input } = wish;
  const operation = { name: `credit-payment:${key}`, command: "pay-by-credit", input };
  return inTransaction((tx) =>
    doOnce(tx, ctx, operation, {
      answerOf: ({ paymentId = "", entryId = "" }) => ({ paymentId, entryId }),
      run: () => pay(tx),
    }),
  );
}
