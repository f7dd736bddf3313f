import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readSession, readSessionByKey } from "@/lib/auth/read-session";
import { encodeSessionToken } from "@/lib/auth/session-token";
import { pool } from "@/lib/db/pool";
import type { Actor, StaffRole } from "@/lib/domain/actor";
import { env } from "@/lib/platform/env";
import { newId } from "@/lib/platform/ids";
import { hashPassword } from "@/lib/platform/password-hash";
import { ownSessions } from "@/lib/queries/people/own-sessions";
import {
  aCustomer,
  aMerchant,
  contextOf,
  type FrozenClock,
  frozenClock,
  type TestCustomer,
} from "@/test/support/people";
import { serviceDatabase } from "@/test/support/service-database";
import { disableLogin } from "./disable-login";
import { enableLogin } from "./enable-login";
import { registerStaff } from "./register-staff";
import { revokeOtherSessions } from "./revoke-other-sessions";
import { revokeSession } from "./revoke-session";
import { signIn } from "./sign-in";
import type { SignedIn } from "./start-session";

serviceDatabase();

const PASSWORD = "seven old boats";
const NOT_FOUND = { ok: false, error: { kind: "not_found", code: "session_not_found" } };

let clock: FrozenClock;
let northwind: string;
let harbor: string;
let ada: TestCustomer;
let bob: TestCustomer;

beforeAll(async () => {
  clock = frozenClock();
  northwind = await aMerchant("Northwind");
  harbor = await aMerchant("Harbor Press");
  ada = await aCustomer(clock, {
    merchantId: northwind,
    name: "Ada",
    email: "ada@example.com",
    password: PASSWORD,
  });
  bob = await aCustomer(clock, {
    merchantId: northwind,
    name: "Bob",
    email: "bob@example.com",
    password: PASSWORD,
  });
});

beforeEach(() => {
  clock = frozenClock();
});

async function signedIn(email: string): Promise<SignedIn> {
  const visitor = contextOf({ kind: "system", merchantId: northwind, name: "visitor" }, clock);
  const result = await signIn(visitor, {
    email,
    password: PASSWORD,
    userAgent: "Test/1.0",
    previousSession: null,
  });
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

function isLive(session: SignedIn): Promise<boolean> {
  return readSessionByKey(session, clock.now()).then((live) => live !== null);
}

function staff(role: StaffRole, merchantId = northwind): Actor {
  return { kind: "staff", merchantId, loginId: newId(), role, name: role };
}

describe("a cookie", () => {
  test("counts until its session is revoked, and not one request longer", async () => {
    const session = await signedIn("ada@example.com");
    const cookie = await encodeSessionToken(session, env().NEXTAUTH_SECRET, 3_600);
    expect((await readSession(cookie, clock.now()))?.actor).toEqual(ada.actor);
    await revokeSession(contextOf(ada.actor, clock), { sessionId: session.sessionId });
    expect(await readSession(cookie, clock.now())).toBeNull();
  });

  test("counts no longer when it names a session under another merchant", async () => {
    const session = await signedIn("ada@example.com");
    const cookie = await encodeSessionToken({ ...session, merchantId: harbor }, env().NEXTAUTH_SECRET, 3_600);
    expect(await readSession(cookie, clock.now())).toBeNull();
  });

  test("that is idle for two weeks counts no more, one in use does", async () => {
    const session = await signedIn("ada@example.com");
    clock.advance(13 * 86_400_000);
    expect(await isLive(session)).toBe(true);
    clock.advance(13 * 86_400_000);
    expect(await isLive(session)).toBe(true);
    clock.advance(14 * 86_400_000);
    expect(await isLive(session)).toBe(false);
  });

  test("takes its role from the database, never from itself", async () => {
    const passwordHash = await hashPassword(PASSWORD);
    const system = contextOf({ kind: "system", merchantId: northwind, name: "test" }, clock);
    await registerStaff(system, {
      name: "Sam",
      email: "sam@example.com",
      passwordHash,
      role: "finance_admin",
    });
    const session = await signedIn("sam@example.com");
    await pool().query("UPDATE login SET role = 'auditor' WHERE email = 'sam@example.com'");
    expect((await readSessionByKey(session, clock.now()))?.actor).toMatchObject({
      kind: "staff",
      role: "auditor",
    });
  });
});

describe("revokeSession", () => {
  test("does not find another customer's session, nor another merchant's", async () => {
    const session = await signedIn("ada@example.com");
    expect(await revokeSession(contextOf(bob.actor, clock), session)).toEqual(NOT_FOUND);
    expect(await revokeSession(contextOf(staff("platform_admin", harbor), clock), session)).toEqual(
      NOT_FOUND,
    );
    expect(await revokeSession(contextOf(ada.actor, clock), { sessionId: newId() })).toEqual(NOT_FOUND);
    expect(await isLive(session)).toBe(true);
  });

  test.each([
    { role: "support", code: "session_not_found" },
    { role: "finance_admin", code: "session_not_found" },
    { role: "auditor", code: "missing_permission" },
  ] as const)("refuses $role somebody else's", async ({ role, code }) => {
    const session = await signedIn("ada@example.com");
    expect(await revokeSession(contextOf(staff(role), clock), session)).toMatchObject({
      ok: false,
      error: { code },
    });
    expect(await isLive(session)).toBe(true);
  });

  test("lets a platform administrator end anybody's of the merchant, on record", async () => {
    const session = await signedIn("ada@example.com");
    const admin = contextOf(staff("platform_admin"), clock);
    expect(await revokeSession(admin, session)).toEqual({ ok: true, value: undefined });
    expect(await isLive(session)).toBe(false);
    const { rows } = await pool().query(
      "SELECT actor_name, event_type, changes FROM audit_event WHERE trace_id = $1",
      [admin.traceId],
    );
    const changes = { sessionId: session.sessionId, loginId: ada.loginId };
    expect(rows).toEqual([{ actor_name: "platform_admin", event_type: "session.revoked", changes }]);
  });

  test("is done once: again, it answers the same and records nothing", async () => {
    const session = await signedIn("ada@example.com");
    await revokeSession(contextOf(ada.actor, clock), session);
    const again = contextOf(ada.actor, clock);
    expect(await revokeSession(again, session)).toEqual({ ok: true, value: undefined });
    const { rowCount } = await pool().query("SELECT 1 FROM audit_event WHERE trace_id = $1", [again.traceId]);
    expect(rowCount).toBe(0);
  });
});

describe("revokeOtherSessions", () => {
  test("keeps this browser and ends the others, of nobody else", async () => {
    await revokeOtherSessions(contextOf(ada.actor, clock), { keepSessionId: newId() });
    const [here, phone, bobs] = [
      await signedIn("ada@example.com"),
      await signedIn("ada@example.com"),
      await signedIn("bob@example.com"),
    ];
    const ended = await revokeOtherSessions(contextOf(ada.actor, clock), { keepSessionId: here.sessionId });
    expect(ended).toEqual({ ok: true, value: { revokedCount: 1 } });
    expect([await isLive(here), await isLive(phone), await isLive(bobs)]).toEqual([true, false, true]);
  });
});

describe("ownSessions", () => {
  test("lists where one is signed in, this browser first, and nobody else's", async () => {
    clock.advance(Date.now() - clock.now().getTime());
    await revokeOtherSessions(contextOf(bob.actor, clock), { keepSessionId: newId() });
    const here = await signedIn("bob@example.com");
    await signedIn("bob@example.com");
    const sessions = await ownSessions(bob.actor, here.sessionId);
    expect(sessions.map((session) => session.isCurrent)).toEqual([true, false]);
    const adas = await ownSessions(ada.actor, null);
    expect(adas.map((session) => session.id)).not.toContain(here.sessionId);
  });
});

describe("disableLogin", () => {
  test("is for those who manage people", async () => {
    const command = { loginId: bob.loginId, reason: "left" };
    expect(await disableLogin(contextOf(staff("finance_admin"), clock), command)).toMatchObject({
      error: { kind: "forbidden", permission: "people.manage" },
    });
  });

  test("does not find another merchant's login", async () => {
    const admin = contextOf(staff("platform_admin", harbor), clock);
    expect(await disableLogin(admin, { loginId: bob.loginId, reason: "left" })).toMatchObject({
      error: { kind: "not_found", code: "login_not_found" },
    });
  });

  test("asks for a reason", async () => {
    const admin = contextOf(staff("platform_admin"), clock);
    expect(await disableLogin(admin, { loginId: bob.loginId, reason: " " })).toMatchObject({
      error: { kind: "rejected", code: "reason_required" },
    });
  });

  test("signs out at once on every device, until the login is opened and the person signs in anew", async () => {
    const admin = contextOf(staff("platform_admin"), clock);
    const sessions = [await signedIn("bob@example.com"), await signedIn("bob@example.com")];
    await disableLogin(admin, { loginId: bob.loginId, reason: "left" });
    for (const session of sessions) expect(await isLive(session)).toBe(false);
    await expect(signedIn("bob@example.com")).rejects.toThrow("wrong_credentials");
    await enableLogin(admin, { loginId: bob.loginId });
    for (const session of sessions) expect(await isLive(session)).toBe(false);
    expect(await isLive(await signedIn("bob@example.com"))).toBe(true);
  });

  test("does not let anybody close their own", async () => {
    const actor = { ...staff("platform_admin"), loginId: bob.loginId } as const;
    expect(
      await disableLogin(contextOf(actor, clock), { loginId: bob.loginId, reason: "oops" }),
    ).toMatchObject({
      error: { kind: "forbidden", permission: "people.disable_self" },
    });
  });
});
