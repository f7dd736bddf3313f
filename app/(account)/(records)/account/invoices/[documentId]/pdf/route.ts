import { orUnavailable } from "@/app/_edge/or-unavailable";
import { documentPdfResponse } from "@/app/_edge/pdf-response";

interface PdfContext {
  readonly params: Promise<{ documentId: string }>;
}

/** An issued document as a PDF, for its owner only. */
export async function GET(_request: Request, { params }: PdfContext): Promise<Response> {
  return orUnavailable(async () => documentPdfResponse((await params).documentId, "customer"));
}
