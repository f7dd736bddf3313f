import { describe, expect, test } from "vitest";
import { keyOffenses } from "./key-modes";

const TEST_KEYS = {
  STRIPE_SECRET_KEY: "sk_test_value",
  STRIPE_PUBLISHABLE_KEY: "pk_test_value",
  STRIPE_WEBHOOK_SECRET: "whsec_value",
};
const LIVE_KEYS = {
  STRIPE_SECRET_KEY: "sk_live_value",
  STRIPE_PUBLISHABLE_KEY: "pk_live_value",
  STRIPE_WEBHOOK_SECRET: "whsec_value",
};
const offending = (given: Parameters<typeof keyOffenses>[0]) => keyOffenses(given).map(({ path }) => path);

describe("keyOffenses", () => {
  test.each(["development", "test", "demo", "staging"])(
    "ENV-04: finds nothing in test keys in %s",
    (DEPLOY_ENV) => {
      expect(keyOffenses({ DEPLOY_ENV, ...TEST_KEYS })).toEqual([]);
      expect(keyOffenses({ DEPLOY_ENV, ...TEST_KEYS, STRIPE_SECRET_KEY: "rk_test_value" })).toEqual([]);
    },
  );

  test("finds nothing in live keys in production", () => {
    expect(keyOffenses({ DEPLOY_ENV: "production", ...LIVE_KEYS })).toEqual([]);
  });

  test.each([
    { name: "STRIPE_SECRET_KEY", value: "sk_live_x" },
    { name: "STRIPE_SECRET_KEY", value: "rk_live_x" },
    { name: "STRIPE_PUBLISHABLE_KEY", value: "pk_live_x" },
    { name: "STRIPE_WEBHOOK_SECRET", value: "whsec_live_x" },
    { name: "STRIPE_WEBHOOK_SECRET_PREVIOUS", value: "whsec_live_x" },
  ])("ENV-01, ENV-09: finds $value outside of production", ({ name, value }) => {
    for (const DEPLOY_ENV of ["development", "test", "demo", "staging", "Production", ""])
      expect(offending({ DEPLOY_ENV, ...TEST_KEYS, [name]: value })).toEqual([name]);
  });

  test.each([
    { name: "STRIPE_SECRET_KEY", value: "sk_test_x" },
    { name: "STRIPE_SECRET_KEY", value: "rk_test_x" },
    { name: "STRIPE_PUBLISHABLE_KEY", value: "pk_test_x" },
    { name: "STRIPE_WEBHOOK_SECRET", value: "whsec_sandboxX" },
  ])("ENV-03: finds $value in production", ({ name, value }) => {
    expect(offending({ DEPLOY_ENV: "production", ...LIVE_KEYS, [name]: value })).toEqual([name]);
  });

  test("names no value", () => {
    const given = { DEPLOY_ENV: "staging", ...LIVE_KEYS };
    expect(keyOffenses(given).length).toBe(2);
    expect(JSON.stringify(keyOffenses(given))).not.toContain("value");
  });
});
