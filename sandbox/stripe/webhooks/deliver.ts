import { createHmac } from "node:crypto";
import http from "node:http";
import https from "node:https";

export type Attempt = {
  readonly at: number;
  readonly status: number | null;
  readonly error: string | null;
  readonly durationMs: number;
};

/** `t=<seconds>,v1=<HMAC-SHA256 of "t.payload">`. https://docs.stripe.com/webhooks#verify-manually */
function signatureHeader(payload: string, secret: string, timestampS: number): string {
  const signature = createHmac("sha256", secret).update(`${timestampS}.${payload}`).digest("hex");
  return `t=${timestampS},v1=${signature}`;
}

export type Letter = {
  readonly url: string;
  readonly secret: string;
  readonly body: string;
  readonly timeoutMs: number;
};

/** One signed attempt, with a timestamp of its own; a connection that fails is an attempt without a status. */
export function deliver({ url, secret, body, timeoutMs }: Letter): Promise<Attempt> {
  const startedAt = Date.now();
  const finished = (status: number | null, error: string | null): Attempt => ({
    at: startedAt,
    status,
    error,
    durationMs: Date.now() - startedAt,
  });
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(body),
    "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
    accept: "*/*; q=0.5, application/xml",
    "cache-control": "no-cache",
    "stripe-signature": signatureHeader(body, secret, Math.floor(startedAt / 1_000)),
  };
  return new Promise((resolve) => {
    const client = url.startsWith("https:") ? https : http;
    const request = client.request(url, { method: "POST", headers, timeout: timeoutMs }, (response) => {
      response.resume();
      response.on("end", () => resolve(finished(response.statusCode ?? null, null)));
      response.on("error", (error) => resolve(finished(null, error.message)));
    });
    request.on("timeout", () => request.destroy(new Error(`no answer within ${timeoutMs} ms`)));
    request.on("error", (error) => resolve(finished(null, error.message)));
    request.end(body);
  });
}
