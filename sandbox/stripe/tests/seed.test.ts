import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startForTest, type TestSandbox } from "./start.ts";

/** A day of a shop, as everything that was answered. */
async function story(sandbox: TestSandbox): Promise<unknown> {
  const { stripe } = sandbox;
  const customer = await stripe.customers.create({ name: "Ada" });
  const intent = await stripe.paymentIntents.create({
    amount: 2_000,
    currency: "usd",
    customer: customer.id,
    payment_method: "pm_card_visa",
    off_session: true,
    confirm: true,
  });
  await sandbox.control("POST", "clock/advance", { days: 1 });
  const refund = await stripe.refunds.create({ payment_intent: intent.id });
  const session = await stripe.customerSessions.create({
    customer: customer.id,
    components: { payment_element: { enabled: true } },
  });
  const events = (await stripe.events.list({ limit: 100 })).data.map(
    ({ request: _request, ...event }) => event,
  );
  return JSON.parse(JSON.stringify({ customer, intent, refund, session, events }));
}

/** Receipts name the port, which is chosen freely. */
const withoutPort = (value: unknown, sandbox: TestSandbox): string =>
  JSON.stringify(value).replaceAll(sandbox.url, "");

describe("a seed", () => {
  it("makes the same ids, secrets and times of the same requests, at each start and after each reset", async () => {
    const first = await startForTest({ seed: "seven" });
    const told = withoutPort(await story(first), first);
    await first.control("POST", "reset");
    // What is only looked at makes no difference.
    await first.stripe.customers.list();
    expect(withoutPort(await story(first), first)).toBe(told);
    await first.close();
    const second = await startForTest({ seed: "seven" });
    expect(withoutPort(await story(second), second)).toBe(told);
    await second.close();
  });

  it("another seed makes others, and so does none", async () => {
    const ids: string[] = [];
    for (const options of [{ seed: "seven" }, { seed: "eight" }, {}, {}]) {
      const sandbox = await startForTest(options);
      ids.push((await sandbox.stripe.customers.create()).id);
      await sandbox.close();
    }
    expect(new Set(ids).size).toBe(4);
  });

  it("lets the clock stand still at the first of January 2026", async () => {
    const sandbox = await startForTest({ seed: "seven" });
    expect(await sandbox.control("GET", "clock")).toMatchObject({
      now: "2026-01-01T00:00:00.000Z",
      frozen: true,
    });
    await sandbox.close();
  });

  it("goes on without repeating ids after a restart", async () => {
    const folder = mkdtempSync(join(tmpdir(), "sandbox-seed-"));
    const stateFile = join(folder, "account");
    const ids = new Set<string>();
    for (let run = 0; run < 3; run += 1) {
      const sandbox = await startForTest({ seed: "seven", stateFile });
      ids.add((await sandbox.stripe.customers.create()).id);
      await sandbox.close();
    }
    expect(ids.size).toBe(3);
    rmSync(folder, { recursive: true });
  });
});
