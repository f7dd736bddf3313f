import type { Actor } from "@/lib/domain/actor";
import { prisma } from "@/lib/db/client";
import { orderScope } from "../orders/order-scope";
import { DOCUMENT_INCLUDE, type DocumentView, documentView } from "./document-view";

const DOCUMENTS_MAX = 50;

export interface DocumentPage {
  readonly documents: readonly DocumentView[];
  /** The id behind which the next older ones stand; null where these are the oldest. */
  readonly olderThan: string | null;
}

/** What was issued to the actor's customer, or about one order of theirs, newest first. */
export async function listDocuments(
  actor: Actor,
  input: { readonly orderId?: string; readonly olderThan?: string | null },
): Promise<DocumentPage> {
  const rows = await prisma().document.findMany({
    where: {
      ...orderScope(actor),
      ...(input.orderId === undefined ? {} : { orderId: input.orderId }),
      ...(input.olderThan ? { id: { lt: input.olderThan } } : {}),
    },
    omit: { printed: true },
    include: DOCUMENT_INCLUDE,
    orderBy: { id: "desc" },
    take: DOCUMENTS_MAX + 1,
  });
  const shown = rows.slice(0, DOCUMENTS_MAX);
  return {
    documents: shown.map(documentView),
    olderThan: rows.length > DOCUMENTS_MAX ? (shown.at(-1)?.id ?? null) : null,
  };
}
