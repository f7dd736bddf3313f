import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { idOf, startForTest, stripeError, type TestSandbox } from "./start.ts";

// https://docs.stripe.com/testing#regulatory-cards and https://docs.stripe.com/payments/3d-secure
let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest();
});
afterAll(() => sandbox.close());

const ALWAYS = "4000002760003184";
const UNLESS_SET_UP = "4000002500003155";
const ALREADY_SET_UP = "4000003800000446";

const create = (details: object = {}) =>
  sandbox.stripe.paymentIntents.create({ amount: 1_099, currency: "eur", ...details });
const status = async (id: string) => (await sandbox.stripe.paymentIntents.retrieve(id)).status;

/** Confirms as Stripe.js does: with the publishable key and the client secret. */
async function confirmInBrowser(number: string, details: object = {}) {
  const intent = await create(details);
  const method = await sandbox.card(number);
  // The server's types know no client secret: it is for publishable keys.
  const params = { client_secret: intent.client_secret, payment_method: method, use_stripe_sdk: true };
  return sandbox.browser.paymentIntents.confirm(intent.id, params);
}

function challengeUrl(action: { use_stripe_sdk?: Record<string, unknown> } | null): string {
  const url = action?.use_stripe_sdk?.["stripe_js"];
  if (typeof url !== "string") throw new Error("There is no challenge.");
  return url;
}

const answer = (url: string, outcome: string) =>
  fetch(url, { method: "POST", redirect: "manual", body: new URLSearchParams({ outcome }) });

describe("a challenge inside Stripe.js (https://docs.stripe.com/payments/3d-secure/authentication-flow)", () => {
  it("charges after it was completed, and the charge says so", async () => {
    const intent = await confirmInBrowser(ALWAYS);
    expect(intent).toMatchObject({ status: "requires_action", next_action: { type: "use_stripe_sdk" } });
    expect((await sandbox.stripe.charges.list({ payment_intent: intent.id })).data).toEqual([]);
    await answer(challengeUrl(intent.next_action), "succeeded");
    const paid = await sandbox.stripe.paymentIntents.retrieve(intent.id, { expand: ["latest_charge"] });
    expect(paid).toMatchObject({
      status: "succeeded",
      next_action: null,
      latest_charge: {
        payment_method_details: {
          card: {
            three_d_secure: { result: "authenticated", authentication_flow: "challenge", version: "2.2.0" },
          },
        },
      },
    });
  });

  it("asks for another payment method after it failed, without a charge", async () => {
    const intent = await confirmInBrowser(ALWAYS);
    await answer(challengeUrl(intent.next_action), "failed");
    expect(await sandbox.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: "requires_payment_method",
      payment_method: null,
      latest_charge: null,
      last_payment_error: { code: "payment_intent_authentication_failure", type: "invalid_request_error" },
    });
  });

  it("stays open when it is closed, and can be completed afterwards", async () => {
    const intent = await confirmInBrowser(ALWAYS);
    const url = challengeUrl(intent.next_action);
    await answer(url, "canceled");
    expect(await status(intent.id)).toBe("requires_action");
    await answer(url, "succeeded");
    expect(await status(intent.id)).toBe("succeeded");
  });

  it("answering twice, or after another confirmation, changes nothing", async () => {
    const intent = await confirmInBrowser(ALWAYS);
    const url = challengeUrl(intent.next_action);
    await answer(url, "succeeded");
    await answer(url, "failed");
    expect(await status(intent.id)).toBe("succeeded");
    const second = await confirmInBrowser(ALWAYS);
    const old = challengeUrl(second.next_action);
    await sandbox.stripe.paymentIntents.confirm(second.id, {
      payment_method: "pm_card_authenticationRequired",
      use_stripe_sdk: true,
    });
    await answer(old, "succeeded");
    expect(await status(second.id)).toBe("requires_action");
  });

  it("a canceled intent cannot be paid by its challenge", async () => {
    const intent = await confirmInBrowser(ALWAYS);
    await sandbox.stripe.paymentIntents.cancel(intent.id);
    await answer(challengeUrl(intent.next_action), "succeeded");
    expect(await status(intent.id)).toBe("canceled");
  });

  it("the bank's page names the amount and offers to complete, to fail and to cancel", async () => {
    const intent = await confirmInBrowser(ALWAYS);
    const page = await (await fetch(challengeUrl(intent.next_action))).text();
    for (const words of ["€10.99", "Complete authentication", "Fail authentication", "Cancel"])
      expect(page).toContain(words);
  });

  it("can be pressed in its frame only once it was painted, and at once on a page of its own", async () => {
    const intent = await confirmInBrowser(ALWAYS);
    const url = challengeUrl(intent.next_action);
    const text = async (address: string) => (await fetch(address)).text();
    expect(await text(`${url}?parent=http%3A%2F%2Flocalhost`)).toMatch(/<fieldset [^>]*disabled/);
    expect(await text(url)).not.toMatch(/<fieldset [^>]*disabled/);
  });
});

describe("manual confirmation (https://docs.stripe.com/payments/finalize-payments-on-the-server-legacy)", () => {
  it("charges with the confirmation after the challenge, which a publishable key may not make", async () => {
    const intent = await create({
      confirmation_method: "manual",
      payment_method: "pm_card_authenticationRequired",
      confirm: true,
      use_stripe_sdk: true,
    });
    await answer(challengeUrl(intent.next_action), "succeeded");
    expect(await status(intent.id)).toBe("requires_confirmation");
    const params = { client_secret: intent.client_secret, return_url: "https://shop.test/" };
    expect(await stripeError(sandbox.browser.paymentIntents.confirm(intent.id, params))).toMatchObject({
      statusCode: 400,
    });
    const confirmed = await sandbox.stripe.paymentIntents.confirm(intent.id, {
      return_url: "https://shop.test/",
    });
    expect(confirmed.status).toBe("succeeded");
  });
});

describe("a challenge on a page of its own (https://docs.stripe.com/payments/3d-secure/authentication-flow#manual-redirect)", () => {
  it("returns to the merchant with the intent, its client secret and the outcome", async () => {
    const intent = await create({
      payment_method: "pm_card_threeDSecure2Required",
      confirm: true,
      return_url: "https://shop.test/done?order=7",
    });
    expect(intent.next_action?.type).toBe("redirect_to_url");
    const response = await answer(intent.next_action?.redirect_to_url?.url ?? "", "succeeded");
    expect(response.status).toBe(303);
    const location = new URL(response.headers.get("location") ?? "");
    expect(location.origin + location.pathname).toBe("https://shop.test/done");
    expect(Object.fromEntries(location.searchParams)).toEqual({
      order: "7",
      payment_intent: intent.id,
      payment_intent_client_secret: intent.client_secret,
      redirect_status: "succeeded",
    });
  });
});

describe("off-session payments (https://docs.stripe.com/payments/save-and-reuse)", () => {
  const offSession = (customer: string, method: string) =>
    create({ customer, payment_method: method, off_session: true, confirm: true });

  async function saved(number: string, usage: "off_session" | "on_session" | null) {
    const customer = await sandbox.stripe.customers.create();
    if (usage === null) {
      const method = await sandbox.stripe.paymentMethods.attach(await sandbox.card(number), {
        customer: customer.id,
      });
      return { customer: customer.id, method: method.id };
    }
    const setup = await sandbox.stripe.setupIntents.create({
      customer: customer.id,
      usage,
      payment_method: await sandbox.card(number),
      confirm: true,
      use_stripe_sdk: true,
    });
    if (setup.status === "requires_action")
      await sandbox.control("POST", "authenticate", { intent: setup.id, outcome: "succeeded" });
    return { customer: customer.id, method: idOf(setup.payment_method) };
  }

  it("4000002500003155 passes once it was set up and is declined before", async () => {
    const attached = await saved(UNLESS_SET_UP, null);
    expect(await stripeError(offSession(attached.customer, attached.method))).toMatchObject({
      code: "authentication_required",
      decline_code: "authentication_required",
      statusCode: 402,
    });
    const setUp = await saved(UNLESS_SET_UP, "off_session");
    expect((await offSession(setUp.customer, setUp.method)).status).toBe("succeeded");
  });

  it("4000002760003184 is declined even when it was set up", async () => {
    const setUp = await saved(ALWAYS, "off_session");
    const error = await stripeError(offSession(setUp.customer, setUp.method));
    expect(error).toMatchObject({
      code: "authentication_required",
      payment_intent: { status: "requires_payment_method" },
      payment_method: { id: setUp.method },
    });
  });

  it("4000003800000446 passes off-session without a setup and is challenged on-session", async () => {
    const attached = await saved(ALREADY_SET_UP, null);
    expect((await offSession(attached.customer, attached.method)).status).toBe("succeeded");
    expect((await confirmInBrowser(ALREADY_SET_UP)).status).toBe("requires_action");
  });

  it("4000008260003178 authenticates and is declined for insufficient funds all the same", async () => {
    const setUp = await saved("4000008260003178", "off_session");
    expect(await stripeError(offSession(setUp.customer, setUp.method))).toMatchObject({
      decline_code: "insufficient_funds",
    });
  });

  it("error_on_requires_action refuses instead of asking (https://docs.stripe.com/api/payment_intents/create)", async () => {
    const refused = create({
      payment_method: "pm_card_authenticationRequired",
      confirm: true,
      error_on_requires_action: true,
      return_url: "https://shop.test/",
    });
    expect(await stripeError(refused)).toMatchObject({ statusCode: 402, code: "authentication_required" });
  });
});

describe("other 3-D Secure cards (https://docs.stripe.com/testing#three-ds-cards)", () => {
  it("4000008400001629 is declined after the challenge was completed", async () => {
    const intent = await confirmInBrowser("4000008400001629");
    await answer(challengeUrl(intent.next_action), "succeeded");
    expect(await sandbox.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: "requires_payment_method",
      last_payment_error: { code: "card_declined" },
    });
  });

  it("4000008400001280 fails without a challenge, because the lookup fails", async () => {
    expect(await stripeError(confirmInBrowser("4000008400001280"))).toMatchObject({
      code: "card_declined",
      statusCode: 402,
    });
  });

  it("4000000000003055 is challenged when the merchant asks for it and passes otherwise", async () => {
    expect((await confirmInBrowser("4000000000003055")).status).toBe("succeeded");
    const asked = { payment_method_options: { card: { request_three_d_secure: "any" } } };
    expect((await confirmInBrowser("4000000000003055", asked)).status).toBe("requires_action");
    expect((await confirmInBrowser("378282246310005", asked)).status).toBe("succeeded");
  });
});

describe("cards that 3-D Secure cannot ask about (https://docs.stripe.com/testing#three-ds-cards)", () => {
  const resultOf = async (number: string, details: object = {}) => {
    const intent = await create({
      payment_method: await sandbox.card(number),
      confirm: true,
      return_url: "https://shop.test/",
      ...details,
    });
    expect(intent.status).toBe("succeeded");
    const charge = await sandbox.stripe.charges.retrieve(idOf(intent.latest_charge));
    return charge.payment_method_details?.card?.three_d_secure ?? null;
  };
  const requested = { payment_method_options: { card: { request_three_d_secure: "any" } } };

  it.each([
    ["4242424242424242", "attempt_acknowledged", "06"],
    ["4000000000000077", "attempt_acknowledged", "06"],
    ["4000000000003097", "processing_error", null],
  ])(
    "%s pays with %s when it is requested, and without when it is not",
    async (number, result, indicator) => {
      expect(await resultOf(number, requested)).toMatchObject({
        result,
        electronic_commerce_indicator: indicator,
      });
      expect(await resultOf(number)).toBeNull();
    },
  );

  it("378282246310005 does not support it", async () => {
    expect(await resultOf("378282246310005", requested)).toBeNull();
  });

  it("4000000032200000 is always authenticated, without a challenge", async () => {
    expect(await resultOf("4000000032200000")).toMatchObject({
      authentication_flow: "frictionless",
      result: "authenticated",
      electronic_commerce_indicator: "05",
    });
    expect(await resultOf("4000000032200000", { off_session: true, return_url: undefined })).toMatchObject({
      result: "authenticated",
    });
  });

  it.each([
    "4000000000003220",
    "4000008400000027",
    "4000582600000094",
    "4000582600000045",
    "4000582600000102",
    "4000582600000110",
  ])("%s asks for a challenge", async (number) => {
    expect((await confirmInBrowser(number)).status).toBe("requires_action");
  });
});
