import { Script } from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startForTest, type TestSandbox } from "./start.ts";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest();
});
afterAll(() => sandbox.close());

const get = async (path: string) => {
  const response = await fetch(`${sandbox.url}${path}`);
  return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
};

describe("what browsers load (https://docs.stripe.com/js)", () => {
  it("Stripe.js is one classic script of the release train that the loader expects", async () => {
    const script = await get("/stripe.js");
    expect(script).toMatchObject({ status: 200, type: "text/javascript; charset=utf-8" });
    expect(() => new Script(script.text)).not.toThrow();
    expect(script.text).not.toMatch(/^(import|export) /m);
    expect(script.text).toContain('Stripe.version = "endive"');
    expect((await get("/endive/stripe.js")).text).toBe(script.text);
  });

  it("offers the functions without which react-stripe-js refuses it", async () => {
    const window: { Stripe?: (key: string) => Record<string, unknown> } = {};
    const context = { window, document: { currentScript: { src: `${sandbox.url}/stripe.js` } }, URL };
    new Script((await get("/stripe.js")).text).runInNewContext(context);
    const stripe = window.Stripe?.(sandbox.publishableKey) ?? {};
    for (const name of [
      "elements",
      "createToken",
      "createPaymentMethod",
      "confirmCardPayment",
      "confirmPayment",
      "confirmSetup",
      "handleNextAction",
    ]) {
      expect(typeof stripe[name]).toBe("function");
    }
    expect(() => window.Stripe?.(sandbox.secretKey)).toThrow(
      "You should not use your secret key with Stripe.js",
    );
  });

  it("the card frame and every file that it names are served", async () => {
    const frame = await get("/elements/payment?parent=https%3A%2F%2Fshop.test");
    expect(frame.type).toBe("text/html; charset=utf-8");
    const names = [...frame.text.matchAll(/(?:src|href)="(\/elements\/[\w.]+)"/g)].map(
      (match) => match[1] ?? "",
    );
    expect(names.toSorted()).toEqual(["/elements/frame.css", "/elements/frame.js"]);
    const imports = [...(await get("/elements/frame.js")).text.matchAll(/from "\.\/([\w-]+\.js)"/g)].map(
      (match) => `/elements/${match[1]}`,
    );
    for (const name of [...names, ...imports]) expect((await get(name)).status).toBe(200);
  });

  it("every field has a label, an autocomplete token and a place for its error", async () => {
    const { text } = await get("/elements/payment");
    for (const [field, token] of Object.entries({
      number: "cc-number",
      expiry: "cc-exp",
      cvc: "cc-csc",
      postalCode: "billing postal-code",
    })) {
      expect(text).toContain(`for="${field}"`);
      expect(text).toContain(`autocomplete="${token}"`);
      expect(text).toContain(`id="${field}-error"`);
    }
  });

  it("unknown pages are not found", async () => {
    expect((await get("/elements/nothing.js")).status).toBe(404);
    expect((await get("/3d-secure/none")).status).toBe(404);
  });
});
