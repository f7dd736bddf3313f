import type { PrintedDocument } from "@/lib/domain/documents/printed-document";
import { creditNoteIssued } from "@/lib/domain/ledger/entries";
import type { PostingDraft } from "@/lib/domain/ledger/journal-entry";
import { requirePermission } from "@/lib/domain/permissions";
import { ok, type Result } from "@/lib/domain/result";
import { findNextNumber } from "@/lib/db/orders";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { taxParts } from "../tax/tax-parts";
import { creditSituation, type CreditWish } from "./credit-situation";

export interface CreditNotePreview {
  /** With the number that it would have if it were issued now. */
  readonly printed: PrintedDocument;
  readonly postings: readonly PostingDraft[];
}

/** The credit note and the postings as they would stand, decided as the real one is. It changes nothing. */
export async function previewCreditNote(
  ctx: ServiceContext,
  wish: CreditWish,
): Promise<Result<CreditNotePreview>> {
  const permitted = requirePermission(ctx.actor, "invoice.credit");
  if (!permitted.ok) return permitted;
  return inTransaction(async (tx) => {
    const found = await creditSituation(tx, ctx, wish);
    if (!found.ok) return found;
    const { order, print, taxes } = found.value;
    const at = ctx.clock.now();
    const number = await findNextNumber(tx, order.merchantId, "credit_note");
    const entry = creditNoteIssued({
      orderId: order.id,
      paymentId: null,
      occurredAt: at,
      creditNoteId: order.id,
      creditNoteNumber: String(number),
      customerId: order.customerId,
      amount: wish.amount,
      taxes: await taxParts(tx, order.merchantId, wish.amount.currency, taxes),
    });
    return ok({ printed: print(number, at), postings: entry.postings });
  });
}
