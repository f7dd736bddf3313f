import { readCappedText } from "./read-capped-text";

const BODY_BYTES_MAX = 10_000;

/** The body as JSON, or undefined when it is not one or is longer than any of our commands; no more of it is read then. */
export async function readJson(request: Request): Promise<unknown> {
  const body = await readCappedText(request, BODY_BYTES_MAX);
  if (body.outcome !== "read") return undefined;
  try {
    return JSON.parse(body.text);
  } catch {
    return undefined;
  }
}
