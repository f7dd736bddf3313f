import { describe, expect, test } from "vitest";
import { hashPassword, verifyPassword } from "./password-hash";

describe("hashPassword", () => {
  test("is argon2id with OWASP's parameters and a salt of its own", async () => {
    const [first, second] = await Promise.all([
      hashPassword("seven old boats"),
      hashPassword("seven old boats"),
    ]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(second).not.toBe(first);
  });
});

describe("verifyPassword", () => {
  test("knows the password again, and no other", async () => {
    const passwordHash = await hashPassword("seven old boats");
    expect(await verifyPassword("seven old boats", passwordHash)).toBe(true);
    expect(await verifyPassword("seven old boat", passwordHash)).toBe(false);
  });

  test("knows a password typed on a keyboard that composes letters differently", async () => {
    expect(await verifyPassword("cafe\u0301 am See", await hashPassword("caf\u00e9 am See"))).toBe(true);
  });

  test("says no without a hash, after the work of comparing with one", async () => {
    expect(await verifyPassword("seven old boats", null)).toBe(false);
  });

  test("tells a long password from another that begins alike", async () => {
    const passwordHash = await hashPassword("k7xq".repeat(32));
    expect(await verifyPassword("k7xq".repeat(31) + "k7xr", passwordHash)).toBe(false);
  });
});
