import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readSessionByKey } from "@/lib/auth/read-session";
import { sendMail } from "@/lib/jobs/handlers/send-mail";
import { pool } from "@/lib/db/pool";
import { newTraceId } from "@/lib/platform/trace";
import { aCustomer, aMerchant, contextOf, type FrozenClock, frozenClock } from "@/test/support/people";
import { serviceDatabase } from "@/test/support/service-database";
import { disableLogin } from "./disable-login";
import { issuePasswordReset } from "./issue-password-reset";
import { requestPasswordReset } from "./request-password-reset";
import { resetPassword } from "./reset-password";
import { signIn } from "./sign-in";

serviceDatabase();

const PASSWORD = "seven old boats";
const NEW_PASSWORD = "nine grey geese";
const MINUTE_MS = 60_000;
const INVALID_LINK = { ok: false, error: { kind: "unauthenticated", code: "reset_link_invalid" } };

let clock: FrozenClock;
let merchantId: string;
let personCount = 0;

beforeAll(async () => {
  merchantId = await aMerchant("Northwind");
});

beforeEach(() => {
  clock = frozenClock();
});

function system() {
  return contextOf({ kind: "system", merchantId, name: "visitor" }, clock);
}

async function somebody(): Promise<{ loginId: string; email: string }> {
  personCount += 1;
  const email = `person${personCount}@example.com`;
  const { loginId } = await aCustomer(clock, { merchantId, name: "Ada Lovelace", email, password: PASSWORD });
  return { loginId, email };
}

async function linkFor(loginId: string): Promise<string> {
  const issued = await issuePasswordReset(system(), { loginId });
  if (!issued.ok) throw new Error(issued.error.code);
  return issued.value.token;
}

async function maySignIn(email: string, password: string): Promise<boolean> {
  const command = { email, password, userAgent: "Test/1.0", previousSession: null };
  return (await signIn(system(), command)).ok;
}

async function outboxOf(loginId: string): Promise<{ payload: Record<string, string>; whole: string }[]> {
  const { rows } = await pool().query<{ payload: Record<string, string>; whole: string }>(
    "SELECT payload, o::text AS whole FROM outbox_job o WHERE payload->>'loginId' = $1 ORDER BY id",
    [loginId],
  );
  return rows;
}

describe("resetPassword", () => {
  test.each([
    { name: "nothing", token: "" },
    { name: "a text", token: "let me in" },
    { name: "a token that was never made", token: `mer_${"0".repeat(26)}.${"A".repeat(43)}` },
    { name: "a token with a line more", token: `mer_${"0".repeat(26)}.${"A".repeat(43)}\n` },
  ])("refuses $name", async ({ token }) => {
    expect(await resetPassword(system(), { token, password: NEW_PASSWORD })).toEqual(INVALID_LINK);
  });

  test("sets the password, once", async () => {
    const { email, loginId } = await somebody();
    const token = await linkFor(loginId);
    expect(await resetPassword(system(), { token, password: NEW_PASSWORD })).toEqual({
      ok: true,
      value: undefined,
    });
    expect(await maySignIn(email, PASSWORD)).toBe(false);
    expect(await maySignIn(email, NEW_PASSWORD)).toBe(true);
    expect(await resetPassword(system(), { token, password: "three thin foxes" })).toEqual(INVALID_LINK);
    expect(await maySignIn(email, NEW_PASSWORD)).toBe(true);
  });

  test("lets one of two tabs win", async () => {
    const { loginId } = await somebody();
    const token = await linkFor(loginId);
    const both = await Promise.all(
      [NEW_PASSWORD, "three thin foxes"].map((password) => resetPassword(system(), { token, password })),
    );
    expect(both.filter((result) => result.ok)).toHaveLength(1);
  });

  test("is over after an hour", async () => {
    const { loginId } = await somebody();
    const late = await linkFor(loginId);
    clock.advance(60 * MINUTE_MS);
    expect(await resetPassword(system(), { token: late, password: NEW_PASSWORD })).toEqual(INVALID_LINK);
    const inTime = await linkFor(loginId);
    clock.advance(60 * MINUTE_MS - 1);
    expect((await resetPassword(system(), { token: inTime, password: NEW_PASSWORD })).ok).toBe(true);
  });

  test("keeps the link good when the password is refused", async () => {
    const { loginId } = await somebody();
    const token = await linkFor(loginId);
    expect(await resetPassword(system(), { token, password: "Lovelace1!" })).toEqual({
      ok: false,
      error: { kind: "invalid", code: "invalid_input", fields: { password: "password_names_you" } },
    });
    expect((await resetPassword(system(), { token, password: NEW_PASSWORD })).ok).toBe(true);
  });

  test("uses up older links too", async () => {
    const { loginId } = await somebody();
    const older = await linkFor(loginId);
    await resetPassword(system(), { token: await linkFor(loginId), password: NEW_PASSWORD });
    expect(await resetPassword(system(), { token: older, password: "three thin foxes" })).toEqual(
      INVALID_LINK,
    );
  });

  test("opens nothing for a login that was closed since", async () => {
    const { loginId } = await somebody();
    const token = await linkFor(loginId);
    await disableLogin(system(), { loginId, reason: "left" });
    expect(await resetPassword(system(), { token, password: NEW_PASSWORD })).toEqual(INVALID_LINK);
  });

  test("signs the person out everywhere and leaves word of it", async () => {
    const { email, loginId } = await somebody();
    const command = { email, password: PASSWORD, userAgent: "Test/1.0", previousSession: null };
    const sessions = [await signIn(system(), command), await signIn(system(), command)];
    await resetPassword(system(), { token: await linkFor(loginId), password: NEW_PASSWORD });
    for (const session of sessions) {
      if (!session.ok) throw new Error(session.error.code);
      expect(await readSessionByKey(session.value, clock.now())).toBeNull();
    }
    expect((await outboxOf(loginId)).at(-1)?.payload).toMatchObject({ kind: "password_changed", loginId });
  });

  test("stores no token and no password anywhere but as hashes", async () => {
    const { loginId } = await somebody();
    const token = await linkFor(loginId);
    await resetPassword(system(), { token, password: NEW_PASSWORD });
    const secret = token.split(".")[1] ?? "";
    const { rows } = await pool().query<{ whole: string }>(
      `SELECT p::text AS whole FROM password_reset p UNION ALL SELECT l::text FROM login l
       UNION ALL SELECT a::text FROM audit_event a UNION ALL SELECT o::text FROM outbox_job o`,
    );
    const everything = rows.map((row) => row.whole).join("\n");
    expect(everything).toContain(loginId);
    expect(everything).not.toContain(secret);
    expect(everything).not.toContain(NEW_PASSWORD);
  });
});

describe("requestPasswordReset", () => {
  test("answers a known and an unknown address alike, and writes to the known one", async () => {
    const { email, loginId } = await somebody();
    const known = await requestPasswordReset(system(), { email: email.toUpperCase() });
    const unknown = await requestPasswordReset(system(), { email: "nobody@example.com" });
    expect(known).toEqual({ ok: true, value: undefined });
    expect(unknown).toEqual(known);
    expect((await outboxOf(loginId)).map((row) => row.payload["kind"])).toEqual([
      "welcome",
      "password_reset",
    ]);
  });

  test("leaves three mails at most in a window, and answers as before", async () => {
    const { email, loginId } = await somebody();
    for (let count = 0; count < 5; count += 1)
      expect(await requestPasswordReset(system(), { email })).toEqual({ ok: true, value: undefined });
    const resets = (await outboxOf(loginId)).filter((row) => row.payload["kind"] === "password_reset");
    expect(resets).toHaveLength(3);
  });

  test("tells a network that asks without end to wait", async () => {
    const ctx = contextOf({ kind: "system", merchantId, name: "visitor" }, clock, "198.51.100.20");
    for (let count = 0; count < 30; count += 1)
      await requestPasswordReset(ctx, { email: `x${count}@example.com` });
    expect(await requestPasswordReset(ctx, { email: "y@example.com" })).toMatchObject({
      ok: false,
      error: { kind: "rate_limited", code: "too_many_attempts" },
    });
  });

  test("refuses what is no address", async () => {
    expect(await requestPasswordReset(system(), { email: "ada@example.com,eve@evil.example" })).toEqual({
      ok: false,
      error: { kind: "invalid", code: "invalid_input", fields: { email: "invalid_email" } },
    });
  });

  test("leads to a mail whose link sets the password, without the queue ever holding it", async () => {
    const { email, loginId } = await somebody();
    await requestPasswordReset(system(), { email });
    const job = (await outboxOf(loginId)).at(-1);
    await sendMail(job?.payload, { merchantId, traceId: newTraceId(), attempt: 1, isLastAttempt: false });
    const { rows } = await pool().query<{ text: string; html: string; state: string }>(
      "SELECT text, html, state FROM mail WHERE to_address = $1 AND kind = 'password_reset'",
      [email],
    );
    const token = /\/reset-password\?token=(\S+)/.exec(rows[0]?.text ?? "")?.[1] ?? "";
    expect(rows).toHaveLength(1);
    expect(job?.whole).not.toContain(token);
    // The handler's clock is the real one, so the link is tried now rather than on the frozen day.
    const now = { ...system(), clock: { now: () => new Date() } };
    expect((await resetPassword(now, { token: decodeURIComponent(token), password: NEW_PASSWORD })).ok).toBe(
      true,
    );
  });
});
