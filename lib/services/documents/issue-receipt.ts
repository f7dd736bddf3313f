import type { OrderPrint, ReceiptFacts } from "@/lib/domain/documents/document-facts";
import { documentLanguage } from "@/lib/domain/documents/document-language";
import { printReceipt } from "@/lib/domain/documents/print-receipt";
import { invariant } from "@/lib/domain/invariant";
import { money, subtract, zero } from "@/lib/domain/money/money";
import { err, ok, type Result } from "@/lib/domain/result";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import { findOrderPrint, findPaymentPrint, insertDocument, type PaymentPrint } from "@/lib/db/documents";
import { nextNumber } from "@/lib/db/orders";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { findCreditBeside } from "@/lib/db/wallet-holds";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { newId, publicId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { doOnce } from "../operations/do-once";

function factsOf(
  print: OrderPrint,
  payment: PaymentPrint,
  issued: { number: bigint; at: Date },
): ReceiptFacts {
  const { facts } = print;
  const { totals, seller } = facts;
  const { currency, cardBrand: brand, cardLast4: last4 } = payment;
  const paidUntilNow = money(payment.paidUntilNowMinor, currency);
  const open = subtract(subtract(totals.total, totals.credited), paidUntilNow);
  return {
    ...facts,
    number: issued.number,
    issuedOn: calendarDateAt(issued.at, seller.timeZone),
    paidOn: calendarDateAt(payment.capturedAt, seller.timeZone),
    amount: money(payment.amountMinor, currency),
    paidWith: { tender: payment.tender, card: brand !== null && last4 !== null ? { brand, last4 } : null },
    transactionId: payment.gatewayPaymentId ?? publicId("payment", payment.paymentId),
    invoiceNumbers: payment.invoiceNumbers,
    paidUntilNow,
    stillDue: open.amountMinor > 0n ? open : zero(currency),
  };
}

async function issue(
  tx: Tx,
  ctx: ServiceContext,
  payment: PaymentPrint,
): Promise<Result<{ documentId: string }>> {
  const { merchantId } = ctx.actor;
  const print = await findOrderPrint(tx, merchantId, payment.orderId);
  invariant(print !== null, `Order ${payment.orderId} cannot be printed.`);
  const at = ctx.clock.now();
  const number = await nextNumber(tx, merchantId, "receipt");
  const documentId = newId();
  const { paymentId, orderId, customerId, currency, amountMinor } = payment;
  await insertDocument(tx, {
    merchantId,
    id: documentId,
    kind: "receipt",
    number,
    sourceId: paymentId,
    customerId,
    orderId,
    invoiceId: null,
    paymentId,
    currency,
    amountMinor,
    issuedAt: at,
    printed: printReceipt(
      documentLanguage(print.customerLocale, print.sellerLocale),
      factsOf(print, payment, { number, at }),
    ),
  });
  await recordAuditEvent(tx, ctx, {
    eventType: "receipt.issued",
    command: "issue-receipt",
    outcome: "succeeded",
    orderId,
    paymentId,
    amount: money(amountMinor, currency),
    idempotencyKey: `payment:${paymentId}:receipt`,
    ...(payment.gatewayPaymentId === null ? {} : { gatewayPaymentId: payment.gatewayPaymentId }),
    changes: { documentId, number: String(number) },
  });
  return ok({ documentId });
}

async function issueOnce(
  tx: Tx,
  ctx: ServiceContext,
  paymentId: string,
): Promise<Result<{ documentId: string }>> {
  const payment = await findPaymentPrint(tx, ctx.actor.merchantId, paymentId);
  if (payment === null) return err({ kind: "not_found", code: "payment_not_found" });
  const name = `payment:${paymentId}:receipt`;
  const operation = { name, command: "issue-receipt", input: {}, orderId: payment.orderId, paymentId };
  return doOnce(tx, ctx, operation, {
    answerOf: ({ documentId = "" }) => ({ documentId }),
    run: () => issue(tx, ctx, payment),
  });
}

/**
 * Issues the receipt of a captured payment, once, and that of the credit that paid beside it, which has a number of its own:
 * asked again, it answers the one that there is. It happens apart from the capture, so that payments of one merchant do not wait
 * in line for a number; numbers still have no gaps.
 */
export async function issueReceipt(
  ctx: ServiceContext,
  command: { readonly paymentId: string },
): Promise<Result<{ documentId: string }>> {
  const { merchantId } = ctx.actor;
  return inTransaction(async (tx) => {
    const issued = await issueOnce(tx, ctx, command.paymentId);
    if (!issued.ok) return issued;
    for (const creditId of await findCreditBeside(tx, merchantId, command.paymentId))
      await issueOnce(tx, ctx, creditId);
    return issued;
  });
}
