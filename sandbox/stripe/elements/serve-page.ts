import type { IncomingMessage, ServerResponse } from "node:http";
import { inAccount } from "../connect.ts";
import { dashboardPage } from "../control/dashboard.ts";
import { answerChallenge } from "../engine/answer-challenge.ts";
import { serveHosted } from "../hosted/serve-hosted.ts";
import { readBody } from "../protocol/read-body.ts";
import { workFor, type Sandbox } from "../sandbox.ts";
import { challengePage, merchantUrl } from "./challenge-page.ts";
import { methodPage } from "./method-pages.ts";
import { receiptPage } from "./receipt-page.ts";
import { frameAsset } from "./serve-assets.ts";
import { stripeJsSource } from "./stripe-js-source.ts";

type Page = {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
};

const html = (body: string, status = 200): Page => ({ status, type: "text/html; charset=utf-8", body });
const NOT_FOUND: Page = { status: 404, type: "text/plain; charset=utf-8", body: "Not found\n" };

async function challenge(sandbox: Sandbox, request: IncomingMessage, id: string): Promise<Page> {
  const entry = sandbox.store.authentications.peek(id);
  if (entry === undefined) return NOT_FOUND;
  if (request.method !== "POST")
    return html(challengePage(entry, request.url?.includes("?parent=") ?? false));
  const outcome = new URLSearchParams(await readBody(request)).get("outcome");
  if (outcome !== "succeeded" && outcome !== "failed" && outcome !== "canceled")
    return { ...NOT_FOUND, status: 400, body: "Unknown outcome\n" };
  workFor(sandbox);
  answerChallenge(sandbox, id, outcome);
  const { returnUrl } = entry;
  if (returnUrl === null) return { status: 200, type: "application/json", body: JSON.stringify({ outcome }) };
  return {
    status: 303,
    type: "text/plain",
    body: "",
    headers: { location: inAccount(sandbox, entry.account, () => merchantUrl(sandbox, entry, returnUrl)) },
  };
}

async function pageFor(sandbox: Sandbox, request: IncomingMessage, path: string): Promise<Page> {
  if (path === "/healthz") return { status: 200, type: "application/json", body: '{"status":"ok"}' };
  if (path === "/") return html(dashboardPage(sandbox));
  // Stripe serves /v3/ and one script per release train.
  if (path === "/stripe.js" || path === "/v3/" || path === "/endive/stripe.js") {
    return { status: 200, type: "text/javascript; charset=utf-8", body: stripeJsSource() };
  }
  const [, folder = "", id = ""] = path.split("/");
  if (folder === "3d-secure") return challenge(sandbox, request, id);
  if (folder === "receipts") {
    const charge = sandbox.store.charges.peek(id);
    return charge === undefined ? NOT_FOUND : html(receiptPage(charge));
  }
  const asset = frameAsset(path);
  if (asset !== null) return { status: 200, ...asset };
  return (await serveHosted(sandbox, request)) ?? methodPageFor(sandbox, request, path);
}

async function methodPageFor(sandbox: Sandbox, request: IncomingMessage, path: string): Promise<Page> {
  const page = await methodPage(sandbox, request, path);
  if (page === null) return NOT_FOUND;
  if (page.kind === "redirect")
    return { status: 303, type: "text/plain", body: "", headers: { location: page.url } };
  return page.kind === "svg" ? { status: 200, type: "image/svg+xml", body: page.body } : html(page.body);
}

/** Everything that a browser loads: Stripe.js, the card frame, the challenge, the sandbox's own page. */
export async function servePage(
  sandbox: Sandbox,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path = "/"] = (request.url ?? "/").split("?", 1);
  const page = await pageFor(sandbox, request, path);
  response.writeHead(page.status, {
    "content-type": page.type,
    "content-length": Buffer.byteLength(page.body),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    // Merchants' pages may run with cross-origin isolation.
    "cross-origin-resource-policy": "cross-origin",
    ...page.headers,
  });
  response.end(page.body);
}
