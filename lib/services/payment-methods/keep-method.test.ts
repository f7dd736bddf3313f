import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { keepMethod } from "./keep-method";
import { type Shop, aShop } from "@/test/builders/shop";
import { moneyStage } from "@/test/support/money-stage";

const stage = moneyStage();
let shop: Shop;

beforeAll(async () => {
  shop = await aShop();
});

const method = (gatewayMethodId = `pm_${newId().replaceAll("-", "")}`) => ({
  gatewayMethodId,
  gatewayCustomerId: "cus_1",
  card: { brand: "visa", last4: "4242", funding: "credit", expMonth: 12, expYear: 2040 },
});
const consent = { text: "I agree.", at: new Date("2026-11-20T09:00:00Z") };

describe("keeping a card", () => {
  test("keeps it once with one record, however often it is told at the same time", async () => {
    const { actor } = await shop.customer();
    const given = { customerId: actor.customerId, method: method(), consent };
    await Promise.all(Array.from({ length: 8 }, () => keepMethod(shop.system(), given)));
    expect(
      await stage.rows(
        "SELECT consent_text, consented_at, is_default FROM payment_method WHERE customer_id = $1",
        [actor.customerId],
      ),
    ).toEqual([{ consent_text: "I agree.", consented_at: consent.at, is_default: true }]);
    expect(
      await stage.rows(
        "SELECT card_last4 FROM audit_event WHERE event_type = 'payment_method.saved' AND changes ->> 'customerId' = $1",
        [actor.customerId],
      ),
    ).toEqual([{ card_last4: "4242" }]);
  });

  test("makes one default of many that come at the same time", async () => {
    const { actor } = await shop.customer();
    await Promise.all(
      Array.from({ length: 6 }, () =>
        keepMethod(shop.system(), { customerId: actor.customerId, method: method(), consent }),
      ),
    );
    const cards = await stage.rows<{ is_default: boolean }>(
      "SELECT is_default FROM payment_method WHERE customer_id = $1",
      [actor.customerId],
    );
    expect(cards).toHaveLength(6);
    expect(cards.filter((card) => card.is_default)).toHaveLength(1);
  });

  test("does not keep a card without consent", async () => {
    const { actor } = await shop.customer();
    const given = { customerId: actor.customerId, method: method(), consent: { ...consent, text: "" } };
    await expect(keepMethod(shop.system(), given)).rejects.toMatchObject({
      constraint: "payment_method_has_consent",
    });
  });

  test.each(["4242", "card_1", "pm_", "pm_card_nobody", "pm_1'; --"])(
    "VAL-14, VAL-16: keeps nothing under %s, which is no token",
    async (gatewayMethodId) => {
      const { actor } = await shop.customer();
      const given = { customerId: actor.customerId, method: method(gatewayMethodId), consent };
      await expect(keepMethod(shop.system(), given)).rejects.toThrow("by a token");
    },
  );
});
