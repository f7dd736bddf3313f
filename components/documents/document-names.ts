import type { DocumentKind } from "@/lib/domain/documents/document-facts";

const NAMES = {
  invoice: "Invoice",
  receipt: "Receipt",
  credit_note: "Credit note",
} as const satisfies Record<DocumentKind, string>;

/** What the interface calls a document; the document itself is called so in its own language. */
export function documentName(document: { readonly kind: DocumentKind; readonly number: bigint }): string {
  return `${NAMES[document.kind]} ${document.number}`;
}
