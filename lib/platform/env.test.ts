import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { envVariables, parseEnv } from "./env";

const COMPLETE = {
  DATABASE_URL: "postgresql://remit_app@127.0.0.1:55450/remit",
  APP_URL: "http://localhost:3000",
  NEXTAUTH_SECRET: "0123456789abcdef0123456789abcdef",
  STRIPE_SECRET_KEY: "sk_test_sandbox",
  STRIPE_PUBLISHABLE_KEY: "pk_test_sandbox",
  STRIPE_WEBHOOK_SECRET: "whsec_sandbox",
};

function refusal(source: Readonly<Record<string, string | undefined>>): string {
  try {
    parseEnv(source);
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
  return "";
}

describe("parseEnv", () => {
  test("fills in what has a default", () => {
    expect(parseEnv(COMPLETE)).toEqual({
      ...COMPLETE,
      DEPLOY_ENV: "development",
      MAIL_TRANSPORT: "mailbox",
      SMS_TRANSPORT: "off",
      MAIL_FROM: "Remit <no-reply@localhost>",
      LOG_LEVEL: "info",
      DATABASE_POOL_SIZE: 10,
      INGEST_PORT: 3100,
      INGEST_HOST: "127.0.0.1",
      INGEST_BATCH_MAX: 200,
    });
  });

  test.each(Object.keys(COMPLETE).map((name) => ({ name })))(
    "S20: names $name when it is missing, or empty",
    ({ name }) => {
      expect(refusal({ ...COMPLETE, [name]: undefined })).toContain(`  ${name}: is missing`);
      expect(refusal({ ...COMPLETE, [name]: "" })).toContain(`  ${name}: is missing`);
    },
  );

  test.each([
    { name: "DEPLOY_ENV", value: "prod-secretvalue" },
    { name: "APP_URL", value: "secretvalue" },
    { name: "NEXTAUTH_SECRET", value: "secretvalue" },
    { name: "STRIPE_SECRET_KEY", value: "secretvalue" },
    { name: "STRIPE_SECRET_KEY", value: "pk_test_secretvalue" },
    { name: "STRIPE_PUBLISHABLE_KEY", value: "sk_test_secretvalue" },
    { name: "STRIPE_WEBHOOK_SECRET", value: "secretvalue" },
    { name: "STRIPE_API_BASE", value: "secretvalue" },
    { name: "STRIPE_JS_URL", value: "secretvalue" },
    { name: "MAIL_TRANSPORT", value: "secretvalue" },
    { name: "LOG_LEVEL", value: "secretvalue" },
    { name: "DATABASE_POOL_SIZE", value: "secretvalue" },
    { name: "DATABASE_POOL_SIZE", value: "1" },
  ])("S20: names $name when it is malformed, and never prints '$value'", ({ name, value }) => {
    const message = refusal({ ...COMPLETE, [name]: value });
    expect(message).toContain(`  ${name}: `);
    expect(message).not.toContain("is missing");
    expect(message).not.toContain("secretvalue");
  });

  test("names everything that is wrong at once", () => {
    const message = refusal({});
    for (const name of Object.keys(COMPLETE)) expect(message).toContain(`  ${name}: is missing`);
    expect(message).toContain(".env.example");
  });

  test("takes the number of connections as a number", () => {
    expect(parseEnv({ ...COMPLETE, DATABASE_POOL_SIZE: "25" }).DATABASE_POOL_SIZE).toBe(25);
  });

  test("takes an smtp server as the mails' way out", () => {
    expect(parseEnv({ ...COMPLETE, MAIL_TRANSPORT: "smtps://mail.example:465" }).MAIL_TRANSPORT).toBe(
      "smtps://mail.example:465",
    );
  });
});

describe("parseEnv, of live and test", () => {
  const PRODUCTION = {
    ...COMPLETE,
    DEPLOY_ENV: "production",
    APP_URL: "https://pay.example.com",
    STRIPE_SECRET_KEY: "sk_live_secretvalue",
    STRIPE_PUBLISHABLE_KEY: "pk_live_value",
    STRIPE_WEBHOOK_SECRET: "whsec_value",
  };

  test("ENV-08: takes live keys in production, restricted ones too", () => {
    expect(parseEnv(PRODUCTION).DEPLOY_ENV).toBe("production");
    expect(parseEnv({ ...PRODUCTION, STRIPE_SECRET_KEY: "rk_live_x" }).STRIPE_SECRET_KEY).toBe("rk_live_x");
  });

  test.each(["development", "test", "demo", "staging", undefined])(
    "ENV-01, ENV-06, ENV-09: takes no live key in %s, and says ABORT",
    (DEPLOY_ENV) => {
      for (const key of ["sk_live_secretvalue", "rk_live_secretvalue"]) {
        const message = refusal({ ...COMPLETE, DEPLOY_ENV, STRIPE_SECRET_KEY: key });
        expect(message).toMatch(/^ABORT: /);
        expect(message).toContain("  STRIPE_SECRET_KEY: is a live key");
        expect(message).not.toContain("secretvalue");
      }
      expect(refusal({ ...COMPLETE, DEPLOY_ENV, STRIPE_PUBLISHABLE_KEY: "pk_live_x" })).toContain(
        "  STRIPE_PUBLISHABLE_KEY: is a live key",
      );
    },
  );

  test.each([
    { name: "STRIPE_SECRET_KEY", value: "sk_test_x" },
    { name: "STRIPE_SECRET_KEY", value: "rk_test_x" },
    { name: "STRIPE_PUBLISHABLE_KEY", value: "pk_test_x" },
    { name: "STRIPE_WEBHOOK_SECRET", value: "whsec_test_x" },
    { name: "STRIPE_WEBHOOK_SECRET", value: "whsec_sandboxx" },
    { name: "STRIPE_WEBHOOK_SECRET_PREVIOUS", value: "whsec_sandboxx" },
    { name: "STRIPE_API_BASE", value: "http://127.0.0.1:4242" },
    { name: "STRIPE_JS_URL", value: "http://127.0.0.1:4242/stripe.js" },
    { name: "APP_URL", value: "http://pay.example.com" },
  ])("ENV-03, TST-05: takes no $name of $value in production", ({ name, value }) => {
    expect(refusal({ ...PRODUCTION, [name]: value })).toContain(`  ${name}: `);
  });
});

describe("F56: parseEnv, of two signing secrets", () => {
  test("takes the one before beside the present one, and not the same twice", () => {
    const before = { ...COMPLETE, STRIPE_WEBHOOK_SECRET_PREVIOUS: "whsec_before" };
    expect(parseEnv(before).STRIPE_WEBHOOK_SECRET_PREVIOUS).toBe("whsec_before");
    const twice = { ...COMPLETE, STRIPE_WEBHOOK_SECRET_PREVIOUS: COMPLETE.STRIPE_WEBHOOK_SECRET };
    expect(refusal(twice)).toContain("  STRIPE_WEBHOOK_SECRET_PREVIOUS: is the same");
    expect(refusal({ ...COMPLETE, STRIPE_WEBHOOK_SECRET: "whsec_live_x" })).toContain("is a live secret");
  });
});

describe("envVariables", () => {
  test("has a meaning for each variable", () => {
    expect(envVariables().filter(({ meaning }) => meaning === "")).toEqual([]);
    expect(envVariables().map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(COMPLETE)));
  });
});

describe("parseEnv, as a law", () => {
  test("S20, AUD-11: whatever is wrong with a secret, the secret is not in the message", () => {
    const secret = fc.stringMatching(/^[a-z0-9]{20,31}$/);
    fc.assert(
      fc.property(
        fc.constantFrom("STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET", "NEXTAUTH_SECRET"),
        secret,
        (name, value) => {
          const message = refusal({ ...COMPLETE, [name]: value });
          expect(message).toContain(name);
          expect(message).not.toContain(value);
        },
      ),
    );
  });
});
