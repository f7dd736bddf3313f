// The limit of a listener without a framework: verifies and inserts once, in the least code that does so.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const SIGNATURE = /t=(\d+),v1=([0-9a-f]{64})/;

async function store(body, header) {
  const [, t = "", v1 = ""] = SIGNATURE.exec(header ?? "") ?? [];
  const expected = createHmac("sha256", process.env.STRIPE_WEBHOOK_SECRET).update(`${t}.${body}`).digest();
  if (!timingSafeEqual(expected, Buffer.from(v1.padEnd(64, "0"), "hex"))) return 400;
  const event = JSON.parse(body);
  await pool.query({
    name: "bare-insert",
    text: "INSERT INTO bench_webhook_event (id, gateway, external_id, type, kind, object_id, api_version, is_live, payload, trace_id, occurred_at) VALUES (uuidv7(), 'stripe', $1, $2, 'ignored', $3, $4, false, $5, 'bare', now()) ON CONFLICT (gateway, external_id) DO NOTHING",
    values: [event.id, event.type, event.data.object.id, event.api_version, body],
  });
  return 200;
}

createServer((request, response) => {
  if (request.method === "GET") return void response.end("listening");
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    store(Buffer.concat(chunks).toString("utf8"), request.headers["stripe-signature"]).then(
      (status) => response.writeHead(status).end('{"outcome":"stored"}'),
      () => response.writeHead(500).end(),
    );
  });
}).listen(Number(process.env.INGEST_PORT), "127.0.0.1");
