import { beforeAll, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import { anOrder } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { moneyStage } from "@/test/support/money-stage";
import type { ServiceContext } from "../context";
import { advanceInstallment } from "./advance-installment";

const stage = moneyStage();
let shop: Shop;
let ada: ServiceContext<CustomerActor>;

beforeAll(async () => {
  shop = await aShop();
  ada = await shop.customer();
});

const DAY_MS = 86_400_000;

test("an installment is overdue the day after its day, and advancing it again changes nothing", async () => {
  const termsId = await shop.terms({ kind: "net", days: 30, end: "none" });
  const { orderId } = await anOrder(shop, ada, { termsId });
  const find = () =>
    stage.rows<{ id: string; state: string; due_on: string }>(
      "SELECT id, state, due_on::text AS due_on FROM installment WHERE order_id = $1",
      [orderId],
    );
  const [part] = await find();
  if (part === undefined) throw new Error("The order has no installment.");
  const at = (days: number) => new Date(new Date(`${part.due_on}T12:00:00Z`).getTime() + days * DAY_MS);
  const advance = (now: Date) =>
    advanceInstallment({ ...shop.system(), clock: { now: () => now } }, { orderId, installmentId: part.id });
  await advance(at(0));
  expect(await find()).toMatchObject([{ state: "due" }]);
  for (let time = 0; time < 2; time += 1) {
    await advance(at(2));
    expect(await find()).toMatchObject([{ state: "overdue" }]);
  }
  expect(
    await stage.rows("SELECT kind FROM order_event WHERE order_id = $1 AND kind = 'installment_overdue'", [
      orderId,
    ]),
  ).toHaveLength(1);
});
