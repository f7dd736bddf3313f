import { beforeAll, describe, expect, test } from "vitest";
import type { Actor, StaffRole } from "@/lib/domain/actor";
import { newId } from "@/lib/platform/ids";
import { aMerchant, contextOf, frozenClock } from "@/test/support/people";
import { serviceDatabase } from "@/test/support/service-database";
import { findLoginActor } from "./find-login-actor";
import { registerStaff } from "./register-staff";

serviceDatabase();

let northwind: string;
let harbor: string;

beforeAll(async () => {
  northwind = await aMerchant("Northwind");
  harbor = await aMerchant("Harbor Press");
});

function staff(role: StaffRole, merchantId = northwind) {
  const actor: Actor = { kind: "staff", merchantId, loginId: newId(), role, name: role };
  return contextOf(actor, frozenClock());
}

function system(merchantId = northwind) {
  return contextOf({ kind: "system", merchantId, name: "test" }, frozenClock());
}

function person(email: string, role: StaffRole = "support") {
  return { name: "Sam", email, passwordHash: "$argon2id$not-compared-here", role };
}

describe("registerStaff", () => {
  test.each(["support", "billing_ops", "finance_approver", "finance_admin", "auditor"] as const)(
    "is not for %s",
    async (role) => {
      expect(await registerStaff(staff(role), person("eve@example.com", "finance_admin"))).toMatchObject({
        error: { kind: "forbidden", permission: "people.manage" },
      });
    },
  );

  test("refuses by field what is no name and no address", async () => {
    const refused = await registerStaff(staff("platform_admin"), { ...person("sam"), name: "\n" });
    expect(refused).toMatchObject({
      error: { kind: "invalid", fields: { name: "required", email: "invalid_email" } },
    });
  });

  test("makes a login of the actor's merchant in that role, once for each address", async () => {
    const admin = staff("platform_admin");
    const registered = await registerStaff(admin, person("Sam@Example.com"));
    const loginId = registered.ok ? registered.value.loginId : "";
    expect(await findLoginActor(system(), { email: "sam@example.com" })).toEqual({
      kind: "staff",
      merchantId: northwind,
      loginId,
      role: "support",
      name: "Sam",
    });
    expect(await registerStaff(admin, person("sam@example.com", "auditor"))).toMatchObject({
      error: { kind: "rejected", code: "email_taken" },
    });
  });
});

describe("findLoginActor", () => {
  test("finds nobody of another merchant", async () => {
    await registerStaff(staff("platform_admin"), person("kim@example.com"));
    const email = "kim@example.com";
    expect(await findLoginActor(system(), { email })).toMatchObject({ kind: "staff", role: "support" });
    expect(await findLoginActor(system(harbor), { email })).toBeNull();
  });

  test("is for the system alone: anybody else who asks is a bug", async () => {
    await expect(findLoginActor(staff("platform_admin"), { email: "kim@example.com" })).rejects.toThrow(
      "Only the system",
    );
  });
});
