import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/platform/ids";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { serviceDatabase } from "@/test/support/service-database";
import { replayWebhookEvents } from "./replay-webhook-events";

serviceDatabase();
let shop: Shop;
let other: Shop;

beforeAll(async () => {
  shop = await aShop();
  other = await aShop();
});
beforeEach(() => pool().query("UPDATE webhook_event SET state = 'applied'"));

async function event(state: string, merchantId: string | null = shop.merchantId, type = "charge.succeeded") {
  const id = newId();
  await pool().query(
    `INSERT INTO webhook_event (id, merchant_id, gateway, external_id, type, kind, object_id, api_version, is_live, payload, trace_id,
       occurred_at, state, attempt_count)
       VALUES ($1::uuid, $2, 'stripe', 'evt_' || $1::uuid::text, $3, 'payment_changed', 'ch_1', '', false, '{}', repeat('0', 32), now(),
         $4::webhook_event_state, 5)`,
    [id, merchantId, type, state],
  );
  return id;
}
const waiting = async () =>
  (
    await pool().query<{ id: string }>(
      "SELECT id FROM webhook_event WHERE state = 'received' AND attempt_count = 0 ORDER BY id",
    )
  ).rows.map(({ id }) => id);

describe("replayWebhookEvents", () => {
  test("WHK-07: puts all dead events of the merchant back at once, and nobody else's", async () => {
    const own = [await event("dead"), await event("dead")];
    await event("dead", other.merchantId);
    await event("dead", null);
    await event("failed");
    expect(
      answered(await replayWebhookEvents(shop.staff("finance_admin"), { state: "dead", type: null })),
    ).toEqual({
      eventCount: 2,
    });
    expect(await waiting()).toEqual(own.toSorted());
    const { rows } = await pool().query(
      "SELECT changes FROM audit_event WHERE event_type = 'webhook_events.replayed' AND merchant_id = $1",
      [shop.merchantId],
    );
    expect(rows).toEqual([{ changes: { state: "dead", type: null, eventCount: 2 } }]);
  });

  test("F18: puts parked events that are nobody's back for the platform's administrators, of one type only if asked", async () => {
    const foreign = await event("parked", null);
    await event("parked", null, "charge.failed");
    const platform = shop.staff("platform_admin");
    const command = { state: "parked", type: "charge.succeeded" } as const;
    expect(answered(await replayWebhookEvents(platform, command)).eventCount).toBe(1);
    expect(await waiting()).toEqual([foreign]);
  });

  test("is refused to who may not replay", async () => {
    await event("dead");
    expect(
      refused(await replayWebhookEvents(shop.staff("auditor"), { state: "dead", type: null })),
    ).toMatchObject({
      code: "missing_permission",
    });
    expect(await waiting()).toEqual([]);
  });
});
