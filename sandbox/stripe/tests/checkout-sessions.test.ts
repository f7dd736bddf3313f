import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type Stripe from "stripe";
import { idOf, startForTest, stripeError, type TestSandbox } from "./start.ts";

// https://docs.stripe.com/api/checkout/sessions, https://docs.stripe.com/checkout/fulfillment
let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startForTest({ asyncCaptureDelayMs: 0 });
});
afterEach(() => sandbox.close());

const SUCCESS = "https://shop.example/done?session={CHECKOUT_SESSION_ID}";
const line = (amount = 2_000, quantity = 1) => ({
  price_data: { currency: "usd", unit_amount: amount, product_data: { name: "Course" } },
  quantity,
});
const open = (params: Stripe.Checkout.SessionCreateParams = {}) =>
  sandbox.stripe.checkout.sessions.create({
    mode: "payment",
    line_items: [line()],
    success_url: SUCCESS,
    cancel_url: "https://shop.example/cart",
    ...params,
  });
const FORM = {
  email: "ada@example.com",
  name: "Ada Lovelace",
  number: "4242 4242 4242 4242",
  expiry: "12 / 34",
  cvc: "123",
  country: "US",
  postal_code: "94601",
};
/** What a browser sends from the page, without following where it is led. */
const submit = async (url: string | null, fields: Record<string, string> = {}, accept = "text/html") => {
  const response = await fetch(url ?? "", {
    method: "POST",
    body: new URLSearchParams({ ...FORM, ...fields }),
    headers: { accept },
    redirect: "manual",
  });
  return { status: response.status, location: response.headers.get("location"), text: await response.text() };
};
const get = async (url: string) => {
  const response = await fetch(url, { redirect: "manual" });
  return { status: response.status, location: response.headers.get("location"), text: await response.text() };
};
const eventTypes = async () =>
  (await sandbox.stripe.events.list({ limit: 100 })).data.map(({ type }) => type);

describe("a session that takes a payment (https://docs.stripe.com/api/checkout/sessions/create)", () => {
  it("adds its lines up and has no PaymentIntent before the customer pays", async () => {
    const session = await open({ line_items: [line(1_250, 3), line(50)], expand: ["line_items"] });
    expect(session).toMatchObject({
      mode: "payment",
      status: "open",
      payment_status: "unpaid",
      amount_subtotal: 3_800,
      amount_total: 3_800,
      currency: "usd",
      payment_intent: null,
      customer_creation: "if_required",
    });
    expect(session.line_items?.data).toMatchObject([
      {
        description: "Course",
        quantity: 3,
        amount_total: 3_750,
        price: { unit_amount: 1_250, active: false },
      },
      { amount_total: 50 },
    ]);
    expect(session.expires_at).toBe(session.created + 86_400);
    expect(session.url).toBe(`${sandbox.url}/c/pay/${session.id}`);
  });

  it("is paid on its page, and the customer comes back with the session's id", async () => {
    const { stripe } = sandbox;
    const session = await open({
      client_reference_id: "order-7",
      metadata: { order: "7" },
      payment_intent_data: { description: "Order 7", metadata: { order: "7" } },
    });
    const page = await get(session.url ?? "");
    expect(page.status).toBe(200);
    expect(page.text).toContain("$20.00");
    expect(page.text).toContain("https://shop.example/cart");
    const sent = await submit(session.url);
    expect(sent).toMatchObject({ status: 303, location: session.url });
    const back = await get(session.url ?? "");
    expect(back).toMatchObject({ status: 303, location: `https://shop.example/done?session=${session.id}` });
    const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] });
    expect(paid).toMatchObject({
      status: "complete",
      payment_status: "paid",
      url: null,
      customer: null,
      client_reference_id: "order-7",
      customer_details: { email: "ada@example.com", name: "Ada Lovelace", address: { postal_code: "94601" } },
      payment_intent: {
        status: "succeeded",
        amount: 2_000,
        description: "Order 7",
        metadata: { order: "7" },
      },
    });
    const [event] = (await stripe.events.list({ type: "checkout.session.completed" })).data;
    expect(event?.data.object).toMatchObject({
      id: session.id,
      payment_status: "paid",
      metadata: { order: "7" },
    });
    const { data } = await stripe.checkout.sessions.list({ customer_details: { email: "ada@example.com" } });
    expect(data.map(({ id }) => id)).toEqual([session.id]);
  });

  it("says what is missing, field by field, and never repeats card data", async () => {
    const session = await open();
    const sent = await submit(session.url, { email: "ada", number: "4242 4242", cvc: "" });
    expect(sent.status).toBe(422);
    expect(sent.text).toContain("Enter an email address such as name@example.com.");
    expect(sent.text).toContain("security code is incomplete");
    expect(sent.text).not.toContain("4242 4242");
    const script = await submit(session.url, { number: "4242424242424241" }, "application/json");
    expect(JSON.parse(script.text)).toMatchObject({
      errors: { number: "Your card number is incorrect." },
      message: null,
    });
    const past = await submit(session.url, { expiry: "12 / 20" }, "application/json");
    expect(JSON.parse(past.text)).toMatchObject({
      errors: { expiry: "Your card's expiration year is invalid." },
    });
    expect(await eventTypes()).not.toContain("payment_intent.created");
  });

  it("stays open when the card is declined, and takes the next one with the same PaymentIntent", async () => {
    const { stripe } = sandbox;
    const session = await open();
    const declined = await submit(session.url, { number: "4000000000009995" }, "application/json");
    expect(JSON.parse(declined.text)).toMatchObject({ message: "Your card has insufficient funds." });
    const tried = await stripe.checkout.sessions.retrieve(session.id);
    expect(tried).toMatchObject({ status: "open", payment_status: "unpaid" });
    await submit(session.url);
    const paid = await stripe.checkout.sessions.retrieve(session.id);
    expect(paid.payment_intent).toBe(tried.payment_intent);
    expect(paid.status).toBe("complete");
  });

  it("leads through 3-D Secure, and back to the page when that fails", async () => {
    const session = await open();
    const sent = await submit(session.url, { number: "4000002760003184" });
    expect(sent.location).toContain("/3d-secure/");
    const answer = (url: string, outcome: string) =>
      fetch(url, { method: "POST", body: new URLSearchParams({ outcome }), redirect: "manual" });
    const failed = await answer(sent.location ?? "", "failed");
    const page = await get(failed.headers.get("location") ?? "");
    expect(page.status).toBe(200);
    expect(page.text).toContain("We are unable to authenticate your payment method");
    const again = await submit(session.url, { number: "4000002760003184" });
    const done = await answer(again.location ?? "", "succeeded");
    const back = await get(done.headers.get("location") ?? "");
    expect(back.location).toBe(`https://shop.example/done?session=${session.id}`);
  });

  it("is completed but not paid when the payment is only authorized", async () => {
    const { stripe } = sandbox;
    const session = await open({ payment_intent_data: { capture_method: "manual" } });
    await submit(session.url);
    const held = await stripe.checkout.sessions.retrieve(session.id);
    expect(held).toMatchObject({ status: "complete", payment_status: "unpaid" });
    await stripe.paymentIntents.capture(idOf(held.payment_intent));
    expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe("paid");
    expect(await eventTypes()).not.toContain("checkout.session.async_payment_succeeded");
  });

  it("keeps the card for later on a customer that it creates", async () => {
    const { stripe } = sandbox;
    const session = await open({ payment_intent_data: { setup_future_usage: "off_session" } });
    await submit(session.url);
    const { customer } = await stripe.checkout.sessions.retrieve(session.id);
    expect(await stripe.customers.retrieve(idOf(customer))).toMatchObject({
      email: "ada@example.com",
      name: "Ada Lovelace",
    });
    expect((await stripe.customers.listPaymentMethods(idOf(customer))).data).toHaveLength(1);
  });

  it("that costs nothing asks for no card", async () => {
    const session = await open({ line_items: [line(0)] });
    expect(session.payment_status).toBe("no_payment_required");
    expect((await get(session.url ?? "")).text).not.toContain("Card number");
    await fetch(session.url ?? "", {
      method: "POST",
      body: new URLSearchParams({ email: "ada@example.com" }),
      redirect: "manual",
    });
    const done = await sandbox.stripe.checkout.sessions.retrieve(session.id);
    expect(done).toMatchObject({
      status: "complete",
      payment_status: "no_payment_required",
      payment_intent: null,
    });
  });

  it("collects a phone number and addresses when asked to", async () => {
    const session = await open({
      billing_address_collection: "required",
      phone_number_collection: { enabled: true },
      shipping_address_collection: { allowed_countries: ["DE", "FR"] },
    });
    const missing = await submit(session.url, { country: "DE" }, "application/json");
    for (const name of ["phone", "line1", "city", "shipping_name", "shipping_line1", "shipping_country"])
      expect(JSON.parse(missing.text)).toHaveProperty(["errors", name]);
    const address = {
      phone: "+49301",
      line1: "Main 1",
      city: "Berlin",
      shipping_name: "Ada",
      shipping_line1: "Side 2",
      shipping_city: "Paris",
      shipping_country: "FR",
    };
    await submit(session.url, { country: "DE", ...address });
    expect(await sandbox.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      status: "complete",
      customer_details: { phone: "+49301", address: { line1: "Main 1", country: "DE" } },
      collected_information: { shipping_details: { name: "Ada", address: { city: "Paris", country: "FR" } } },
    });
  });

  it.each([
    { name: "no lines", params: { line_items: [] }, param: "line_items" },
    { name: "no address to return to", params: { success_url: undefined }, param: "success_url" },
    { name: "an address that is none", params: { success_url: "shop" }, param: "success_url" },
    { name: "two customers", params: { customer: "cus_1", customer_email: "a@b.co" }, param: "customer" },
    { name: "an unknown customer", params: { customer: "cus_1" }, param: "customer" },
    {
      name: "a line without quantity",
      params: { line_items: [{ ...line(), quantity: undefined }] },
      param: "line_items[0][quantity]",
    },
    {
      name: "a price that is not there",
      params: { line_items: [{ price: "price_1", quantity: 1 }] },
      param: "line_items[0][price]",
    },
    {
      name: "data of the other mode",
      params: { setup_intent_data: { description: "A" } },
      param: "setup_intent_data",
    },
    {
      name: "an expiry too soon",
      params: { expires_at: Math.floor(Date.now() / 1_000) + 60 },
      param: "expires_at",
    },
    { name: "too little to charge", params: { line_items: [line(10)] }, param: "amount" },
    { name: "a subscription", params: { mode: "subscription" as const }, param: "mode" },
  ])("is refused with $name", async ({ params, param }) => {
    expect(await stripeError(open(params))).toMatchObject({ statusCode: 400, param });
  });

  it("has one currency", async () => {
    const euro = {
      price_data: { currency: "eur", unit_amount: 500, product_data: { name: "B" } },
      quantity: 1,
    };
    expect((await stripeError(open({ line_items: [line(), euro] }))).message).toContain("same currency");
  });
});

describe("a session that saves a card (https://docs.stripe.com/payments/save-and-reuse?platform=checkout)", () => {
  it("attaches it to the customer by a SetupIntent", async () => {
    const { stripe } = sandbox;
    const customer = await stripe.customers.create({ email: "ada@example.com" });
    const session = await open({
      mode: "setup",
      line_items: undefined,
      currency: "usd",
      customer: customer.id,
    });
    expect(session).toMatchObject({
      mode: "setup",
      payment_status: "no_payment_required",
      amount_total: null,
    });
    await submit(session.url, { number: "4000002500003155" }).then(({ location }) =>
      fetch(location ?? "", {
        method: "POST",
        body: new URLSearchParams({ outcome: "succeeded" }),
        redirect: "manual",
      }),
    );
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ["setup_intent"] });
    expect(done).toMatchObject({
      status: "complete",
      setup_intent: { status: "succeeded", customer: customer.id },
    });
    expect((await stripe.customers.listPaymentMethods(customer.id)).data).toHaveLength(1);
  });
});

describe("the end of a session (https://docs.stripe.com/api/checkout/sessions/expire)", () => {
  it("comes by request, once", async () => {
    const { stripe } = sandbox;
    const session = await open();
    expect(await stripe.checkout.sessions.expire(session.id)).toMatchObject({ status: "expired", url: null });
    expect((await stripeError(stripe.checkout.sessions.expire(session.id))).message).toContain(
      "status of expired",
    );
    expect((await get(session.url ?? "")).status).toBe(410);
    await submit(session.url);
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe("expired");
  });

  it("comes by itself at expires_at, unless it was completed", async () => {
    const { stripe } = sandbox;
    const [late, paid] = [await open(), await open()];
    await submit(paid.url);
    await sandbox.control("POST", "clock/advance", { hours: 24 });
    expect((await stripe.checkout.sessions.retrieve(late.id)).status).toBe("expired");
    expect((await stripe.checkout.sessions.retrieve(paid.id)).status).toBe("complete");
    expect((await stripe.events.list({ type: "checkout.session.expired" })).data).toHaveLength(1);
  });
});

describe("the lines of a session (https://docs.stripe.com/api/checkout/sessions/line_items)", () => {
  it("are listed in their order, page by page, with what they are lines of", async () => {
    const { sessions } = sandbox.stripe.checkout;
    const session = await open({ line_items: [line(100), line(200), line(300)] });
    const first = await sessions.listLineItems(session.id, { limit: 2, expand: ["data.price.product"] });
    expect(first).toMatchObject({
      has_more: true,
      data: [{ amount_total: 100, price: { product: { name: "Course" } } }, { amount_total: 200 }],
    });
    const rest = await sessions.listLineItems(session.id, { starting_after: first.data[1]?.id ?? "" });
    expect(rest).toMatchObject({ has_more: false, data: [{ amount_total: 300 }] });
    const before = await sessions.listLineItems(session.id, {
      ending_before: rest.data[0]?.id ?? "",
      limit: 1,
    });
    expect(before).toMatchObject({ has_more: true, data: [{ amount_total: 200 }] });
  });
});

describe("payment links (https://docs.stripe.com/payment-links/api)", () => {
  it("open a session at each visit and thank for the payment", async () => {
    const { stripe } = sandbox;
    const price = await stripe.prices.create({
      currency: "usd",
      unit_amount: 900,
      product_data: { name: "Guide" },
    });
    const link = await stripe.paymentLinks.create({
      line_items: [{ price: price.id, quantity: 2 }],
      metadata: { campaign: "spring" },
      after_completion: {
        type: "hosted_confirmation",
        hosted_confirmation: { custom_message: "See you soon." },
      },
      restrictions: { completed_sessions: { limit: 1 } },
    });
    const visit = await get(`${link.url}?client_reference_id=mail-3`);
    expect(visit.status).toBe(303);
    const [session] = (await stripe.checkout.sessions.list({ payment_link: link.id })).data;
    expect(session).toMatchObject({
      amount_total: 1_800,
      client_reference_id: "mail-3",
      metadata: { campaign: "spring" },
    });
    await submit(visit.location);
    expect((await get(visit.location ?? "")).text).toContain("See you soon.");
    // https://docs.stripe.com/payment-links/share#limit-number-of-payments
    expect(await stripe.paymentLinks.retrieve(link.id)).toMatchObject({
      active: false,
      restrictions: { completed_sessions: { count: 1, limit: 1 } },
    });
    expect((await get(link.url)).status).toBe(410);
    expect((await stripe.paymentLinks.listLineItems(link.id)).data).toMatchObject([
      { quantity: 2, amount_total: 1_800 },
    ]);
  });

  it("lead on to an address of the merchant, and are switched off with a message", async () => {
    const { paymentLinks } = sandbox.stripe;
    const link = await paymentLinks.create({
      line_items: [line()],
      after_completion: { type: "redirect", redirect: { url: SUCCESS } },
    });
    const visit = await get(link.url);
    await submit(visit.location);
    const id = visit.location?.split("/").at(-1);
    expect((await get(visit.location ?? "")).location).toBe(`https://shop.example/done?session=${id}`);
    await paymentLinks.update(link.id, { active: false, inactive_message: "Sold out." });
    expect((await get(link.url)).text).toContain("Sold out.");
    expect((await paymentLinks.list({ active: true })).data).toEqual([]);
  });
});
