import { notFound } from "next/navigation";
import { serviceContext } from "@/lib/auth/service-context";
import { parsePublicId } from "@/lib/platform/ids";
import { getDocument } from "@/lib/queries/documents/get-document";

/**
 * For layouts of a document's page: sends strangers to sign in and answers 404 for a document that is not theirs, before the
 * page's skeleton is sent.
 */
export async function requireDocument(documentIdText: string): Promise<void> {
  const { actor } = await serviceContext();
  const documentId = parsePublicId("document", documentIdText);
  if (!documentId || !(await getDocument(actor, { documentId }))) notFound();
}
