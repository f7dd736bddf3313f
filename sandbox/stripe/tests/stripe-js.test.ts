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

  it("the page of every element and every file that they name are served", async () => {
    const waiting = new Set<string>();
    for (const element of ["payment", "card", "address", "expressCheckout", "walletSheet"]) {
      const frame = await get(`/elements/${element}?parent=https%3A%2F%2Fshop.test`);
      expect(frame).toMatchObject({ status: 200, type: "text/html; charset=utf-8" });
      for (const [, name = ""] of frame.text.matchAll(/(?:src|href)="(\/elements\/[\w./-]+)"/g))
        waiting.add(name);
    }
    // A set that grows while it is walked is walked to its end.
    for (const name of waiting) {
      const file = await get(name);
      expect([name, file.status]).toEqual([name, 200]);
      const folder = name.slice(0, name.lastIndexOf("/"));
      for (const [, named = ""] of file.text.matchAll(/["`]\.\/([\w/-]+\.js)["`]/g))
        waiting.add(`${folder}/${named}`);
      for (const [, named = ""] of file.text.matchAll(/: "([\w-]+-(?:element|sheet)\.js)"/g))
        waiting.add(`${folder}/${named}`);
    }
    expect(waiting.size).toBeGreaterThan(20);
  });

  it("a frame may load nothing from elsewhere", async () => {
    const response = await fetch(`${sandbox.url}/elements/payment`);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  it("every language says everything", async () => {
    const wordsOf = async (language: string) =>
      [...(await get(`/elements/locales/${language}.js`)).text.matchAll(/^  (\w+):/gm)].map(([, key]) => key);
    const english = await wordsOf("en");
    expect(english.length).toBeGreaterThan(80);
    for (const language of ["de", "es", "fr", "it", "ja", "nl"])
      expect(await wordsOf(language)).toEqual(english);
  });

  it("unknown pages are not found", async () => {
    expect((await get("/elements/nothing.js")).status).toBe(404);
    expect((await get("/3d-secure/none")).status).toBe(404);
  });
});
