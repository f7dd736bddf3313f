import { describe, expect, test } from "vitest";
import { orUnavailable } from "./or-unavailable";
import { toResponse } from "./to-response";

describe("orUnavailable", () => {
  test("F41: answers 503, which says that one may try again, while the database is away", async () => {
    const away = Object.assign(new Error("the database system is starting up"), { code: "57P03" });
    const response = await orUnavailable(() => Promise.reject(away));
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      error: { kind: "unavailable", code: "database_not_reached" },
    });
  });

  test.each([
    { name: "a mistake of ours", error: new TypeError("order.lines is undefined") },
    {
      name: "a statement that the database refused",
      error: Object.assign(new Error('relation "order" does not exist'), { code: "42P01" }),
    },
    {
      name: "an answer of the gateway's that nobody expected",
      error: Object.assign(new Error("No such customer: 'cus_1'"), { type: "StripeInvalidRequestError" }),
    },
  ])("S50: answers 500 to $name, with a trace and nothing of it", async ({ error }) => {
    const response = await orUnavailable(() => Promise.reject(error));
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).toMatch(
      /^\{"error":\{"kind":"broken","code":"internal_error","traceId":"[0-9a-f]{32}"\}\}$/,
    );
  });

  test("lets the framework's own signals through", async () => {
    const redirect = Object.assign(new Error("NEXT_REDIRECT"), { digest: "NEXT_REDIRECT;replace;/" });
    await expect(orUnavailable(() => Promise.reject(redirect))).rejects.toBe(redirect);
  });

  test("leaves an answer as it is", async () => {
    expect((await orUnavailable(() => Promise.resolve(toResponse({ state: "paid" })))).status).toBe(200);
  });
});
