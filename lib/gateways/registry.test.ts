import { describe, expect, test } from "vitest";
import { findGateway, gatewayFor } from "./registry";

process.env["DATABASE_URL"] ??= "postgresql://127.0.0.1:1/none";
process.env["APP_URL"] ??= "http://localhost:3000";
process.env["NEXTAUTH_SECRET"] ??= "0123456789abcdef0123456789abcdef";
process.env["STRIPE_SECRET_KEY"] ??= "sk_test_registry";
process.env["STRIPE_PUBLISHABLE_KEY"] ??= "pk_test_registry";
process.env["STRIPE_WEBHOOK_SECRET"] ??= "whsec_registry";

describe("findGateway", () => {
  test("has Stripe, and makes it once", () => {
    const gateway = findGateway("stripe");
    expect(gateway?.code).toBe("stripe");
    expect(findGateway("stripe")).toBe(gateway);
    expect(gatewayFor("stripe")).toBe(gateway);
  });

  test.each([
    { name: "nominal", code: "paypal" },
    { name: "upper case", code: "Stripe" },
    { name: "nothing", code: "" },
    { name: "a property of every object", code: "constructor" },
    { name: "its prototype", code: "__proto__" },
    { name: "a way out of the folder", code: "../stripe" },
  ])("has no other: $name", ({ code }) => {
    expect(findGateway(code)).toBeNull();
    expect(() => gatewayFor(code)).toThrow("No adapter for the gateway");
  });
});
