import { beforeAll, describe, expect, test } from "vitest";
import type { StaffRole } from "@/lib/domain/actor";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/platform/ids";
import { findAlert } from "@/lib/queries/console/find-alert";
import { FIRST_PAGE } from "@/lib/queries/console/keyset";
import { countOpenAlerts, listAlerts } from "@/lib/queries/console/list-alerts";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { serviceDatabase } from "@/test/support/service-database";
import { handleAlert } from "./handle-alert";
import { raiseAlert } from "./raise-alert";

serviceDatabase();
let shop: Shop;
let other: Shop;

beforeAll(async () => {
  shop = await aShop();
  other = await aShop();
});

const raise = (subject: string, merchantId: string | null = shop.merchantId) =>
  raiseAlert({ kind: "pci_violation", merchantId, subject, details: { field: "note" } });
const as = (role: StaffRole, of: Shop = shop) => of.staff(role);
const act = (role: StaffRole, alertId: string, act: "acknowledged" | "resolved" | "false_alarm", note = "") =>
  handleAlert(as(role), { alertId, act, note });

describe("an alert", () => {
  test("MON-12: has a severity, an owner, an acknowledgement and a history", async () => {
    const { alertId } = await raise("form note");
    const finance = as("finance_admin");
    const raised = await findAlert(finance.actor, { alertId });
    expect(raised).toMatchObject({
      severity: "critical",
      state: "open",
      ownerRole: "platform_admin",
      ownerName: null,
      occurrenceCount: 1,
      details: [["field", "note"]],
    });
    answered(await handleAlert(finance, { alertId, act: "acknowledged", note: "" }));
    expect(await findAlert(finance.actor, { alertId })).toMatchObject({
      state: "acknowledged",
      ownerName: "Grace Staff",
    });
    answered(await handleAlert(finance, { alertId, act: "false_alarm", note: "An order number." }));
    const ended = await findAlert(finance.actor, { alertId });
    expect(ended?.state).toBe("false_alarm");
    expect(ended?.history.map(({ kind, actorName, note }) => [kind, actorName, note])).toEqual([
      ["raised", "Remit", null],
      ["acknowledged", "Grace Staff", null],
      ["false_alarm", "Grace Staff", "An order number."],
    ]);
    const { rows } = await pool().query(
      "SELECT command, reason FROM audit_event WHERE event_type = 'alert.false_alarm' AND merchant_id = $1",
      [shop.merchantId],
    );
    expect(rows).toEqual([{ command: "handle-alert", reason: "An order number." }]);
  });

  test("MON-14: stands in the list the moment it was raised, and is counted until somebody takes it", async () => {
    const { actor } = as("support");
    const before = await countOpenAlerts(actor);
    const { alertId } = await raise("header x-note");
    expect(await countOpenAlerts(actor)).toBe(before + 1);
    const listed = await listAlerts(actor, { state: "open", severity: "critical", page: FIRST_PAGE });
    expect(listed?.rows[0]).toMatchObject({ id: alertId, subject: "header x-note" });
    answered(await act("billing_ops", alertId, "acknowledged"));
    expect(await countOpenAlerts(actor)).toBe(before);
    const unfinished = await listAlerts(actor, { state: "unfinished", severity: null, page: FIRST_PAGE });
    expect(unfinished?.rows.map(({ id }) => id)).toContain(alertId);
  });

  test("about the same thing is one that counts, however many happen at once; after its end it is a new one", async () => {
    const raised = await Promise.all(Array.from({ length: 30 }, () => raise("query q")));
    const ids = new Set(raised.map(({ alertId }) => alertId));
    expect(ids.size).toBe(1);
    const [alertId = ""] = ids;
    expect(await findAlert(as("auditor").actor, { alertId })).toMatchObject({ occurrenceCount: 30 });
    answered(await act("platform_admin", alertId, "resolved", "Told the sender."));
    expect((await raise("query q")).alertId).not.toBe(alertId);
  });

  test("is refused to whoever may not handle it, and needs a note at its end", async () => {
    const { alertId } = await raise("form comment");
    expect(refused(await act("auditor", alertId, "resolved", "x"))).toMatchObject({
      code: "missing_permission",
      permission: "alert.handle",
    });
    expect(refused(await act("support", alertId, "acknowledged")).kind).toBe("forbidden");
    expect(refused(await act("platform_admin", newId(), "resolved", "x")).code).toBe("alert_not_found");
    expect(refused(await act("platform_admin", alertId, "resolved", " ")).code).toBe("reason_required");
    answered(await act("platform_admin", alertId, "resolved", "Done."));
    expect(refused(await act("platform_admin", alertId, "resolved", "Again.")).code).toBe(
      "alert_already_ended",
    );
    expect(refused(await act("platform_admin", alertId, "acknowledged")).code).toBe("alert_already_ended");
  });

  test("of another merchant does not exist, and the installation's is the platform administrators' matter", async () => {
    const { alertId } = await raise("form theirs", other.merchantId);
    const platform = as("platform_admin");
    expect(await findAlert(platform.actor, { alertId })).toBeNull();
    expect(refused(await handleAlert(platform, { alertId, act: "resolved", note: "x" })).code).toBe(
      "alert_not_found",
    );
    const own = await raise("everywhere", null);
    expect(await findAlert(platform.actor, { alertId: own.alertId })).not.toBeNull();
    expect(await findAlert(as("finance_admin").actor, { alertId: own.alertId })).toBeNull();
    expect(refused(await act("finance_admin", own.alertId, "resolved", "x")).code).toBe("alert_not_found");
    const customer = await shop.customer();
    expect(await listAlerts(customer.actor, { state: null, severity: null, page: FIRST_PAGE })).toBeNull();
  });

  test("keeps its history: the application can neither change nor delete it", async () => {
    await raise("form kept");
    for (const sql of ["UPDATE alert_event SET note = 'x'", "DELETE FROM alert_event", "DELETE FROM alert"])
      await expect(pool().query(sql)).rejects.toThrow("permission denied");
  });
});
