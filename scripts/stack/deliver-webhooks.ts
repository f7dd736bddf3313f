import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { withOwner } from "./with-owner";

const PATIENCE_MS = 30_000;
const INTERVAL_MS = 100;

const settled = z.object({ delivered: z.boolean() });
const counted = z.object({ waiting: z.number() });

/**
 * Lets go of the webhooks that the sandbox has held back and waits until they are in the books, so that whoever opens
 * the console finds there what the seed's payments caused. Answers whether that was so in time; the rest follows by
 * itself.
 */
export async function deliverWebhooks(
  sandboxUrl: string,
  ownerUrl: string,
  patienceMs = PATIENCE_MS,
): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  await steer(sandboxUrl, "deliveries/release", {});
  // What is still to happen, such as the fee of a payment, happens now, not while we count.
  const { delivered } = settled.parse(
    await steer(sandboxUrl, "settle", { balance: false, timeout_ms: patienceMs }),
  );
  return delivered && withOwner(ownerUrl, (client) => untilDrained(client, deadline));
}

async function untilDrained(
  client: { query: (sql: string) => Promise<{ rows: unknown[] }> },
  deadline: number,
): Promise<boolean> {
  for (;;) {
    const { rows } = await client.query(
      "SELECT count(*)::int AS waiting FROM webhook_event WHERE state = 'received'",
    );
    if (counted.parse(rows[0]).waiting === 0) return true;
    if (Date.now() > deadline) return false;
    await pause(INTERVAL_MS);
  }
}

async function steer(sandboxUrl: string, action: string, body: object): Promise<unknown> {
  const response = await fetch(`${sandboxUrl}/_sandbox/${action}`, {
    method: "POST",
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(2 * PATIENCE_MS),
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`The sandbox refused ${action}: ${response.status} ${answer}`);
  return JSON.parse(answer);
}
