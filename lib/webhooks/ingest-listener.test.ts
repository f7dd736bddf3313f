import type { AddressInfo } from "node:net";
import type { Server } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { moneyStage } from "@/test/support/money-stage";
import { batchInserts } from "./batch-inserts";
import { ingestListener } from "./ingest-listener";
import { WEBHOOK_BODY_BYTES_MAX } from "./receive-webhook";

const stage = moneyStage();
const servers: Server[] = [];
let lean: string;
let batched: string;

async function listen(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("No port.");
  return `http://127.0.0.1:${address.port}/api/webhooks/stripe`;
}

beforeAll(async () => {
  lean = await listen(ingestListener());
  batched = await listen(ingestListener(batchInserts(50)));
});
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

function anEvent(id = `evt_${newId()}`): string {
  return JSON.stringify({
    id,
    object: "event",
    api_version: "2026-10-28.endive",
    created: Math.floor(Date.now() / 1_000),
    livemode: false,
    type: "charge.succeeded",
    data: { object: { id: "ch_1", object: "charge", payment_intent: `pi_${newId()}`, metadata: {} } },
  });
}

const send = (url: string, body: string, secret = stage.sandbox.webhookSecret) =>
  fetch(url, {
    method: "POST",
    body,
    headers: {
      "stripe-signature": stage.stripe.webhooks.generateTestHeaderString({ payload: body, secret }),
    },
  });
async function outcomeOf(response: Response): Promise<readonly [status: number, said: unknown]> {
  return [response.status, await response.json()];
}
const storedIds = async () =>
  new Set(
    (await stage.rows<{ external_id: string }>("SELECT external_id FROM webhook_event")).map(
      (row) => row.external_id,
    ),
  );

describe.each(["lean", "batched"] as const)("the bare listener, %s", (kind) => {
  const url = () => (kind === "lean" ? lean : batched);

  test("S32: stores a burst of 500, answers each after its commit, and knows them when they come again", async () => {
    const ids = Array.from({ length: 500 }, () => `evt_${newId()}`);
    const answers = await Promise.all(
      ids.map(async (id) => {
        const [status] = await outcomeOf(await send(url(), anEvent(id)));
        return { status, isStored: kind === "lean" || (await storedIds()).has(id) };
      }),
    );
    expect(answers.every(({ status, isStored }) => status === 200 && isStored)).toBe(true);
    const stored = await storedIds();
    expect(ids.every((id) => stored.has(id))).toBe(true);
    expect(await outcomeOf(await send(url(), anEvent(ids[0])))).toEqual([200, { outcome: "known" }]);
  });

  test("F15: stores once what arrives a hundred times at once", async () => {
    const body = anEvent();
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, async () => outcomeOf(await send(url(), body))),
    );
    expect(outcomes.every(([status]) => status === 200)).toBe(true);
    expect(outcomes.filter(([, said]) => JSON.stringify(said).includes("stored"))).toHaveLength(1);
  });

  test("S29, S32: refuses what the route refuses", async () => {
    expect(await outcomeOf(await send(url(), anEvent(), "whsec_other"))).toEqual([
      400,
      { outcome: "signature_wrong" },
    ]);
    expect((await fetch(url())).status).toBe(405);
    expect((await fetch(url().replace("stripe", "paypal"), { method: "POST", body: "{}" })).status).toBe(404);
    expect((await fetch(url().replace("/api/webhooks/stripe", "/admin"))).status).toBe(404);
    expect((await fetch(url().replace("/api/webhooks/stripe", "/live"))).status).toBe(200);
    const long = await send(url(), " ".repeat(WEBHOOK_BODY_BYTES_MAX + 1));
    expect(long.status).toBe(413);
  });
});
