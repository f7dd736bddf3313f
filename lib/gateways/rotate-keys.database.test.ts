import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { env, secretsTrouble } from "@/lib/platform/env";
import { gatewayCheck } from "@/lib/reports/gateway-checks";
import { receiveWebhook } from "@/lib/webhooks/receive-webhook";
import { aStartedPayment } from "@/test/builders/orders";
import { aShop, type Shop } from "@/test/builders/shop";
import { moneyStage } from "@/test/support/money-stage";
import { until } from "@/test/support/until";

const stage = moneyStage();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "remit-secrets-"));
const file = path.join(folder, "secrets.env");
const NEW_KEY = "sk_test_rolled000000000000000001";
const NEW_SECRET = "whsec_rolled000000000001";
let shop: Shop;

/** Replaces the file at once, as a secrets manager does. */
function write(lines: Readonly<Record<string, string>>): void {
  const text = Object.entries(lines).map(([name, value]) => `${name}="${value}"\n`);
  fs.writeFileSync(`${file}.new`, text.join(""));
  fs.renameSync(`${file}.new`, file);
}

beforeAll(async () => {
  write({ STRIPE_SECRET_KEY: stage.sandbox.secretKey, STRIPE_WEBHOOK_SECRET: stage.sandbox.webhookSecret });
  process.env["REMIT_SECRETS_FILE"] = file;
  shop = await aShop();
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

const startOne = async () => aStartedPayment(shop, await shop.customer());

const deliver = (secret: string) => {
  const body = JSON.stringify({ id: `evt_${Date.now()}`, object: "event", type: "test", livemode: false });
  const signature = stage.stripe.webhooks.generateTestHeaderString({ payload: body, secret });
  return receiveWebhook({ gateway: "stripe", body, signature, ipAddress: "203.0.113.9" });
};

describe("keys that are rotated while Remit runs", () => {
  test("SEC-05: an API key is taken over from its file, and no payment fails meanwhile, before or after the old one ends", async () => {
    let isRotating = true;
    const buyers = Array.from({ length: 3 }, async () => {
      let startedCount = 0;
      while (isRotating) {
        await startOne();
        startedCount += 1;
      }
      return startedCount;
    });
    await startOne();
    await stage.control("POST", "keys", { key: NEW_KEY });
    write({ STRIPE_SECRET_KEY: NEW_KEY, STRIPE_WEBHOOK_SECRET: stage.sandbox.webhookSecret });
    await until("the new key is in use", async () => env().STRIPE_SECRET_KEY === NEW_KEY);
    await startOne();
    isRotating = false;
    for (const startedCount of await Promise.all(buyers)) expect(startedCount).toBeGreaterThan(0);
    await stage.control("POST", "keys/expire", { key: stage.sandbox.secretKey });
    await startOne();
  });

  test("SEC-05: a signing secret is, too, with the one before beside it", async () => {
    const { webhookSecret } = stage.sandbox;
    expect((await deliver(NEW_SECRET)).status).toBe(400);
    write({
      STRIPE_SECRET_KEY: NEW_KEY,
      STRIPE_WEBHOOK_SECRET: NEW_SECRET,
      STRIPE_WEBHOOK_SECRET_PREVIOUS: webhookSecret,
    });
    await until("the new secret is in use", async () => env().STRIPE_WEBHOOK_SECRET === NEW_SECRET);
    expect((await deliver(NEW_SECRET)).outcome).not.toBe("signature_wrong");
    expect((await deliver(webhookSecret)).outcome).not.toBe("signature_wrong");
  });

  test.each([
    { name: "is malformed", lines: { STRIPE_SECRET_KEY: "not a key" } },
    { name: "is of the other mode", lines: { STRIPE_SECRET_KEY: "sk_live_0000000000000000" } },
  ])(
    "SEC-05: a file whose key $name is not used, the old ones go on, and the health page says so",
    async ({ lines }) => {
      write({ STRIPE_WEBHOOK_SECRET: NEW_SECRET, ...lines });
      await until("the file was looked at", async () => env() !== null && secretsTrouble() !== null);
      expect(secretsTrouble()).not.toContain(lines.STRIPE_SECRET_KEY);
      expect(env().STRIPE_SECRET_KEY).toBe(NEW_KEY);
      expect(gatewayCheck()).toMatchObject({ status: "degraded" });
      await startOne();
      write({ STRIPE_SECRET_KEY: NEW_KEY, STRIPE_WEBHOOK_SECRET: NEW_SECRET });
      await until("the mended file is in use", async () => env() !== null && secretsTrouble() === null);
      expect(gatewayCheck().detail).not.toContain("not used");
    },
  );
});
