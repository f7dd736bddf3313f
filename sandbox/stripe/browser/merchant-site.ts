import { createServer, type Server } from "node:http";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const SOURCE = fileURLToPath(new URL("merchant.jsx", import.meta.url));
const NONCE = "c2FuZGJveA";

const STYLE = `
:root{color-scheme:light dark}
body{margin:0;padding:16px;font:16px/1.5 system-ui,sans-serif;background:#fff;color:#1a1b25}
form{display:grid;gap:16px;max-width:34rem;margin:0 auto}
h1{margin:0;font-size:1.3rem}
body.dark{background:#16171d;color:#f4f4f6}
.line .StripeElement{padding:11px 12px;border:1px solid #c9ccd4;border-radius:5px;background:#fff}
.line .StripeElement--focus{border-color:#0570de;box-shadow:0 0 0 3px rgba(5,112,222,.2)}
.line .StripeElement--invalid{border-color:#df1b41}
button{min-height:44px;border:0;border-radius:6px;background:#123c2b;color:#fff;font:inherit;font-weight:600}
`;

/** The strictest policy that a page with Stripe's elements can have. https://docs.stripe.com/security/guide#content-security-policy */
const policyOf = (sandboxUrl: string): string =>
  `default-src 'none'; base-uri 'none'; script-src 'nonce-${NONCE}' ${sandboxUrl}; style-src 'nonce-${NONCE}'; ` +
  `frame-src ${sandboxUrl}; connect-src ${sandboxUrl}`;

const pageOf = (sandboxUrl: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Shop</title><style nonce="${NONCE}">${STYLE}</style>
<script src="${sandboxUrl}/stripe.js"></script></head>
<body><main id="app"></main><script nonce="${NONCE}" src="/merchant.js"></script></body></html>`;

const RETURN_PAGE = `<!doctype html><html lang="en"><title>Order</title><h1>Back at the shop</h1></html>`;

async function bundle(): Promise<string> {
  const built = await build({
    entryPoints: [SOURCE],
    bundle: true,
    write: false,
    jsx: "automatic",
    // Strict mode mounts twice in development only, and that is one of the things to be seen.
    define: { "process.env.NODE_ENV": '"development"' },
    format: "iife",
    logLevel: "error",
  });
  return built.outputFiles[0]?.text ?? "";
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}

export type MerchantSite = { readonly url: string; readonly close: () => Promise<void> };

/** A merchant's site on another site than the sandbox's, so that frames are as far from the page as Stripe's are. */
export async function startMerchantSite(sandboxUrl: string): Promise<MerchantSite> {
  const script = await bundle();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const isScript = pathname === "/merchant.js";
    const body = isScript ? script : pathname === "/return" ? RETURN_PAGE : pageOf(sandboxUrl);
    response.writeHead(200, {
      "content-type": `${isScript ? "text/javascript" : "text/html"}; charset=utf-8`,
      ...(pathname === "/strict" ? { "content-security-policy": policyOf(sandboxUrl) } : {}),
    });
    response.end(body);
  });
  const port = await listen(server);
  return {
    url: `http://localhost:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
