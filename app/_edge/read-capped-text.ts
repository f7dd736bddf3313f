export type CappedText =
  | { readonly outcome: "read"; readonly text: string }
  /** Longer than allowed; the rest was not read. */
  | { readonly outcome: "body_too_large" }
  /** The sender went away before all that it announced had come. */
  | { readonly outcome: "body_incomplete" };

/** The request's body as the exact text that was sent, read no further than allowed. */
export async function readCappedText(request: Request, bytesMax: number): Promise<CappedText> {
  const announced = request.headers.get("content-length");
  if (Number(announced ?? 0) > bytesMax) return { outcome: "body_too_large" };
  if (request.body === null) return { outcome: "read", text: "" };
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > bytesMax) return { outcome: "body_too_large" };
    chunks.push(chunk);
  }
  if (request.signal.aborted || (announced !== null && size < Number(announced)))
    return { outcome: "body_incomplete" };
  return { outcome: "read", text: Buffer.concat(chunks).toString("utf8") };
}
