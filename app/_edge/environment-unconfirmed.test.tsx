import fs from "node:fs";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { ConfirmEnvironment } from "@/components/admin/confirm-environment";

beforeEach(() => {
  Object.assign(process.env, {
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
    APP_URL: "https://pay.example.com",
    NEXTAUTH_SECRET: "only-for-tests-only-for-tests-only-for-tests",
    STRIPE_WEBHOOK_SECRET: "whsec_x",
  });
});

/** What the server answers to a form, in an environment of its own. */
async function answerIn(deployEnv: string, fields: Readonly<Record<string, string>>) {
  vi.resetModules();
  const mode = deployEnv === "production" ? "live" : "test";
  Object.assign(process.env, {
    DEPLOY_ENV: deployEnv,
    STRIPE_SECRET_KEY: `sk_${mode}_x`,
    STRIPE_PUBLISHABLE_KEY: `pk_${mode}_x`,
  });
  const { environmentUnconfirmed } = await import("./environment-unconfirmed");
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return environmentUnconfirmed(form);
}

describe("an act of staff that moves money", () => {
  test.each<Record<string, string>>([
    {},
    { environment: "" },
    { environment: "on" },
    { environment: "staging" },
  ])(
    "ENV-07: is refused in production with %j, because it does not confirm the environment",
    async (fields) => {
      expect(await answerIn("production", fields)).toEqual({
        status: "invalid",
        fields: { environment: "environment_unconfirmed" },
      });
    },
  );

  test("ENV-07: goes on in production once that is confirmed, and elsewhere without being asked", async () => {
    expect(await answerIn("production", { environment: "production" })).toBeNull();
    for (const deployEnv of ["development", "test", "demo", "staging"])
      expect(await answerIn(deployEnv, {})).toBeNull();
  });

  test("ENV-07: says the environment in its dialog where money is real, and says nothing elsewhere", () => {
    const asked = renderToStaticMarkup(<ConfirmEnvironment environment="production" />);
    expect(asked).toMatch(/<input[^>]*required=""[^>]*>/);
    expect(asked).toContain('value="production"');
    expect(asked).toContain("Real money moves");
    expect(renderToStaticMarkup(<ConfirmEnvironment environment={null} />)).toBe("");
    const dialogs = [
      "admin/reason-dialog",
      "admin/limits-form",
      "wallet/grant-credit-form",
      "wallet/claw-back-form",
    ];
    for (const dialog of dialogs)
      expect(fs.readFileSync(`components/${dialog}.tsx`, "utf8")).toContain("<ConfirmEnvironment");
  });

  test("ENV-07: is asked by every action of the console that calls such a service", () => {
    const MONEY =
      /await (adjustWallet|reverseEntry|cancelOrder|changeLimits|verifyManualPayment|issueCreditNote|creditLatePayment|grantCustomerTerms|changeWalletRules)\(/;
    const actions = fs
      .readdirSync("app/(admin)", { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith("actions.ts"))
      .flatMap((file) => fs.readFileSync(`app/(admin)/${file}`, "utf8").split(/^export async function /m))
      .filter((text) => MONEY.test(text));
    expect(actions).toHaveLength(10);
    expect(actions.filter((text) => !text.includes("environmentUnconfirmed(form)"))).toEqual([]);
  });
});
