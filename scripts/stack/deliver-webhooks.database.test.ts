import { randomUUID } from "node:crypto";
import { once } from "node:events";
import http from "node:http";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type RunningSandbox, startSandbox } from "@/sandbox/stripe/server";
import { testDatabase } from "../../test/support/test-database";
import { deliverWebhooks } from "./deliver-webhooks";

const database = testDatabase();
let inbox: Client;
let web: http.Server;
let sandbox: RunningSandbox;

/** What the application does at its door: it stores what arrives, for the worker. */
beforeEach(async () => {
  inbox = new Client({ connectionString: database.ownerUrl });
  await inbox.connect();
  web = http.createServer((request, response) => {
    request.resume().once("end", () => void store().then(() => response.writeHead(202).end()));
  });
  web.listen(0, "127.0.0.1");
  await once(web, "listening");
  const address = web.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  sandbox = await startSandbox({ port: 0, webhookUrl: `http://127.0.0.1:${port}/`, holdsWebhooks: true });
  for (const name of ["ada", "ben"]) await createCustomer(name);
});
afterEach(async () => {
  await sandbox.close();
  web.close();
  web.closeAllConnections();
  await inbox.query("DELETE FROM webhook_event");
  await inbox.end();
});

async function createCustomer(name: string): Promise<void> {
  const response = await fetch(`${sandbox.url}/v1/customers`, {
    method: "POST",
    headers: { authorization: `Bearer ${sandbox.secretKey}` },
    body: new URLSearchParams({ name }),
  });
  expect(response.status).toBe(200);
}

const store = () =>
  inbox.query(
    `INSERT INTO webhook_event (id, gateway, external_id, type, object_id, kind, api_version, is_live, payload, trace_id,
       occurred_at) VALUES ($1, 'stripe', $2, 'customer.created', 'cus_1', 'ignored', 'v', false, '{}', 't', now())`,
    [randomUUID(), randomUUID()],
  );
const stored = async () => (await inbox.query<{ state: string }>("SELECT state FROM webhook_event")).rows;

test("resolves once what was held back has been delivered and the worker has taken it from the inbox", async () => {
  expect(await stored()).toEqual([]);
  let isResolved = false;
  const delivering = deliverWebhooks(sandbox.url, database.ownerUrl).finally(() => (isResolved = true));
  await expect.poll(stored, { timeout: 15_000 }).toHaveLength(2);
  expect(isResolved).toBe(false);
  await inbox.query("UPDATE webhook_event SET state = 'ignored'");
  expect(await delivering).toBe(true);
});

test("leaves a worker that does not come to its fate", async () => {
  expect(await deliverWebhooks(sandbox.url, database.ownerUrl, 300)).toBe(false);
});
