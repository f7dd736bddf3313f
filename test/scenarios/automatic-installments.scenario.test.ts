import { expect, test } from "vitest";
import type { PaymentTerms } from "@/lib/domain/terms/payment-terms";
import { advanceInstallments } from "@/lib/jobs/handlers/advance-installments";
import type { PaymentScope } from "@/lib/domain/payments/due-installments";
import { startPayment } from "@/lib/services/payments/start-payment";
import { aConsent, aSavedCard } from "../builders/kept-cards";
import { anOrder } from "../builders/orders";
import { aShop } from "../builders/shop";
import { answered } from "../support/answered";
import { moneyStage } from "../support/money-stage";
import { movedClock } from "../support/moved-clock";
import { authenticate, payAsBrowser } from "../support/pay-as-browser";
import { tellStory } from "../support/scenario";
import { until } from "../support/until";

const stage = moneyStage({ webhooks: true });

const MONTHLY: PaymentTerms = {
  kind: "installments",
  count: 12,
  unit: "month",
  every: 1,
  starts: "at_once",
  firstShareBasisPoints: 0,
  feeBasisPoints: 0,
  feeMinor: 0n,
};

test("TIM-08, TIM-09, TIM-10: twelve installments charged by themselves: the fourth fails, the sixth asks for 3-D Secure, the rest is paid off", async () => {
  const clock = movedClock("2027-01-31T12:00:00Z");
  const shop = await aShop({ clock });
  const ada = await shop.customer();
  const journal = "automatic-installments.txt";
  await tellStory(stage, { merchantId: shop.merchantId, journal }, async () => {
    const { orderId } = await anOrder(shop, ada, { termsId: await shop.terms(MONTHLY) });
    const partsOf = async () =>
      (
        await stage.rows<{ part: string }>(
          "SELECT concat_ws(' ', state, collection) AS part FROM installment WHERE order_id = $1 ORDER BY position",
          [orderId],
        )
      ).map(({ part }) => part);
    /** Fees become known only now, after what they are fees of, so that the journal is the same each time. */
    const rest = async () => {
      await stage.settle();
      const open = "SELECT 1 FROM webhook_event WHERE state IN ('received', 'failed')";
      await until("all news are taken in", async () => (await stage.rows(open)).length === 0);
    };
    /** Lets every step of a day be taken. The worker's clock is not moved: what a charge came to is told by its answer. */
    const liveThrough = async (day: string) => {
      clock.moveTo(day);
      const waiting = "SELECT 1 FROM installment WHERE order_id = $1 AND next_step_at <= $2";
      await until(`every step of ${day} is taken`, async () => {
        await stage.beforeNews(() => advanceInstallments(clock.now()));
        return (await stage.rows(waiting, [orderId, clock.now()])).length === 0;
      });
      await rest();
    };
    const pay = async (scope: PaymentScope, card: string) => {
      const started = answered(await startPayment(ada, { orderId, saveMethod: false, scope }));
      const confirmed = await payAsBrowser(stage, started.clientSecret, card);
      if (confirmed.status === "requires_action")
        await authenticate(stage, started.clientSecret, "succeeded");
      const done = "SELECT 1 FROM payment WHERE id = $1 AND state = 'completed'";
      await until(
        "the payment has arrived",
        async () => (await stage.rows(done, [started.paymentId])).length > 0,
      );
      await rest();
      return started.amount.amountMinor;
    };

    expect(await pay("due", "visa")).toBe(1_000n);
    const visa = await aSavedCard(stage, ada, "visa");
    await aConsent(ada, { orderId, methodId: visa });
    for (const day of ["2027-02-28", "2027-03-31"]) await liveThrough(day);
    expect((await partsOf()).slice(0, 4)).toEqual(["paid none", "paid none", "paid none", "scheduled none"]);

    await aConsent(ada, { orderId, methodId: await aSavedCard(stage, ada, "chargeCustomerFail") });
    await liveThrough("2027-04-30");
    expect((await partsOf()).slice(3, 5)).toEqual(["due customer_needed", "scheduled none"]);
    await aConsent(ada, { orderId, methodId: visa });
    await liveThrough("2027-05-02");
    expect((await partsOf())[3]).toBe("paid none");
    await liveThrough("2027-05-31");

    const asked = await aSavedCard(stage, ada, "authenticationRequired");
    await aConsent(ada, { orderId, methodId: asked });
    await liveThrough("2027-06-30");
    expect((await partsOf()).slice(4, 6)).toEqual(["paid none", "due action_required"]);
    clock.moveTo("2027-07-02");
    expect(await pay("due", "authenticationRequired")).toBe(1_000n);
    expect(await pay("all", "visa")).toBe(6_000n);
    await liveThrough("2027-08-31");
    expect(await stage.rows('SELECT state FROM "order" WHERE id = $1', [orderId])).toEqual([
      { state: "paid" },
    ]);
    const charged = await stage.rows(
      "SELECT 1 FROM order_event WHERE order_id = $1 AND kind = 'charge_started'",
      [orderId],
    );
    expect(charged).toHaveLength(6);
  });
});
