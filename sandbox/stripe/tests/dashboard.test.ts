import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FAULT_KINDS } from "../protocol/faults.ts";
import { triggerNames } from "../triggers/run-trigger.ts";
import { RULE_ACTIONS } from "../webhooks/rules.ts";
import { startForTest, startReceiver, type Receiver, type TestSandbox } from "./start.ts";

let sandbox: TestSandbox;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await startReceiver();
  sandbox = await startForTest({ webhookUrl: receiver.url, seed: "page" });
});
afterAll(async () => {
  await sandbox.close();
  await receiver.close();
});

const page = async () => (await fetch(sandbox.url)).text();

describe("the operator's page", () => {
  it("shows events with their deliveries, requests and the time", async () => {
    receiver.answerWith(500);
    await sandbox.stripe.customers.create({ name: "<script>alert(1)</script>" });
    await sandbox.control("POST", "clock/advance", { seconds: 0 });
    const html = await page();
    for (const words of [
      "customer.created",
      "waiting · 500 · 1×",
      "POST /v1/customers",
      "2026-01-01 00:00:00",
    ])
      expect(html).toContain(words);
    expect(html).not.toContain("<script>alert(1)");
  });

  it("offers every trigger, fault and rule that there is", async () => {
    const html = await page();
    for (const name of [...triggerNames(), ...FAULT_KINDS, ...RULE_ACTIONS])
      expect(html).toContain(`<option>${name}</option>`);
  });

  it("every action that it offers is one of the control API", async () => {
    const actions = [...(await page()).matchAll(/data-action="(GET|POST|DELETE) ([^"]+)"/g)];
    expect(actions.length).toBeGreaterThan(8);
    for (const [, method = "", path = ""] of actions) {
      // Of a form that adds what is chosen to its path, any choice will do.
      const full = path === "deliveries" ? "deliveries/drop" : path === "triggers" ? "triggers/none" : path;
      const response = await fetch(`${sandbox.url}/_sandbox/${full}`, {
        method,
        ...(method === "POST" ? { body: "{}" } : {}),
      });
      expect([full, response.status === 404]).toEqual([full, false]);
    }
  });

  it("shows faults and rules with a way to end each", async () => {
    await sandbox.control("POST", "faults", { kind: "error_503", path: "/v1/refunds" });
    await sandbox.control("POST", "deliveries/lose", { type: "refund.created" });
    const html = await page();
    expect(html).toMatch(/DELETE faults\/fault_\d/);
    expect(html).toMatch(/DELETE deliveries\/rules\/rule_\d/);
  });
});
