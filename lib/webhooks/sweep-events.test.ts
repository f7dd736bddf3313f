import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import type { ServiceContext } from "@/lib/services/context";
import { aStartedPayment } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser } from "@/test/support/pay-as-browser";
import { sweepEvents } from "./sweep-events";

const stage = moneyStage({ webhooks: true });
let shop: Shop;
let ada: ServiceContext<CustomerActor>;

beforeAll(async () => {
  shop = await aShop();
  ada = await shop.customer();
});

const DAY_MS = 86_400_000;
const later = (ms: number) => new Date(Date.now() + ms);
const stateOf = async (orderId: string) =>
  (await stage.rows<{ state: string }>('SELECT state FROM "order" WHERE id = $1', [orderId]))[0]?.state;
const missedAlert = () =>
  stage.rows<{ occurrence_count: number }>(
    "SELECT occurrence_count FROM alert WHERE kind = 'webhook_events_missed' AND state = 'open'",
  );

/** A payment whose every event was lost on its way. */
async function paidUnheard() {
  await stage.control("POST", "deliveries/drop", { type: "*", count: 100 });
  const started = await aStartedPayment(shop, ada);
  await payAsBrowser(stage, started.clientSecret);
  await stage.settle();
  return started;
}

describe("F19, WHK-09: the sweep", () => {
  test("F19, WHK-09: takes in what was never delivered, days after the gateway gave up, and tells staff; again it finds nothing", async () => {
    const { orderId } = await paidUnheard();
    expect(await stateOf(orderId)).toBe("payment_pending");
    // The first look of an installation goes back a day; this one knows that it was complete until an hour ago.
    await stage.rows(
      "INSERT INTO webhook_sweep (gateway, swept_until, last_run_at, last_found_count, total_found_count) VALUES ('stripe', now() - interval '1 hour', now(), 0, 0)",
    );
    const swept = await sweepEvents("stripe", later(4 * DAY_MS));
    expect(swept.isDone).toBe(true);
    expect(swept.foundCount).toBeGreaterThan(0);
    await stage.settle();
    expect(await stateOf(orderId)).toBe("paid");
    expect(
      await stage.rows("SELECT id FROM journal_entry WHERE order_id = $1 AND kind = 'payment_captured'", [
        orderId,
      ]),
    ).toHaveLength(1);
    expect(await missedAlert()).toHaveLength(1);
    expect(await sweepEvents("stripe", later(4 * DAY_MS))).toEqual({ foundCount: 0, isDone: true });
    const [sweep] = await stage.rows<Record<string, unknown>>(
      "SELECT total_found_count, last_found_count, last_error FROM webhook_sweep",
    );
    expect(sweep).toEqual({
      total_found_count: BigInt(swept.foundCount),
      last_found_count: 0,
      last_error: null,
    });
  });

  test("leaves alone what may still be on its way", async () => {
    await stage.rows("UPDATE webhook_sweep SET swept_until = now() - interval '1 hour'");
    const { orderId } = await paidUnheard();
    expect((await sweepEvents("stripe", later(0))).foundCount).toBe(0);
    expect(await stateOf(orderId)).toBe("payment_pending");
    await sweepEvents("stripe", later(DAY_MS));
    await stage.settle();
    expect(await stateOf(orderId)).toBe("paid");
  });

  test("by several at once takes each event in once", async () => {
    await stage.rows("UPDATE webhook_sweep SET swept_until = now() - interval '1 hour'");
    const { orderId } = await paidUnheard();
    const sweeps = await Promise.all(Array.from({ length: 4 }, () => sweepEvents("stripe", later(DAY_MS))));
    expect(sweeps.every(({ isDone }) => isDone)).toBe(true);
    await stage.settle();
    expect(await stateOf(orderId)).toBe("paid");
    const types = await stage.rows<{ external_id: string }>("SELECT external_id FROM webhook_event");
    expect(new Set(types.map(({ external_id }) => external_id)).size).toBe(types.length);
  });

  test("that cannot ask says so, and the next one begins where it would have", async () => {
    await stage.rows("UPDATE webhook_sweep SET swept_until = now() - interval '1 hour'");
    const { orderId } = await paidUnheard();
    await stage.wire.cut();
    expect(await sweepEvents("stripe", later(DAY_MS))).toEqual({ foundCount: 0, isDone: false });
    const [failed] = await stage.rows<{ last_error: string | null; is_kept: boolean }>(
      "SELECT last_error, swept_until < now() AS is_kept FROM webhook_sweep",
    );
    expect(failed).toEqual({ last_error: "gateway_not_reached", is_kept: true });
    await stage.wire.mend();
    expect((await sweepEvents("stripe", later(DAY_MS))).foundCount).toBeGreaterThan(0);
    await stage.settle();
    expect(await stateOf(orderId)).toBe("paid");
  });
});
