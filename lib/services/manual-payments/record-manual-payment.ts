import type { StaffActor } from "@/lib/domain/actor";
import type { Failure } from "@/lib/domain/failure";
import { EVIDENCE_BYTES_MAX, evidenceType } from "@/lib/domain/manual-payments/evidence-type";
import {
  MANUAL_PARTS_MAX,
  type ManualMethod,
  type ManualPart,
} from "@/lib/domain/manual-payments/manual-payment";
import { isPositive, type Money } from "@/lib/domain/money/money";
import type { Order } from "@/lib/domain/orders/order";
import { requirePermission } from "@/lib/domain/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { type CalendarDate, calendarDateAt } from "@/lib/domain/time/calendar-date";
import { invariant } from "@/lib/domain/invariant";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { findCustomer } from "@/lib/db/customers";
import { insertManualPayment } from "@/lib/db/manual-payments";
import { findMerchant, type MerchantRow } from "@/lib/db/merchants";
import { lockOrders } from "@/lib/db/orders";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { bytesHash, newId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { doOnce } from "../operations/do-once";
import { recordOrderEvents } from "../orders/record-order-events";

export interface RecordManualPayment {
  /** Names this showing of the form: sent twice, one payment is recorded. */
  readonly recordKey: string;
  readonly customerId: string;
  readonly method: ManualMethod;
  readonly amount: Money;
  /** The civil day on which the money came, in the merchant's zone. */
  readonly receivedOn: CalendarDate;
  readonly reference: string;
  readonly note: string;
  /** What each order is to get; what is left over goes to the wallet. */
  readonly parts: readonly ManualPart[];
  readonly evidence: { readonly fileName: string; readonly content: Uint8Array } | null;
}

function refuse(command: RecordManualPayment, merchant: MerchantRow, today: CalendarDate): Failure | null {
  const { amount, parts, evidence } = command;
  if (!isPositive(amount) || parts.some((part) => part.amountMinor <= 0n))
    return { kind: "rejected", code: "amount_must_be_positive" };
  if (!merchant.currencies.includes(amount.currency))
    return { kind: "rejected", code: "currency_not_enabled" };
  if (command.receivedOn > today) return { kind: "rejected", code: "received_in_the_future" };
  if (command.reference.trim() === "") return { kind: "rejected", code: "reference_required" };
  const isSplitTwice = new Set(parts.map((part) => part.orderId)).size < parts.length;
  const sum = parts.reduce((total, part) => total + part.amountMinor, 0n);
  if (isSplitTwice || parts.length > MANUAL_PARTS_MAX || sum > amount.amountMinor)
    return { kind: "rejected", code: "parts_exceed_amount" };
  if (evidence === null) return null;
  const isTaken = evidence.content.length <= EVIDENCE_BYTES_MAX && evidenceType(evidence.content) !== null;
  return isTaken ? null : { kind: "rejected", code: "evidence_refused" };
}

/** An order of somebody else's does not exist here; one in another currency or without a claim cannot take the money. */
function refuseOrders(command: RecordManualPayment, orders: readonly Order[]): Failure | null {
  const own = new Map(
    orders.filter((order) => order.customerId === command.customerId).map((order) => [order.id, order]),
  );
  for (const { orderId } of command.parts) {
    const order = own.get(orderId);
    if (order === undefined) return { kind: "not_found", code: "order_not_found" };
    if (order.currency !== command.amount.currency) return { kind: "rejected", code: "currency_mismatch" };
    if (order.state === "paid") return { kind: "conflict", code: "order_already_paid" };
    if (order.state === "canceled") return { kind: "conflict", code: "order_not_payable" };
  }
  return null;
}

function evidenceOf({ evidence }: RecordManualPayment) {
  if (evidence === null) return null;
  const mediaType = evidenceType(evidence.content);
  invariant(mediaType !== null, "Evidence was looked at before.");
  return { ...evidence, mediaType, sha256: bytesHash(evidence.content) };
}

async function record(
  tx: Tx,
  ctx: ServiceContext<StaffActor>,
  command: RecordManualPayment,
): Promise<{ manualPaymentId: string }> {
  const { merchantId, loginId, name } = ctx.actor;
  const { customerId, method, amount, receivedOn, parts } = command;
  const manualPaymentId = newId();
  const at = ctx.clock.now();
  await insertManualPayment(tx, {
    merchantId,
    id: manualPaymentId,
    customerId,
    method,
    currency: amount.currency,
    amountMinor: amount.amountMinor,
    receivedOn,
    reference: command.reference.trim(),
    note: command.note.trim(),
    recordedById: loginId,
    recordedBy: name,
    recordedAt: at,
    parts,
    evidence: evidenceOf(command),
  });
  await recordOrderEvents(
    tx,
    ctx,
    { kind: "command", command: "record-manual-payment" },
    parts.map((part) => ({
      orderId: part.orderId,
      kind: "manual_payment_recorded" as const,
      fromState: null,
      toState: null,
      details: { amountMinor: String(part.amountMinor), currency: amount.currency, method, receivedOn },
      paymentId: null,
      occurredAt: at,
    })),
  );
  await recordAuditEvent(tx, ctx, {
    eventType: "manual_payment.recorded",
    command: "record-manual-payment",
    outcome: "pending",
    amount,
    idempotencyKey: command.recordKey,
    ...(command.note.trim() === "" ? {} : { reason: command.note.trim() }),
    changes: { manualPaymentId, customerId, method, receivedOn, hasEvidence: command.evidence !== null },
  });
  return { manualPaymentId };
}

function inputOf({ recordKey: _key, evidence, parts, ...rest }: RecordManualPayment) {
  return {
    ...rest,
    parts: parts.map((part) => ({ ...part, amountMinor: String(part.amountMinor) })),
    evidence: evidence === null ? null : bytesHash(evidence.content),
  };
}

/**
 * Writes down money that came by transfer, check or in cash, with what shows it. Nothing is paid by it: another person has to
 * verify it first.
 */
export async function recordManualPayment(
  ctx: ServiceContext<StaffActor>,
  command: RecordManualPayment,
): Promise<Result<{ manualPaymentId: string }>> {
  const permitted = requirePermission(ctx.actor, "manual_payment.record");
  if (!permitted.ok) return permitted;
  const { merchantId } = ctx.actor;
  const operation = {
    name: `manual-payment:${command.recordKey}`,
    command: "record-manual-payment",
    input: inputOf(command),
  };
  return inTransaction((tx) =>
    doOnce<{ manualPaymentId: string }>(tx, ctx, operation, {
      answerOf: (stored) => ({ manualPaymentId: stored["manualPaymentId"] ?? "" }),
      run: async () => {
        const merchant = await findMerchant(tx, merchantId);
        invariant(merchant !== null, "An actor has a merchant.");
        const customer = await findCustomer(tx, merchantId, command.customerId);
        if (customer === null) return err({ kind: "not_found", code: "customer_not_found" });
        const today = calendarDateAt(ctx.clock.now(), merchant.timeZone);
        const orderIds = command.parts.map((part) => part.orderId);
        const orders = await lockOrders(tx, merchantId, orderIds);
        const refusal = refuse(command, merchant, today) ?? refuseOrders(command, orders);
        return refusal === null ? ok(await record(tx, ctx, command)) : err(refusal);
      },
    }),
  );
}
