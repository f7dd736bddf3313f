import type { Actor } from "@/lib/domain/actor";
import type { DocumentKind } from "@/lib/domain/documents/document-facts";
import { parsePrintedDocument } from "@/lib/domain/documents/parse-printed-document";
import type { PrintedDocument } from "@/lib/domain/documents/printed-document";
import { type Money, money } from "@/lib/domain/money/money";
import { prisma } from "@/lib/db/client";
import { CUSTOMER_FOR_MAIL, type CustomerForMail } from "./customer-for-mail";

/** A document as a mail about it needs it. */
export interface DocumentForMail {
  readonly documentId: string;
  readonly kind: DocumentKind;
  readonly amount: Money;
  readonly printed: PrintedDocument;
  readonly orderId: string | null;
  readonly customer: CustomerForMail;
}

/** The document with this id, or the receipt of a payment; null when there is none. */
export async function documentForMail(
  actor: Actor,
  input: { readonly documentId: string } | { readonly receiptOf: string },
): Promise<DocumentForMail | null> {
  const { merchantId } = actor;
  const document = await prisma().document.findFirst({
    where:
      "documentId" in input
        ? { merchantId, id: input.documentId }
        : { merchantId, kind: "receipt", sourceId: input.receiptOf },
    include: { customer: { select: CUSTOMER_FOR_MAIL } },
  });
  if (document === null) return null;
  return {
    documentId: document.id,
    kind: document.kind,
    amount: money(document.amountMinor, document.currency),
    printed: parsePrintedDocument(document.printed),
    orderId: document.orderId,
    customer: document.customer,
  };
}
