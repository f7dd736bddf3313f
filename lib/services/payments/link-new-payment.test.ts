import { beforeAll, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import type { GatewayPayment } from "@/lib/domain/payments/gateway-outcome";
import type { Payment } from "@/lib/domain/payments/payment";
import { money } from "@/lib/domain/money/money";
import { findPayments } from "@/lib/db/payments";
import { inTransaction } from "@/lib/db/transaction";
import { gatewayFor } from "@/lib/gateways/registry";
import { aStartedPayment } from "@/test/builders/orders";
import { aShop, type Shop } from "@/test/builders/shop";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser } from "@/test/support/pay-as-browser";
import type { ServiceContext } from "../context";
import { linkNewPayment } from "./link-new-payment";

const stage = moneyStage();
let shop: Shop;
let ada: ServiceContext<CustomerActor>;

beforeAll(async () => {
  shop = await aShop();
  ada = await shop.customer();
});

async function seenAt(id: string): Promise<GatewayPayment> {
  const asked = await gatewayFor("stripe").retrievePayment(id);
  if (asked.outcome !== "succeeded") throw new Error(asked.outcome);
  return asked.value;
}

/** A payment that the gateway has, and whose name there we have not written down yet. */
async function unlinked(card?: string): Promise<{ payment: Payment; seen: GatewayPayment; buyer: string }> {
  const { paymentId, clientSecret } = await aStartedPayment(shop, ada);
  if (card !== undefined) await payAsBrowser(stage, clientSecret, card);
  await stage.rows("UPDATE payment SET gateway_payment_id = NULL WHERE id = $1", [paymentId]);
  const [payment] = await inTransaction((tx) => findPayments(tx, shop.merchantId, [paymentId]));
  const seen = await seenAt(clientSecret.split("_secret_")[0] ?? "");
  if (payment === undefined || seen.gatewayCustomerId === null) throw new Error("It was just made.");
  return { payment, seen, buyer: seen.gatewayCustomerId };
}

const nameOf = async (id: string) =>
  (
    await stage.rows<{ name: string | null }>(
      "SELECT gateway_payment_id AS name FROM payment WHERE id = $1",
      [id],
    )
  )[0]?.name;

test("writes down the gateway's name of a payment that waits for its card, once", async () => {
  const { payment, seen, buyer } = await unlinked();
  expect(await linkNewPayment(payment, buyer, seen, new Date())).toBe(true);
  expect(await nameOf(payment.id)).toBe(seen.gatewayPaymentId);
  expect(await linkNewPayment(payment, buyer, seen, new Date())).toBe(false);
});

test("leaves another buyer's, another amount and another currency to who decides", async () => {
  const { payment, seen, buyer } = await unlinked();
  const wrong = [
    { ...seen, gatewayCustomerId: "cus_other" },
    { ...seen, amount: money(seen.amount.amountMinor + 1n, "USD") },
    { ...seen, amount: money(seen.amount.amountMinor, "EUR") },
  ];
  for (const other of wrong) expect(await linkNewPayment(payment, buyer, other, new Date())).toBe(false);
  expect(await nameOf(payment.id)).toBeNull();
});

test.each(["visa", "chargeDeclinedInsufficientFunds"])(
  "leaves one that somebody tried to pay (%s) to who decides",
  async (card) => {
    const { payment, seen, buyer } = await unlinked(card);
    expect(await linkNewPayment(payment, buyer, seen, new Date())).toBe(false);
    expect(await nameOf(payment.id)).toBeNull();
  },
);

test("leaves one that was given up meanwhile as it is", async () => {
  const { payment, seen, buyer } = await unlinked();
  await stage.rows("UPDATE payment SET state = 'canceled' WHERE id = $1", [payment.id]);
  expect(await linkNewPayment(payment, buyer, seen, new Date())).toBe(false);
  expect(await nameOf(payment.id)).toBeNull();
});
