import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rulesPage } from "../conformance/rules.ts";

describe("RULES.md", () => {
  it("names every rule with its test and its page, and no other; npm run sandbox:rules writes it anew", () => {
    const written = readFileSync(new URL("../RULES.md", import.meta.url), "utf8");
    expect(written).toBe(rulesPage());
    expect(written).toContain("https://docs.stripe.com/api/idempotent_requests");
  });
});
