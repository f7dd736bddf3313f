import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runTrigger, triggerNames } from "../triggers/run-trigger.ts";
import { eventTypes } from "../webhooks/event-types.ts";
import { startForTest, type TestSandbox } from "./start.ts";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest();
});
beforeEach(() => sandbox.control("POST", "reset"));
afterAll(() => sandbox.close());

const happened = async (): Promise<string[]> => {
  const events = await sandbox.stripe.events.list({ limit: 100 });
  return events.data.map(({ type }) => type);
};

describe("triggers (https://docs.stripe.com/stripe-cli/triggers)", () => {
  it.each(triggerNames())("%s comes about without an unknown path or parameter", async (event) => {
    expect(eventTypes.has(event)).toBe(true);
    await runTrigger(sandbox, event);
    await sandbox.control("POST", "settle", { balance: false });
    expect(await happened()).toContain(event);
    const { requests } = await sandbox.control("GET", "requests");
    expect(JSON.stringify(requests)).not.toContain("parameter_unknown");
    expect(JSON.stringify(requests)).not.toContain('"status":404');
  });

  it("the most used ones are there", () => {
    const names = triggerNames();
    for (const event of [
      "payment_intent.succeeded",
      "charge.dispute.created",
      "charge.refunded",
      "setup_intent.succeeded",
    ])
      expect(names).toContain(event);
  });

  it("are files in the form of Stripe's command line (https://docs.stripe.com/cli/fixtures)", () => {
    for (const event of triggerNames()) {
      const file = readFileSync(new URL(`../triggers/${event}.json`, import.meta.url), "utf8");
      expect(JSON.parse(file)).toMatchObject({ _meta: { template_version: 0 } });
      expect(JSON.parse(file)).toHaveProperty("fixtures.0.path");
    }
  });

  it("are run by the control API too", async () => {
    expect(await sandbox.control("POST", "triggers/charge.refunded")).toMatchObject({
      requests: [{ status: 200 }, { status: 200, path: "/v1/refunds" }],
    });
    expect(await happened()).toContain("charge.refunded");
    expect(await sandbox.control("POST", "triggers/charge.invented")).toHaveProperty("error");
    expect(await sandbox.control("GET", "triggers")).toEqual({ triggers: triggerNames() });
  });

  it("an unknown event and a refused request are said", async () => {
    await expect(runTrigger(sandbox, "charge.invented")).rejects.toThrow("no trigger");
    const stranger = { url: sandbox.url, secretKey: "sk_test_other" };
    await expect(runTrigger(stranger, "customer.created")).rejects.toThrow("401");
  });
});
