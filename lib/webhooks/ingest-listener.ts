import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { insertWebhookEvent, type NewWebhookEvent } from "@/lib/db/webhook-events";
import { log } from "@/lib/platform/log";
import { REFUSAL_WAIT_SECONDS } from "./limit-refusals";
import { receiveWebhook, WEBHOOK_BODY_BYTES_MAX } from "./receive-webhook";

const PATH = /^\/api\/webhooks\/([a-z]{1,40})$/;
const SIGNATURE_HEADERS: ReadonlyMap<string, string> = new Map([["stripe", "stripe-signature"]]);

function answer(response: ServerResponse, status: number, outcome: string): void {
  const body = `{"outcome":"${outcome}"}`;
  response.writeHead(status, { "content-type": "application/json", "content-length": body.length }).end(body);
}

/** The body's bytes, or null when they are more than allowed: no more of them is read then. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  if (Number(request.headers["content-length"] ?? 0) > WEBHOOK_BODY_BYTES_MAX) return null;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes =
      chunk instanceof Uint8Array
        ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
        : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > WEBHOOK_BODY_BYTES_MAX) return null;
    chunks.push(bytes);
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}

async function receive(
  request: IncomingMessage,
  response: ServerResponse,
  store: (event: NewWebhookEvent) => Promise<boolean>,
): Promise<void> {
  const gateway = PATH.exec(request.url ?? "")?.[1];
  if (gateway === undefined) return answer(response, request.url === "/live" ? 200 : 404, "listening");
  if (request.method !== "POST") {
    response.setHeader("allow", "POST");
    return answer(response, 405, "method_not_allowed");
  }
  const body = await readBody(request);
  if (body === null) {
    response.setHeader("connection", "close");
    return answer(response, 413, "body_too_large");
  }
  const signature = request.headers[SIGNATURE_HEADERS.get(gateway) ?? "signature"];
  const forwarded = request.headers["x-forwarded-for"];
  const receipt = await receiveWebhook(
    {
      gateway,
      body: body.toString("utf8"),
      signature: typeof signature === "string" ? signature : null,
      ipAddress:
        String(forwarded ?? "")
          .split(",")
          .at(-1)
          ?.trim() ||
        (request.socket.remoteAddress ?? "unknown"),
    },
    store,
  );
  if (receipt.status === 429) response.setHeader("retry-after", String(REFUSAL_WAIT_SECONDS));
  answer(response, receipt.status, receipt.outcome);
}

/**
 * The receiver behind a bare HTTP server, for installations that outgrow the web server's route: the same verification, the
 * same inbox, the same answers, and 200 only after the event is committed. What breaks is answered with 500, on which the
 * gateway delivers again.
 */
export function ingestListener(
  store: (event: NewWebhookEvent) => Promise<boolean> = insertWebhookEvent,
): Server {
  return createServer({ keepAliveTimeout: 65_000, requestTimeout: 30_000 }, (request, response) => {
    receive(request, response, store).catch((error: unknown) => {
      if (request.destroyed) return;
      log.error({ err: error }, "webhook could not be stored");
      if (!response.headersSent) answer(response, 500, "not_stored");
    });
  });
}
