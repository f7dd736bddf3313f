import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readSessionByKey } from "@/lib/auth/read-session";
import { pool } from "@/lib/db/pool";
import { aMerchant, contextOf, type FrozenClock, frozenClock } from "@/test/support/people";
import { serviceDatabase } from "@/test/support/service-database";
import { forgetAttempts } from "./forget-attempts";
import { signUp, type SignUpCommand } from "./sign-up";

serviceDatabase();

let clock: FrozenClock;
let northwind: string;
let harbor: string;

beforeAll(async () => {
  northwind = await aMerchant("Northwind");
  harbor = await aMerchant("Harbor Press");
});

beforeEach(() => {
  clock = frozenClock();
});

function visitor(merchantId: string, ipAddress?: string) {
  return contextOf({ kind: "system", merchantId, name: "visitor" }, clock, ipAddress);
}

function person(changes: Partial<SignUpCommand> = {}): SignUpCommand {
  return {
    name: "Ada Lovelace",
    email: "ada@example.com",
    password: "seven old boats",
    userAgent: "Test/1.0",
    ...changes,
  };
}

describe("signUp", () => {
  test.each([
    { name: "no name", changes: { name: " " }, fields: { name: "required" } },
    { name: "no address", changes: { email: "ada" }, fields: { email: "invalid_email" } },
    {
      name: "neither",
      changes: { name: "", email: "" },
      fields: { name: "required", email: "invalid_email" },
    },
    {
      name: "all three",
      changes: { name: "", email: "a@b", password: "x" },
      fields: { name: "required", email: "invalid_email", password: "password_too_short" },
    },
    { name: "a short password", changes: { password: "boats" }, fields: { password: "password_too_short" } },
    {
      name: "the merchant's name",
      changes: { password: "northwind1" },
      fields: { password: "password_names_you" },
    },
    {
      name: "one's own name",
      changes: { password: "lovelaceada" },
      fields: { password: "password_names_you" },
    },
  ])("refuses $name by field", async ({ changes, fields }) => {
    expect(await signUp(visitor(northwind), person(changes))).toEqual({
      ok: false,
      error: { kind: "invalid", code: "invalid_input", fields },
    });
  });

  test("makes a customer with open accounts, a welcome in the outbox, a record, and a session", async () => {
    const result = await signUp(visitor(northwind), person());
    if (!result.ok) throw new Error(result.error.code);
    const session = await readSessionByKey(result.value, clock.now());
    if (session?.actor.kind !== "customer") throw new Error("Nobody is signed in.");
    const { customerId, loginId } = session.actor;
    const accounts = await pool().query<{ code: string; currency: string }>(
      "SELECT split_part(code, ':', 1) AS code, currency FROM ledger_account WHERE customer_id = $1 ORDER BY 1, 2",
      [customerId],
    );
    expect(accounts.rows).toEqual([
      { code: "accounts_receivable", currency: "JPY" },
      { code: "accounts_receivable", currency: "USD" },
      { code: "wallet", currency: "JPY" },
      { code: "wallet", currency: "USD" },
    ]);
    const outbox = await pool().query(
      "SELECT merchant_id, job, payload FROM outbox_job WHERE payload->>'loginId' = $1",
      [loginId],
    );
    expect(outbox.rows).toEqual([
      { merchant_id: northwind, job: "send-mail", payload: { kind: "welcome", loginId } },
    ]);
    const audit = await pool().query("SELECT event_type FROM audit_event WHERE user_id = $1 ORDER BY id", [
      loginId,
    ]);
    expect(audit.rows).toEqual([{ event_type: "customer.registered" }, { event_type: "session.started" }]);
  });

  test("refuses an address that the merchant knows, however it is spelled, and leaves nothing behind", async () => {
    await signUp(visitor(northwind), person({ email: "grace@example.com" }));
    const before = await pool().query("SELECT count(*) FROM customer");
    expect(await signUp(visitor(northwind), person({ email: " GRACE@example.com" }))).toEqual({
      ok: false,
      error: { kind: "rejected", code: "email_taken" },
    });
    expect((await pool().query("SELECT count(*) FROM customer")).rows).toEqual(before.rows);
  });

  test("lets one of two forms sent at once win", async () => {
    const form = person({ email: "twice@example.com" });
    const both = await Promise.all([signUp(visitor(northwind), form), signUp(visitor(northwind), form)]);
    expect(both.map((result) => (result.ok ? "signed_up" : result.error.code)).toSorted()).toEqual([
      "email_taken",
      "signed_up",
    ]);
  });

  test("lets one address have an account with each merchant", async () => {
    const email = "both@example.com";
    const first = await signUp(visitor(northwind), person({ email }));
    const second = await signUp(visitor(harbor), person({ email }));
    expect([first.ok && first.value.merchantId, second.ok && second.value.merchantId]).toEqual([
      northwind,
      harbor,
    ]);
  });

  test("slows a network that registers without end, until the next window", async () => {
    const nobody = person({ password: "x" });
    for (let count = 0; count < 100; count += 1) await signUp(visitor(northwind, "198.51.100.1"), nobody);
    expect(await signUp(visitor(northwind, "198.51.100.2"), nobody)).toMatchObject({
      error: { kind: "rate_limited" },
    });
    clock.advance(15 * 60_000);
    expect(await signUp(visitor(northwind, "198.51.100.2"), nobody)).toMatchObject({
      error: { kind: "invalid" },
    });
  });
});

describe("forgetAttempts", () => {
  test("drops the counters of windows that are over and keeps the one that counts", async () => {
    await pool().query("DELETE FROM attempt_counter");
    await signUp(visitor(northwind, "192.0.2.1"), person({ password: "x" }));
    clock.advance(15 * 60_000);
    await signUp(visitor(northwind, "192.0.2.1"), person({ password: "x" }));
    expect(await forgetAttempts(clock)).toBe(1);
    const { rows } = await pool().query("SELECT window_start FROM attempt_counter");
    expect(rows).toEqual([{ window_start: new Date("2026-11-20T09:15:00Z") }]);
  });
});
