import { beforeAll, describe, expect, test } from "vitest";
import type { StaffActor } from "@/lib/domain/actor";
import { publicId } from "@/lib/platform/ids";
import { appDatabase } from "@/test/builders/app-database";
import { type MerchantBooks, openMerchant, TRACE } from "@/test/builders/console-books";
import { FIRST_PAGE, PAGE_SIZE, pageRequest } from "./keyset";
import { listOrders, type OrderListRequest } from "./list-orders";

const database = appDatabase();

const ANY: OrderListRequest = {
  search: "",
  state: null,
  customerId: null,
  placed: { from: null, to: null },
  page: FIRST_PAGE,
};

async function numbersFound(actor: StaffActor, request: Partial<OrderListRequest>): Promise<number[]> {
  const list = await listOrders(actor, { ...ANY, ...request });
  return (list?.rows ?? []).map((row) => Number(row.number));
}

describe("one order among others", () => {
  let shop: MerchantBooks;
  let keys: Record<string, string>;

  beforeAll(async () => {
    shop = await openMerchant(database.owner, "one", { timeZone: "America/New_York" });
    const ada = await shop.customer("Ada Lovelace", "ada@example.com");
    const bob = await shop.customer("Bob Byron", "bob@example.com");
    const placedAt = new Date("2026-03-10T03:30:00Z");
    const { orderId, installmentId } = await shop.order({
      customerId: ada,
      number: 1042n,
      totalMinor: 12_000n,
      placedAt,
    });
    await shop.order({ customerId: bob, number: 1043n, totalMinor: 5_000n, state: "payment_pending" });
    const paymentId = await shop.payment({
      orderId,
      installmentId,
      customerId: ada,
      amountMinor: 12_000n,
      state: "failed",
      values: {
        gateway_payment_id: "pi_wanted",
        gateway_charge_id: "ch_wanted",
        card_brand: "visa",
        card_last4: "0341",
      },
    });
    await shop.insert("payment_attempt", {
      payment_id: paymentId,
      command: "confirm",
      external_id: "ch_declined",
      outcome: "declined",
      occurred_at: new Date(),
    });
    await shop.webhookEvent({ external_id: "evt_wanted", object_id: "pi_wanted" });
    keys = {
      order: publicId("order", orderId),
      payment: publicId("payment", paymentId),
      customer: publicId("customer", ada),
    };
  });

  test.each([
    ["its number", "1042"],
    ["its number as people write it", "#1042"],
    ["a part of the customer's name", "lovel"],
    ["two words of the name in any case", "LOVELACE ada"],
    ["the customer's e-mail address", "ada@example.com"],
    ["the beginning of the e-mail address", "ada@ex"],
    ["the payment intent", "pi_wanted"],
    ["the charge", "ch_wanted"],
    ["the charge of a declined attempt", "ch_declined"],
    ["an event about the payment", "evt_wanted"],
    ["the card's last four", "0341"],
    ["the trace id", TRACE],
  ])("is found by %s", async (_name, search) => {
    expect(await numbersFound(shop.staff, { search })).toEqual([1042]);
  });

  test("is found by the public ids of itself, its payment and its customer", async () => {
    for (const search of Object.values(keys)) {
      expect(await numbersFound(shop.staff, { search })).toEqual([1042]);
    }
  });

  test.each([
    "pi_other",
    "lovelock",
    "ada@example.org",
    "9999",
    "' OR 1=1 --",
    "ord_01h455vb4pex5vsknk084sn02q",
  ])("is not found by %s", async (search) => {
    expect(await numbersFound(shop.staff, { search })).toEqual([]);
  });

  test("is kept by its state and its day in the merchant's zone", async () => {
    expect(await numbersFound(shop.staff, { state: "payment_pending" })).toEqual([1043]);
    // 03:30 UTC on the tenth is still the ninth in New York.
    expect(await numbersFound(shop.staff, { placed: { from: "2026-03-09", to: "2026-03-09" } })).toEqual([
      1042,
    ]);
    expect(await numbersFound(shop.staff, { placed: { from: "2026-03-10", to: "2026-03-10" } })).toEqual([]);
  });

  test("says what is due and how its newest payment stands", async () => {
    const list = await listOrders(shop.staff, { ...ANY, search: "1042" });
    expect(list?.rows[0]).toMatchObject({
      customer: { name: "Ada Lovelace" },
      total: { amountMinor: 12_000n, currency: "USD" },
      due: { amountMinor: 12_000n },
      payment: "failed",
    });
  });

  test("is nobody's but its own merchant's staff's", async () => {
    const other = await openMerchant(database.owner, "other");
    for (const search of ["", "1042", "lovelace", "pi_wanted", TRACE, ...Object.values(keys)]) {
      expect(await numbersFound(other.staff, { search })).toEqual([]);
    }
    const customer = {
      kind: "customer",
      merchantId: shop.merchantId,
      loginId: "l",
      customerId: "c",
      name: "Ada",
    } as const;
    expect(await listOrders(customer, ANY)).toBeNull();
  });
});

describe("more orders than a page", () => {
  let shop: MerchantBooks;
  let customerId: string;
  const COUNT = PAGE_SIZE * 2 + 20;
  const START = Date.parse("2026-01-01T00:00:00Z");

  beforeAll(async () => {
    shop = await openMerchant(database.owner, "many");
    customerId = await shop.customer("Mary Many", "mary@example.com");
    for (let index = 1; index <= COUNT; index += 1) {
      // Three orders share each instant, so that the tiebreak matters.
      const placedAt = new Date(START + Math.floor(index / 3) * 1_000);
      await shop.order({ customerId, number: BigInt(index), totalMinor: 100n, placedAt });
    }
  });

  async function walk(onPage: (page: number) => Promise<void>): Promise<number[]> {
    const seen: number[] = [];
    let older: string | null | undefined;
    for (let page = 1; older !== null; page += 1) {
      const list = await listOrders(shop.staff, { ...ANY, page: pageRequest({ older: older ?? undefined }) });
      seen.push(...(list?.rows ?? []).map((row) => Number(row.number)));
      older = list?.older ?? null;
      await onPage(page);
    }
    return seen;
  }

  test("are each seen once, though new ones are placed while paging", async () => {
    const newer: number[] = [];
    const seen = await walk(async (page) => {
      const number = COUNT + page;
      newer.push(number);
      await shop.order({
        customerId,
        number: BigInt(number),
        totalMinor: 100n,
        placedAt: new Date(START + 9e9 + page),
      });
    });
    expect(newer.some((number) => seen.includes(number))).toBe(false);
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: COUNT }, (_, index) => index + 1));
  });

  test("lead back to the page before", async () => {
    const first = await listOrders(shop.staff, ANY);
    const second = await listOrders(shop.staff, {
      ...ANY,
      page: pageRequest({ older: first?.older ?? undefined }),
    });
    const back = await listOrders(shop.staff, {
      ...ANY,
      page: pageRequest({ newer: second?.newer ?? undefined }),
    });
    expect(first?.newer).toBeNull();
    expect(back?.rows.map((row) => row.id)).toEqual(first?.rows.map((row) => row.id));
    expect(back?.newer).toBeNull();
  });

  test("begin at the newest when the cursor is damaged", async () => {
    const first = await listOrders(shop.staff, ANY);
    const damaged = await listOrders(shop.staff, { ...ANY, page: pageRequest({ older: "bm9uc2Vuc2U" }) });
    expect(damaged?.rows[0]?.id).toBe(first?.rows[0]?.id);
  });

  test("are counted exactly while there are few, and estimated when there are many", async () => {
    const few = await openMerchant(database.owner, "few");
    expect((await listOrders(few.staff, ANY))?.total).toEqual({ count: 0, isEstimate: false });
    const crowd = await openMerchant(database.owner, "crowd");
    const buyer = await crowd.customer("Carla Crowd", "carla@example.com");
    await database.owner.query(
      `INSERT INTO "order" (merchant_id, id, number, customer_id, state, currency, subtotal_minor, total_minor, terms, workflow,
         placement_key, placement_hash, placed_at)
       SELECT $1, gen_random_uuid(), n, $2, 'confirmed', 'USD', 100, 100, '{}', '{}', n::text, '', now() FROM generate_series(1, 3000) n`,
      [crowd.merchantId, buyer],
    );
    await database.owner.query('ANALYZE "order"');
    const total = (await listOrders(crowd.staff, ANY))?.total;
    expect(total?.isEstimate).toBe(true);
    expect(total?.count).toBeGreaterThan(1_000);
    expect(total?.count).toBeLessThan(6_000);
  });
});

test("an order found by two keys at once is listed once", async () => {
  const shop = await openMerchant(database.owner, "twice");
  const customerId = await shop.customer("Two Keys", "two@example.com");
  const { orderId, installmentId } = await shop.order({ customerId, number: 4242n, totalMinor: 100n });
  await shop.payment({
    orderId,
    installmentId,
    customerId,
    amountMinor: 100n,
    state: "failed",
    values: { card_last4: "4242" },
  });
  expect(await numbersFound(shop.staff, { search: "4242" })).toEqual([4242]);
});
