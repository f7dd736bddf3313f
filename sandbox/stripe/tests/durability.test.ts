import { spawn, type ChildProcess } from "node:child_process";
import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SandboxOptions } from "../config.ts";
import { startForTest, startReceiver, stripeError, type Receiver, type TestSandbox } from "./start.ts";

const SERVER = fileURLToPath(new URL("../server.ts", import.meta.url));
const running = new Set<TestSandbox>();
let folder = "";
let stateFile = "";
let receiver: Receiver;

beforeEach(async () => {
  folder = fs.mkdtempSync(join(tmpdir(), "sandbox-durability-"));
  stateFile = join(folder, "account");
  receiver = await startReceiver();
});
afterEach(async () => {
  for (const sandbox of running) await sandbox.close();
  running.clear();
  await receiver.close();
  vi.restoreAllMocks();
  fs.rmSync(folder, { recursive: true });
});

async function start(options: SandboxOptions = {}): Promise<TestSandbox> {
  const sandbox = await startForTest({ stateFile, ...options });
  running.add(sandbox);
  return sandbox;
}

async function stop(sandbox: TestSandbox): Promise<void> {
  running.delete(sandbox);
  await sandbox.close();
}

async function restart(sandbox: TestSandbox, options: SandboxOptions = {}): Promise<TestSandbox> {
  await stop(sandbox);
  return start(options);
}

const OPEN = { amount: 12_000, currency: "usd" } as const;
const WITHOUT_REDIRECT = { automatic_payment_methods: { enabled: true, allow_redirects: "never" } } as const;
const written = (): string => fs.readFileSync(stateFile, "utf8");
const warnings = () => vi.spyOn(console, "error").mockImplementation(() => {});

describe("after a restart", () => {
  it("an open payment is paid, with the customer's saved card too", async () => {
    const before = await start();
    const customer = await before.stripe.customers.create({ name: "Zoë\u2028Ada" });
    const saved = await before.stripe.setupIntents.create({
      customer: customer.id,
      payment_method: "pm_card_authenticationRequiredOnSetup",
      usage: "off_session",
      confirm: true,
      ...WITHOUT_REDIRECT,
    });
    await before.control("POST", "authenticate", { intent: saved.id, outcome: "succeeded" });
    const open = await before.stripe.paymentIntents.create({ ...OPEN, ...WITHOUT_REDIRECT });
    const own = await before.stripe.paymentIntents.create({ ...OPEN, customer: customer.id });

    const { stripe } = await restart(before);
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ name: "Zoë\u2028Ada" });
    const paid = await stripe.paymentIntents.confirm(open.id, { payment_method: "pm_card_visa" });
    expect(paid.status).toBe("succeeded");
    const [method] = (await stripe.customers.listPaymentMethods(customer.id)).data;
    const withSaved = await stripe.paymentIntents.confirm(own.id, {
      payment_method: method?.id ?? "",
      off_session: true,
    });
    expect(withSaved.status).toBe("succeeded");
  });

  it("an open challenge is answered and pays", async () => {
    const before = await start();
    const { id } = await before.stripe.paymentIntents.create({
      ...OPEN,
      ...WITHOUT_REDIRECT,
      payment_method: "pm_card_authenticationRequired",
      confirm: true,
      use_stripe_sdk: true,
    });
    const after = await restart(before);
    expect(await after.control("POST", "authenticate", { intent: id, outcome: "succeeded" })).toMatchObject({
      status: "succeeded",
    });
  });

  it("a repeated request is answered as before and does nothing again", async () => {
    const before = await start();
    const first = await before.stripe.paymentIntents.create(OPEN, { idempotencyKey: "attempt-1" });
    const after = await restart(before);
    const again = await after.stripe.paymentIntents.create(OPEN, { idempotencyKey: "attempt-1" });
    expect(again.id).toBe(first.id);
    expect((await after.stripe.paymentIntents.list()).data).toHaveLength(1);
    const other = after.stripe.paymentIntents.create({ ...OPEN, amount: 1 }, { idempotencyKey: "attempt-1" });
    expect(await stripeError(other)).toMatchObject({ type: "StripeIdempotencyError" });
  });

  it("work of later is done: the fee of a payment, the end of a slow refund", async () => {
    const before = await start();
    const pay = (method: string) =>
      before.stripe.paymentIntents.create({
        ...OPEN,
        ...WITHOUT_REDIRECT,
        payment_method: method,
        confirm: true,
      });
    const plain = await pay("pm_card_visa");
    const slow = await pay("pm_card_pendingRefund");
    const refund = await before.stripe.refunds.create({ payment_intent: slow.id });
    expect(refund.status).toBe("pending");
    const after = await restart(before);
    await after.control("POST", "settle", { balance: false });
    const intent = await after.stripe.paymentIntents.retrieve(plain.id, {
      expand: ["latest_charge.balance_transaction"],
    });
    expect(intent.latest_charge).toMatchObject({ balance_transaction: { fee: 378, net: 11_622 } });
    expect((await after.stripe.refunds.retrieve(refund.id)).status).toBe("succeeded");
  });

  it("what a reset forgot stays forgotten", async () => {
    const before = await start({ webhookUrl: receiver.url });
    const { id } = await before.stripe.customers.create();
    await before.control("POST", "reset");
    const kept = await before.stripe.customers.create();
    const after = await restart(before, { webhookUrl: receiver.url });
    expect(await stripeError(after.stripe.customers.retrieve(id))).toMatchObject({ statusCode: 404 });
    expect((await after.stripe.customers.list()).data.map((customer) => customer.id)).toEqual([kept.id]);
    expect((await after.stripe.webhookEndpoints.list()).data).toHaveLength(1);
  });
});

describe("deliveries after a restart", () => {
  const isEverySoOften = { webhookRetryDelaysMs: [600_000] };
  const delivered = () => receiver.received.map((letter) => letter.type);

  it("go on: those that wait for their next attempt, and those that are held, each once", async () => {
    const before = await start({ webhookUrl: receiver.url, ...isEverySoOften });
    receiver.answerWith(500);
    await before.stripe.customers.create();
    await expect
      .poll(async () => (await before.control("GET", "deliveries?state=waiting"))["deliveries"])
      .toHaveLength(1);
    await before.control("POST", "deliveries/hold");
    await before.stripe.paymentIntents.create(OPEN);
    const after = await restart(before, { webhookUrl: receiver.url, ...isEverySoOften });
    await expect.poll(delivered).toEqual(["customer.created", "payment_intent.created"]);
    await after.control("POST", "settle", { balance: false });
    expect(delivered()).toEqual(["customer.created", "payment_intent.created", "customer.created"]);
  });

  it("are kept back from the start on request, and go to the address configured now with its secret", async () => {
    const before = await start({ webhookUrl: "http://127.0.0.1:9/away", ...isEverySoOften });
    await before.stripe.customers.create();
    const webhookSecret = "whsec_sandboxOfTheSecondRun";
    const after = await restart(before, { webhookUrl: receiver.url, webhookSecret, holdsWebhooks: true });
    await after.stripe.paymentIntents.create(OPEN);
    expect((await after.control("GET", "deliveries?state=held"))["deliveries"]).toHaveLength(2);
    expect(await after.control("POST", "deliveries/release")).toEqual({ released: 2 });
    await after.control("POST", "settle", { balance: false });
    expect(delivered().toSorted()).toEqual(["customer.created", "payment_intent.created"]);
    const [letter] = receiver.received;
    expect(
      after.stripe.webhooks.constructEvent(letter?.body ?? "", letter?.signature ?? "", webhookSecret).type,
    ).toBe(letter?.type);
  });

  it("reach the endpoints that were created by request, signed with their secrets", async () => {
    const before = await start();
    const endpoint = await before.stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ["*"],
    });
    const after = await restart(before);
    await after.stripe.customers.create();
    await after.control("POST", "settle", { balance: false });
    const [letter] = receiver.received;
    const { type } = after.stripe.webhooks.constructEvent(
      letter?.body ?? "",
      letter?.signature ?? "",
      endpoint.secret ?? "",
    );
    expect(type).toBe("customer.created");
  });
});

describe("the state file", () => {
  it("is for its owner only and holds no card number and no CVC", async () => {
    const sandbox = await start({ webhookUrl: receiver.url });
    const numbers = ["4242424242424242", "378282246310005", "4000000000000002", "4111111111111111"];
    for (const number of numbers) {
      const cvc = number.startsWith("37") ? "9876" : "987";
      const card = { number, exp_month: 12, exp_year: 2_034, cvc };
      const key = { idempotencyKey: `card-${number.slice(-4)}` };
      const method = await sandbox.browser.paymentMethods.create({ type: "card", card }, key);
      const intent = await sandbox.stripe.paymentIntents.create({ ...OPEN, ...WITHOUT_REDIRECT });
      await sandbox.stripe.paymentIntents
        .confirm(intent.id, { payment_method: method.id })
        .catch((error: unknown) => error);
    }
    await stop(sandbox);
    for (const restarted of [false, true]) {
      if (restarted) await stop(await start());
      const text = written();
      expect(text).toContain('"last4":"4242"');
      for (const number of numbers) expect(text).not.toContain(number);
      expect(text).not.toMatch(/"98765?"|"9876"|cvc":"\d/);
      expect(fs.statSync(stateFile).mode & 0o777).toBe(0o600);
    }
    expect(fs.statSync(`${stateFile}.previous`).mode & 0o777).toBe(0o600);
  });

  it("knows a card again that is not a test card, and declines it again", async () => {
    const before = await start();
    const method = await before.card("4111111111111111");
    const intent = await before.stripe.paymentIntents.create({ ...OPEN, ...WITHOUT_REDIRECT });
    const after = await restart(before);
    const confirm = after.stripe.paymentIntents.confirm(intent.id, { payment_method: method });
    expect(await stripeError(confirm)).toMatchObject({ decline_code: "test_mode_live_card" });
  });

  it("of another version is refused with what to do, and stays as it is", async () => {
    const text = '{"format":"stripe-sandbox-state","version":7,"snapshotLines":0}\n';
    fs.writeFileSync(stateFile, text);
    await expect(start()).rejects.toThrow(
      /format 7; this sandbox reads format 1\. Start the version .* remove/,
    );
    expect(written()).toBe(text);
  });

  it("whose last line is half written gives everything before it", async () => {
    const before = await start();
    const { id } = await before.stripe.customers.create();
    await stop(before);
    fs.appendFileSync(stateFile, '{"ids":99,"rows":[["customers","cus_half",{"id":"cus_ha');
    const said = warnings();
    const after = await start();
    expect((await after.stripe.customers.list()).data.map((customer) => customer.id)).toEqual([id]);
    expect(said).toHaveBeenCalledWith(expect.stringContaining("not whole and is left out"));
    await after.stripe.customers.create();
    const last = await restart(after);
    expect((await last.stripe.customers.list()).data).toHaveLength(2);
  });

  it.each([
    { name: "nominal: cut within the account it begins with", damage: (text: string) => text.slice(0, 200) },
    { name: "cut within its first line", damage: (text: string) => text.slice(0, 10) },
    { name: "empty", damage: () => "" },
    { name: "something else", damage: () => "\u0000\u0001 not ours" },
  ])("$name gives way to the one of the start before, and is put aside", async ({ damage }) => {
    const first = await start();
    const { id } = await first.stripe.customers.create();
    // The second start makes the snapshot, the third the copy of the file before it.
    await stop(await restart(await restart(first)));
    const damaged = damage(written());
    fs.writeFileSync(stateFile, damaged);
    const said = warnings();
    const after = await start();
    expect((await after.stripe.customers.list()).data.map((customer) => customer.id)).toEqual([id]);
    expect(said).toHaveBeenCalledWith(expect.stringContaining(`it is now ${stateFile}.damaged`));
    expect(fs.readFileSync(`${stateFile}.damaged`, "utf8")).toBe(damaged);
  });

  it("that cannot be read at all, without an earlier one, does not prevent a start", async () => {
    fs.writeFileSync(stateFile, "rubbish");
    const said = warnings();
    const sandbox = await start();
    expect((await sandbox.stripe.customers.list()).data).toEqual([]);
    expect(said).toHaveBeenCalledWith(expect.stringContaining("The account begins empty."));
  });

  it("that was removed means an empty account, whatever lies beside it", async () => {
    const before = await start();
    await before.stripe.customers.create();
    await stop(await restart(before));
    fs.rmSync(stateFile);
    const { stripe } = await start();
    expect((await stripe.customers.list()).data).toEqual([]);
    expect(fs.readdirSync(folder)).toEqual(["account"]);
  });

  it("forgets keys after a day and events with their deliveries after a month", async () => {
    const before = await start({ webhookUrl: receiver.url });
    await before.stripe.customers.create({}, { idempotencyKey: "old" });
    await before.control("POST", "settle", { balance: false });
    const day = 86_400_000;
    const now = vi.spyOn(Date, "now").mockReturnValue(Date.now() + 2 * day);
    const twoDaysLater = await restart(before);
    await twoDaysLater.stripe.customers.create({}, { idempotencyKey: "old" });
    expect((await twoDaysLater.stripe.customers.list()).data).toHaveLength(2);
    now.mockReturnValue(Date.now() + 40 * day);
    const { stripe, control } = await restart(twoDaysLater);
    expect((await stripe.events.list()).data).toEqual([]);
    expect((await control("GET", "deliveries"))["deliveries"]).toEqual([]);
    expect((await stripe.customers.list()).data).toHaveLength(2);
  });
});

describe("the process", { timeout: 120_000 }, () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
  });

  async function spawned(): Promise<{ child: ChildProcess; create: (name: string) => Promise<string> }> {
    const child = spawn(process.execPath, ["--import", "tsx", SERVER], {
      env: { ...process.env, DEPLOY_ENV: "test", SANDBOX_PORT: "0", SANDBOX_STATE_FILE: stateFile },
      stdio: ["ignore", "pipe", "inherit"],
    });
    children.push(child);
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
    await expect.poll(() => output, { timeout: 90_000 }).toContain("listens on");
    const url = /http:\/\/[\d.:]+\d/.exec(output)?.[0] ?? "";
    const headers = {
      authorization: "Bearer sk_test_sandboxRemit51LocalSecretKey0000",
      "content-type": "application/x-www-form-urlencoded",
    };
    return {
      child,
      async create(name) {
        const response = await fetch(`${url}/v1/customers`, {
          method: "POST",
          headers,
          body: `name=${name}`,
        });
        expect(response.status).toBe(200);
        return name;
      },
    };
  }
  const ended = (child: ChildProcess) => new Promise((resolve) => child.once("exit", resolve));
  const names = async () => {
    const { stripe } = await start();
    return (await stripe.customers.list({ limit: 100 })).data.map((customer) => customer.name ?? "");
  };

  it("loses nothing on SIGTERM", async () => {
    const { child, create } = await spawned();
    const made = await Promise.all(Array.from({ length: 60 }, (_, index) => create(`c${index}`)));
    const exit = ended(child);
    child.kill("SIGTERM");
    expect(await exit).toBe(0);
    expect((await names()).toSorted()).toEqual(made.toSorted());
  });

  it("killed, has everything that was written a moment before", async () => {
    const { child, create } = await spawned();
    await create("first");
    await expect.poll(written).toContain('"name":"first"');
    const exit = ended(child);
    await create("second");
    child.kill("SIGKILL");
    await exit;
    expect((await names()).filter((name) => name !== "second")).toEqual(["first"]);
  });
});
