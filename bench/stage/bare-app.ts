import fs from "node:fs";
import path from "node:path";

const ROUTE = `import { createHmac, timingSafeEqual } from "node:crypto";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const SIGNATURE = /t=(\\d+),v1=([0-9a-f]{64})/;

export async function POST(request) {
  const body = await request.text();
  const [, t = "", v1 = ""] = SIGNATURE.exec(request.headers.get("stripe-signature") ?? "") ?? [];
  const expected = createHmac("sha256", process.env.STRIPE_WEBHOOK_SECRET).update(t + "." + body).digest();
  if (!timingSafeEqual(expected, Buffer.from(v1.padEnd(64, "0"), "hex"))) return Response.json({ outcome: "refused" }, { status: 400 });
  const event = JSON.parse(body);
  await pool.query({
    name: "bare-insert",
    text: "INSERT INTO bench_webhook_event (id, gateway, external_id, type, kind, object_id, api_version, is_live, payload, trace_id, occurred_at) VALUES (uuidv7(), 'stripe', $1, $2, 'ignored', $3, $4, false, $5, 'bare', now()) ON CONFLICT (gateway, external_id) DO NOTHING",
    values: [event.id, event.type, event.data.object.id, event.api_version, body],
  });
  return Response.json({ outcome: "stored" });
}
`;

const FILES: Readonly<Record<string, string>> = {
  "package.json": `{ "name": "bare", "private": true, "type": "module" }\n`,
  "app/layout.jsx": `export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }\n`,
  "app/page.jsx": `export default function Page() { return <p>Hello</p>; }\n`,
  "app/webhook/route.js": ROUTE,
};

/** The limit of a web server of this kind: the same framework, a page that says hello, and a route that verifies and inserts once. */
export function writeBareApp(folder: string): void {
  fs.rmSync(folder, { recursive: true, force: true });
  const root = JSON.stringify(process.cwd());
  const config = `export default { turbopack: { root: ${root} }, outputFileTracingRoot: ${root}, serverExternalPackages: ["pg"] };\n`;
  for (const [name, text] of Object.entries({ ...FILES, "next.config.mjs": config })) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
}
