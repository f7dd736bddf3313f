import { creditNoteIssued } from "@/lib/domain/ledger/entries";
import { requirePermission } from "@/lib/domain/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { insertDocument } from "@/lib/db/documents";
import { applyCredit } from "@/lib/db/invoices";
import { nextNumber } from "@/lib/db/orders";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { enqueueJob } from "@/lib/jobs/queue";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { postEntries } from "../ledger/post-entries";
import { doOnce } from "../operations/do-once";
import { recordOrderEvents } from "../orders/record-order-events";
import { takeBackTaxes } from "../tax/take-back-taxes";
import { taxParts } from "../tax/tax-parts";
import { type CreditSituation, creditSituation, type CreditWish } from "./credit-situation";

export interface IssueCreditNote extends CreditWish {
  /** Names this act, so that a double click credits once. */
  readonly creditKey: string;
}

/** What the credit changes: the claim, the books, and what the buyer could still confirm over the old amount. */
async function apply(
  tx: Tx,
  ctx: ServiceContext,
  note: { documentId: string; number: bigint; wish: CreditWish; situation: CreditSituation; at: Date },
): Promise<void> {
  const { documentId, number, wish, situation, at } = note;
  const { order, installment, payments, taxes } = situation;
  const { amount, reason } = wish;
  await applyCredit(tx, {
    merchantId: order.merchantId,
    orderId: order.id,
    installmentId: installment.id,
    amountMinor: amount.amountMinor,
  });
  const occasion = { orderId: order.id, paymentId: null, occurredAt: at };
  const { customerId } = order;
  const entry = {
    creditNoteId: documentId,
    creditNoteNumber: String(number),
    customerId,
    amount,
    taxes: await taxParts(tx, order.merchantId, amount.currency, taxes),
  };
  await postEntries(tx, ctx, [creditNoteIssued({ ...occasion, ...entry })], { reason });
  const details = {
    creditNoteNumber: String(number),
    amountMinor: String(amount.amountMinor),
    currency: amount.currency,
    reason,
  };
  await recordOrderEvents(tx, ctx, { kind: "command", command: "issue-credit-note" }, [
    { ...occasion, kind: "credit_note_issued", fromState: null, toState: null, details },
  ]);
  for (const payment of payments)
    await enqueueJob(tx, ctx, { job: "void-payment", payload: { paymentId: payment.id } });
}

async function issue(
  tx: Tx,
  ctx: ServiceContext,
  wish: CreditWish,
  creditKey: string,
): Promise<Result<{ documentId: string; orderId: string }>> {
  const found = await creditSituation(tx, ctx, wish);
  if (!found.ok) return found;
  const situation = found.value;
  const { order, invoice, print, taxes } = situation;
  const at = ctx.clock.now();
  const documentId = newId();
  const number = await nextNumber(tx, order.merchantId, "credit_note");
  await insertDocument(tx, {
    merchantId: order.merchantId,
    id: documentId,
    kind: "credit_note",
    number,
    sourceId: documentId,
    customerId: order.customerId,
    orderId: order.id,
    invoiceId: invoice.id,
    paymentId: null,
    currency: wish.amount.currency,
    amountMinor: wish.amount.amountMinor,
    issuedAt: at,
    printed: print(number, at),
  });
  await takeBackTaxes(
    tx,
    { merchantId: order.merchantId, documentId, invoiceId: invoice.id, isClaimedAgain: false },
    taxes,
  );
  await apply(tx, ctx, { documentId, number, wish, situation, at });
  await recordAuditEvent(tx, ctx, {
    eventType: "invoice.credited",
    command: "issue-credit-note",
    outcome: "succeeded",
    orderId: order.id,
    amount: wish.amount,
    reason: wish.reason,
    idempotencyKey: creditKey,
    changes: { documentId, number: String(number), invoiceNumber: String(invoice.number) },
  });
  await enqueueJob(tx, ctx, { job: "send-mail", payload: { kind: "document_issued", documentId } });
  return ok({ documentId, orderId: order.id });
}

/**
 * Credits a part of an open invoice, with a reason: the customer owes that much less, and has a credit note that says so. An
 * issued invoice is never changed. To take back all that is left of an order, it is canceled.
 */
export async function issueCreditNote(
  ctx: ServiceContext,
  command: IssueCreditNote,
): Promise<Result<{ documentId: string }>> {
  const permitted = requirePermission(ctx.actor, "invoice.credit");
  if (!permitted.ok) return permitted;
  const { creditKey, invoiceId, amount } = command;
  const reason = command.reason.trim();
  if (reason === "") return err({ kind: "rejected", code: "reason_required" });
  const wish = { invoiceId, amount, reason };
  const operation = { name: `credit-note:${creditKey}`, command: "issue-credit-note", input: wish };
  return inTransaction((tx) =>
    doOnce(tx, ctx, operation, {
      answerOf: ({ documentId = "", orderId = "" }) => ({ documentId, orderId }),
      run: () => issue(tx, ctx, wish, creditKey),
    }),
  );
}
