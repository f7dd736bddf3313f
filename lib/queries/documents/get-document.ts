import type { Actor } from "@/lib/domain/actor";
import type { DeliveryState } from "@/lib/domain/notices/delivery-state";
import { parsePrintedDocument } from "@/lib/domain/documents/parse-printed-document";
import type { PrintedDocument } from "@/lib/domain/documents/printed-document";
import { mailDedupeKey } from "@/lib/domain/mails/mail-request";
import { permits } from "@/lib/domain/permissions";
import { prisma } from "@/lib/db/client";
import { orderScope } from "../orders/order-scope";
import { DOCUMENT_INCLUDE, type DocumentView, documentView } from "./document-view";

export interface IssuedDocument extends DocumentView {
  readonly printed: PrintedDocument;
  /** How it went out; null while its mail is not written. */
  readonly mail: {
    readonly state: DeliveryState;
    readonly toAddress: string;
    readonly attemptCount: number;
    readonly lastError: string | null;
    readonly at: Date;
  } | null;
}

async function mailOf(
  merchantId: string,
  row: { id: string; kind: string; paymentId: string | null },
): Promise<IssuedDocument["mail"]> {
  const dedupeKey = mailDedupeKey(
    row.kind === "receipt" && row.paymentId !== null
      ? { kind: "payment_receipt", paymentId: row.paymentId }
      : { kind: "document_issued", documentId: row.id },
  );
  const mail = await prisma().mail.findUnique({
    where: { merchantId_dedupeKey: { merchantId, dedupeKey } },
    omit: { text: true, html: true },
  });
  if (mail === null) return null;
  const { state, toAddress, attemptCount, lastError, sentAt, createdAt } = mail;
  return { state, toAddress, attemptCount, lastError, at: sentAt ?? createdAt };
}

/** A document as it was issued, for its owner and for staff; null for everybody else, as for none. */
export async function getDocument(
  actor: Actor,
  input: { readonly documentId: string },
): Promise<IssuedDocument | null> {
  if (actor.kind === "staff" && !permits(actor, "order.read_all")) return null;
  const row = await prisma().document.findFirst({
    where: { ...orderScope(actor), id: input.documentId },
    include: DOCUMENT_INCLUDE,
  });
  if (row === null) return null;
  return {
    ...documentView(row),
    printed: parsePrintedDocument(row.printed),
    mail: await mailOf(actor.merchantId, row),
  };
}
