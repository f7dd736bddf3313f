import { receiveWebhook, WEBHOOK_BODY_BYTES_MAX } from "@/lib/webhooks/receive-webhook";
import { REFUSAL_WAIT_SECONDS } from "@/lib/webhooks/limit-refusals";
import { readCappedText } from "@/app/_edge/read-capped-text";

const SIGNATURE_HEADERS: ReadonlyMap<string, string> = new Map([["stripe", "stripe-signature"]]);

/** Verify, store, 200. No session, no cookies: the signature is the caller's only right to be here. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ gateway: string }> },
): Promise<Response> {
  const { gateway } = await params;
  const body = await readCappedText(request, WEBHOOK_BODY_BYTES_MAX);
  if (body.outcome !== "read") {
    return Response.json(
      { outcome: body.outcome },
      { status: body.outcome === "body_too_large" ? 413 : 400 },
    );
  }
  const signature = request.headers.get(SIGNATURE_HEADERS.get(gateway) ?? "signature");
  const ipAddress = request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "unknown";
  const { status, outcome } = await receiveWebhook({ gateway, body: body.text, signature, ipAddress });
  const answer = Response.json({ outcome }, { status });
  if (status === 429) answer.headers.set("retry-after", String(REFUSAL_WAIT_SECONDS));
  return answer;
}
