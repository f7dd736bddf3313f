import { describe, expect, it } from "vitest";
import { startForTest, startReceiver } from "./start.ts";

describe("what is kept", () => {
  it("the newest events with their deliveries stay, older ones go", async () => {
    const receiver = await startReceiver();
    const sandbox = await startForTest({ webhookUrl: receiver.url, eventsMax: 20 });
    for (let index = 0; index < 50; index += 1) await sandbox.stripe.customers.create({ name: `n${index}` });
    await sandbox.control("POST", "settle", { balance: false });
    const events = (await sandbox.stripe.events.list({ limit: 100 })).data;
    expect(events.length).toBeLessThanOrEqual(22);
    expect(events.length).toBeGreaterThanOrEqual(20);
    expect(events[0]?.data.object).toMatchObject({ name: "n49" });
    const { deliveries } = await sandbox.control("GET", "deliveries");
    expect(deliveries).toHaveLength(events.length);
    expect(sandbox.account().customers.count()).toBe(50);
    await sandbox.close();
    await receiver.close();
  });

  it("keys older than a day go while the process runs (https://docs.stripe.com/api/idempotent_requests)", async () => {
    const sandbox = await startForTest();
    const create = (key: string) =>
      sandbox.request("POST", "/v1/customers", "name=x", { "idempotency-key": key });
    for (let index = 0; index < 40; index += 1) await create(`old ${index}`);
    await sandbox.control("POST", "clock/advance", { hours: 25 });
    for (let start = 0; start < 960; start += 40)
      await Promise.all(Array.from({ length: 40 }, (_, index) => create(`new ${start + index}`)));
    const keys = [...sandbox.account().executedRequests.ids()];
    expect(keys.length).toBe(960);
    expect(keys.some((key) => key.startsWith("old"))).toBe(false);
    await sandbox.close();
  });
});
