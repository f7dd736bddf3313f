const BODY_BYTES_MAX = 10_000;

/** The body as JSON, or undefined when it is not one or is longer than any of our commands. */
export async function readJson(request: Request): Promise<unknown> {
  if (Number(request.headers.get("content-length") ?? 0) > BODY_BYTES_MAX) return undefined;
  const text = await request.text();
  if (text.length > BODY_BYTES_MAX) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
