import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { readSessionByKey } from "@/lib/auth/read-session";
import { hashPassword } from "@/lib/platform/password-hash";
import { aCustomer, aMerchant, contextOf, type FrozenClock, frozenClock } from "@/test/support/people";
import { serviceDatabase } from "@/test/support/service-database";
import { disableLogin } from "./disable-login";
import { registerStaff } from "./register-staff";
import { signIn, type SignInCommand } from "./sign-in";

serviceDatabase();

const PASSWORD = "seven old boats";
const OTHER_PASSWORD = "nine grey geese";
const MINUTE_MS = 60_000;

let clock: FrozenClock;
let northwind: string;
let harbor: string;
let adaId: string;

beforeAll(async () => {
  clock = frozenClock();
  northwind = await aMerchant("Northwind");
  harbor = await aMerchant("Harbor Press");
  adaId = (
    await aCustomer(clock, {
      merchantId: northwind,
      name: "Ada",
      email: "ada@example.com",
      password: PASSWORD,
    })
  ).loginId;
  const elsewhere = { merchantId: harbor, name: "Ada", email: "ada@example.com", password: OTHER_PASSWORD };
  await aCustomer(clock, elsewhere);
  const system = contextOf({ kind: "system", merchantId: northwind, name: "test" }, clock);
  const passwordHash = await hashPassword(PASSWORD);
  await registerStaff(system, { name: "Sam", email: "sam@example.com", passwordHash, role: "support" });
});

beforeEach(async () => {
  clock = frozenClock();
  await pool().query("DELETE FROM attempt_counter");
});

function visitor(merchantId: string, ipAddress?: string) {
  return contextOf({ kind: "system", merchantId, name: "visitor" }, clock, ipAddress);
}

function attempt(changes: Partial<SignInCommand> = {}): SignInCommand {
  return {
    email: "ada@example.com",
    password: PASSWORD,
    userAgent: "Test/1.0",
    previousSession: null,
    ...changes,
  };
}

async function outcome(
  merchantId: string,
  changes: Partial<SignInCommand> = {},
  ipAddress?: string,
): Promise<string> {
  const result = await signIn(visitor(merchantId, ipAddress), attempt(changes));
  return result.ok ? "signed_in" : result.error.code;
}

const WRONG = { ok: false, error: { kind: "unauthenticated", code: "wrong_credentials" } };

describe("signIn", () => {
  test("answers an unknown address and a wrong password alike", async () => {
    expect(await signIn(visitor(northwind), attempt({ email: "nobody@example.com" }))).toEqual(WRONG);
    expect(await signIn(visitor(northwind), attempt({ password: "seven old boat" }))).toEqual(WRONG);
    expect(await signIn(visitor(northwind), attempt({ email: "ada＠example.com" }))).toEqual(WRONG);
  });

  test("opens a session that names its owner, wherever the address was typed from", async () => {
    const result = await signIn(visitor(northwind), attempt({ email: " Ada@Example.com " }));
    if (!result.ok) throw new Error(result.error.code);
    const session = await readSessionByKey(result.value, clock.now());
    expect(session?.actor).toMatchObject({
      kind: "customer",
      merchantId: northwind,
      loginId: adaId,
      name: "Ada",
    });
  });

  test("prefers the storefront's merchant, then whichever the password opens", async () => {
    const own = await signIn(visitor(harbor), attempt({ password: OTHER_PASSWORD }));
    const others = await signIn(visitor(harbor), attempt({ password: PASSWORD }));
    expect(own.ok && own.value.merchantId).toBe(harbor);
    expect(others.ok && others.value.merchantId).toBe(northwind);
  });

  test("gives staff twelve hours and customers thirty days", async () => {
    const staff = await signIn(visitor(northwind), attempt({ email: "sam@example.com" }));
    const customer = await signIn(visitor(northwind), attempt());
    expect(staff.ok && staff.value.expiresAt).toEqual(new Date("2026-11-20T21:00:00Z"));
    expect(customer.ok && customer.value.expiresAt).toEqual(new Date("2026-12-20T09:00:00Z"));
  });

  test("ends the session that the browser came with, so that a planted one is worth nothing", async () => {
    const first = await signIn(visitor(northwind), attempt());
    if (!first.ok) throw new Error(first.error.code);
    const second = await signIn(visitor(northwind), attempt({ previousSession: first.value }));
    expect(await readSessionByKey(first.value, clock.now())).toBeNull();
    expect(second.ok && second.value.sessionId).not.toBe(first.value.sessionId);
  });

  test("records who signed in and from where, without a word of the password", async () => {
    await signIn(visitor(northwind), attempt());
    const { rows } = await pool().query<{ whole: string }>(
      "SELECT user_id, outcome, ip_address, a::text AS whole FROM audit_event a WHERE event_type = 'session.started' ORDER BY id DESC LIMIT 1",
    );
    expect(rows[0]).toMatchObject({ user_id: adaId, outcome: "succeeded", ip_address: "203.0.113.7" });
    expect(rows[0]?.whole).not.toContain(PASSWORD);
  });

  test("makes somebody who fails too often wait until the window ends, even with the right password", async () => {
    for (let count = 0; count < 8; count += 1)
      expect(await outcome(northwind, { password: "x" })).toBe("wrong_credentials");
    clock.advance(MINUTE_MS);
    const refused = await signIn(visitor(northwind), attempt());
    expect(refused).toEqual({
      ok: false,
      error: { kind: "rate_limited", code: "too_many_attempts", retryAfterSeconds: 14 * 60 },
    });
    clock.advance(14 * MINUTE_MS);
    expect(await outcome(northwind)).toBe("signed_in");
  });

  test("counts attempts that are sent at once", async () => {
    const attempts = Array.from({ length: 20 }, () => outcome(northwind, { email: "nobody@example.com" }));
    const outcomes = await Promise.all(attempts);
    expect(outcomes.filter((code) => code === "wrong_credentials")).toHaveLength(8);
  });

  test("forgets the failures of somebody who signs in", async () => {
    for (let round = 0; round < 3; round += 1) {
      for (let count = 0; count < 7; count += 1) await outcome(northwind, { password: "x" });
      expect(await outcome(northwind)).toBe("signed_in");
    }
  });

  test("holds all addresses of one IPv6 network together", async () => {
    const email = "nobody@example.com";
    for (let count = 0; count < 8; count += 1) await outcome(northwind, { email }, `2001:db8:0:7::${count}`);
    expect(await outcome(northwind, { email }, "2001:db8:0:7:ffff::1")).toBe("too_many_attempts");
  });

  test("slows one network that tries many accounts", async () => {
    const emails = Array.from({ length: 70 }, (_, count) => `nobody${count}@example.com`);
    const outcomes = await Promise.all(emails.map((email) => outcome(northwind, { email }, "198.51.100.9")));
    expect(outcomes.filter((code) => code === "wrong_credentials")).toHaveLength(60);
  });

  test("lets the owner in at home while others guess from everywhere", async () => {
    await outcome(northwind, {}, "192.0.2.5");
    for (let count = 0; count < 31; count += 1)
      await outcome(northwind, { password: "x" }, `10.0.${count}.1`);
    expect(await outcome(northwind, {}, "10.1.0.1")).toBe("too_many_attempts");
    expect(await outcome(northwind, {}, "192.0.2.77")).toBe("signed_in");
  });

  test("answers a closed login like a wrong password", async () => {
    const merchantId = northwind;
    const gone = await aCustomer(clock, {
      merchantId,
      name: "Bo",
      email: "bo@example.com",
      password: PASSWORD,
    });
    const system = contextOf({ kind: "system", merchantId, name: "test" }, clock);
    await disableLogin(system, { loginId: gone.loginId, reason: "asked to" });
    expect(await signIn(visitor(northwind), attempt({ email: "bo@example.com" }))).toEqual(WRONG);
  });
});
