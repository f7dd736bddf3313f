import { readCappedText } from "@/app/_edge/read-capped-text";
import { receiveText, TEXT_BODY_BYTES_MAX } from "@/lib/webhooks/receive-text";

/** An answer in Twilio's language that says nothing to whoever wrote: the carrier confirms a STOP by itself. */
const NOTHING_TO_SAY = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

/** Answers to text messages, and what became of them. The signature is the caller's only right to be here. */
export async function POST(request: Request): Promise<Response> {
  const body = await readCappedText(request, TEXT_BODY_BYTES_MAX);
  if (body.outcome !== "read")
    return new Response(null, { status: body.outcome === "body_too_large" ? 413 : 400 });
  const signature = request.headers.get("x-twilio-signature");
  const { status } = await receiveText({ body: body.text, signature });
  if (status !== 200) return new Response(null, { status });
  return new Response(NOTHING_TO_SAY, { headers: { "content-type": "text/xml; charset=utf-8" } });
}
