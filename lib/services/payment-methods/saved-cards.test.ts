import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import { saveCardConsent } from "@/lib/domain/payments/consent";
import { savePaymentMethod as saveCardJob } from "@/lib/jobs/handlers/save-payment-method";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { refreshPayment } from "../payments/refresh-payment";
import { recordSavedMethod } from "./record-saved-method";
import { refreshMethod } from "./refresh-method";
import { removeMethod } from "./remove-method";
import { savePaymentMethod } from "./save-payment-method";
import { setDefaultMethod } from "./set-default-method";
import { startMethodSetup } from "./start-method-setup";
import { aStartedPayment } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser, saveAsBrowser } from "@/test/support/pay-as-browser";

const stage = moneyStage();
let shop: Shop;

beforeAll(async () => {
  shop = await aShop();
});

type Customer = ServiceContext<CustomerActor>;

interface Card {
  readonly id: string;
  readonly gateway_method_id: string;
  readonly last4: string;
  readonly is_default: boolean;
  readonly is_removed: boolean;
  readonly consent_text: string;
}

const cardsOf = ({ actor }: Customer) =>
  stage.rows<Card>(
    `SELECT id, gateway_method_id, last4, is_default, removed_at IS NOT NULL AS is_removed, consent_text FROM payment_method
       WHERE customer_id = $1 ORDER BY id`,
    [actor.customerId],
  );

/** Saves a card without paying, as the account page does. */
async function savedCard(customer: Customer, card = "visa"): Promise<string> {
  const { clientSecret } = answered(await startMethodSetup(customer, { hasConsent: true }));
  await saveAsBrowser(stage, clientSecret, card);
  answered(await recordSavedMethod(customer, { setupId: clientSecret.split("_secret_")[0] ?? "" }));
  return (await cardsOf(customer)).at(-1)?.id ?? "";
}

describe("saving a card without paying", () => {
  test("is refused to staff, and without consent", async () => {
    expect(refused(await startMethodSetup(shop.staff("finance_admin"), { hasConsent: true }))).toMatchObject({
      permission: "payment_method.manage",
    });
    expect(refused(await recordSavedMethod(shop.staff("support"), { setupId: "seti_1" }))).toMatchObject({
      permission: "payment_method.manage",
    });
    expect(refused(await startMethodSetup(await shop.customer(), { hasConsent: false }))).toEqual({
      kind: "rejected",
      code: "consent_required",
    });
  });

  test("keeps a reference with the words agreed to, and nothing of the card's number", async () => {
    const ada = await shop.customer();
    await savedCard(ada);
    expect(await cardsOf(ada)).toMatchObject([
      { last4: "4242", is_default: true, is_removed: false, consent_text: saveCardConsent("Acme") },
    ]);
    const [card] = await cardsOf(ada);
    expect((await stage.stripe.paymentMethods.retrieve(card?.gateway_method_id ?? "")).customer).toMatch(
      /^cus_/,
    );
  });

  test("keeps nothing while the setup is not finished, and keeps it once when told twice", async () => {
    const ada = await shop.customer();
    const { clientSecret } = answered(await startMethodSetup(ada, { hasConsent: true }));
    const setupId = clientSecret.split("_secret_")[0] ?? "";
    expect(answered(await recordSavedMethod(ada, { setupId }))).toEqual({ isSaved: false });
    await saveAsBrowser(stage, clientSecret);
    for (let time = 0; time < 2; time += 1)
      expect(answered(await recordSavedMethod(ada, { setupId }))).toEqual({ isSaved: true });
    expect(await cardsOf(ada)).toHaveLength(1);
  });

  test("S35: does not let anybody claim the setup of another, or one that is not there", async () => {
    const ada = await shop.customer();
    const { clientSecret } = answered(await startMethodSetup(ada, { hasConsent: true }));
    await saveAsBrowser(stage, clientSecret);
    const setupId = clientSecret.split("_secret_")[0] ?? "";
    const elsewhere = await (await aShop()).customer();
    for (const [ctx, id] of [
      [await shop.customer("Mallory"), setupId],
      [elsewhere, setupId],
      [ada, "seti_none"],
    ] as const) {
      expect(refused(await recordSavedMethod(ctx, { setupId: id }))).toEqual({
        kind: "not_found",
        code: "payment_method_not_found",
      });
    }
    expect(await cardsOf(ada)).toEqual([]);
  });

  test("VAL-12: is refused for a setup that only says it is the customer's, of another customer's card", async () => {
    const ada = await shop.customer();
    const mallory = await shop.customer("Mallory");
    await savedCard(ada);
    const { clientSecret } = answered(await startMethodSetup(mallory, { hasConsent: true }));
    const real = await stage.stripe.setupIntents.retrieve(clientSecret.split("_secret_")[0] ?? "");
    const forged = await stage.stripe.setupIntents.create({
      customer: typeof real.customer === "string" ? real.customer : "",
      usage: "off_session",
      metadata: { ...real.metadata, customer_id: ada.actor.customerId },
    });
    await saveAsBrowser(stage, forged.client_secret ?? "", "visa");
    const before = await cardsOf(ada);
    expect(refused(await recordSavedMethod(ada, { setupId: forged.id }))).toEqual({
      kind: "not_found",
      code: "payment_method_not_found",
    });
    expect(await cardsOf(ada)).toEqual(before);
  });

  test("is unavailable while the gateway is down", async () => {
    const ada = await shop.customer();
    await savedCard(ada);
    await stage.wire.cut();
    expect(refused(await startMethodSetup(ada, { hasConsent: true }))).toEqual({
      kind: "unavailable",
      code: "gateway_not_reached",
    });
    expect(refused(await recordSavedMethod(ada, { setupId: `seti_${"1".repeat(24)}` }))).toEqual({
      kind: "unavailable",
      code: "gateway_not_reached",
    });
  });
});

describe("keeping the card of a payment", () => {
  const occasion = (customer: Customer) => ({
    merchantId: shop.merchantId,
    traceId: customer.traceId,
    attempt: 1,
    isLastAttempt: false,
  });

  test("follows the capture, once, when the buyer agreed", async () => {
    const ada = await shop.customer();
    const { paymentId, clientSecret } = await aStartedPayment(shop, ada, { saveMethod: true });
    await payAsBrowser(stage, clientSecret);
    answered(await refreshPayment(ada, { paymentId }));
    expect(
      await stage.rows(
        "SELECT id FROM outbox_job WHERE job = 'save-payment-method' AND payload ->> 'paymentId' = $1",
        [paymentId],
      ),
    ).toHaveLength(1);
    for (let time = 0; time < 2; time += 1) await saveCardJob({ paymentId }, occasion(ada));
    expect(await cardsOf(ada)).toMatchObject([
      { last4: "4242", is_default: true, consent_text: saveCardConsent("Acme") },
    ]);
  });

  test("does not happen when the buyer did not agree", async () => {
    const ada = await shop.customer();
    const { paymentId, clientSecret } = await aStartedPayment(shop, ada);
    await payAsBrowser(stage, clientSecret);
    answered(await refreshPayment(ada, { paymentId }));
    expect(
      await stage.rows(
        "SELECT id FROM outbox_job WHERE job = 'save-payment-method' AND payload ->> 'paymentId' = $1",
        [paymentId],
      ),
    ).toEqual([]);
    expect(answered(await savePaymentMethod(shop.system(), { paymentId }))).toEqual({ isSaved: false });
    expect(await cardsOf(ada)).toEqual([]);
  });

  test("is refused to staff, finds no other merchant's payment, and is tried again while the gateway is away", async () => {
    const ada = await shop.customer();
    const { paymentId } = await aStartedPayment(shop, ada, { saveMethod: true });
    expect(refused(await savePaymentMethod(shop.staff("support"), { paymentId }))).toMatchObject({
      permission: "payment_method.manage",
    });
    expect(refused(await savePaymentMethod((await aShop()).system(), { paymentId }))).toMatchObject({
      code: "payment_not_found",
    });
    await stage.wire.cut();
    await expect(saveCardJob({ paymentId }, occasion(ada))).rejects.toThrow("gateway_not_reached");
  });
});

describe("the default card", () => {
  test("is the first, then whichever the customer says, and never two", async () => {
    const ada = await shop.customer();
    const first = await savedCard(ada);
    const second = await savedCard(ada, "mastercard");
    expect(await cardsOf(ada)).toMatchObject([
      { id: first, is_default: true },
      { id: second, is_default: false },
    ]);
    for (let time = 0; time < 2; time += 1)
      expect(answered(await setDefaultMethod(ada, { methodId: second }))).toEqual({ methodId: second });
    expect(await cardsOf(ada)).toMatchObject([{ is_default: false }, { is_default: true }]);
    await Promise.all([first, second, first, second].map((methodId) => setDefaultMethod(ada, { methodId })));
    expect((await cardsOf(ada)).filter((card) => card.is_default)).toHaveLength(1);
  });

  test("is not another customer's to choose, nor a card that was removed", async () => {
    const ada = await shop.customer();
    const methodId = await savedCard(ada);
    expect(refused(await setDefaultMethod(shop.staff("support"), { methodId }))).toMatchObject({
      permission: "payment_method.manage",
    });
    const mallory = await shop.customer("Mallory");
    for (const id of [methodId, newId()]) {
      expect(refused(await setDefaultMethod(mallory, { methodId: id }))).toEqual({
        kind: "not_found",
        code: "payment_method_not_found",
      });
    }
    answered(await removeMethod(ada, { methodId }));
    expect(refused(await setDefaultMethod(ada, { methodId }))).toMatchObject({
      code: "payment_method_not_found",
    });
  });
});

describe("removing a card", () => {
  test("is refused to staff and does not find another customer's card", async () => {
    const methodId = await savedCard(await shop.customer());
    expect(refused(await removeMethod(shop.staff("finance_admin"), { methodId }))).toMatchObject({
      permission: "payment_method.manage",
    });
    for (const id of [methodId, newId()]) {
      expect(refused(await removeMethod(await shop.customer("Mallory"), { methodId: id }))).toMatchObject({
        code: "payment_method_not_found",
      });
    }
  });

  test("detaches it at the gateway, makes the newest one left the default, and changes nothing again", async () => {
    const ada = await shop.customer();
    const first = await savedCard(ada);
    const second = await savedCard(ada, "mastercard");
    for (let time = 0; time < 2; time += 1)
      expect(answered(await removeMethod(ada, { methodId: first }))).toEqual({ methodId: first });
    const [removed, left] = await cardsOf(ada);
    expect([removed, left]).toMatchObject([
      { is_removed: true, is_default: false },
      { id: second, is_default: true },
    ]);
    expect(
      (await stage.stripe.paymentMethods.retrieve(removed?.gateway_method_id ?? "")).customer,
    ).toBeNull();
    expect(
      await stage.rows(
        "SELECT id FROM audit_event WHERE event_type = 'payment_method.removed' AND changes ->> 'methodId' = $1",
        [first],
      ),
    ).toHaveLength(1);
  });

  test("works for a card that the gateway detached already", async () => {
    const ada = await shop.customer();
    const methodId = await savedCard(ada);
    const [card] = await cardsOf(ada);
    await stage.stripe.paymentMethods.detach(card?.gateway_method_id ?? "");
    answered(await removeMethod(ada, { methodId }));
    expect(await cardsOf(ada)).toMatchObject([{ is_removed: true }]);
  });

  test("keeps showing a card that the gateway would still charge: it was down, or refused for another reason", async () => {
    const ada = await shop.customer();
    const methodId = await savedCard(ada);
    const [card] = await cardsOf(ada);
    await stage.wire.cut();
    expect(refused(await removeMethod(ada, { methodId }))).toEqual({
      kind: "unavailable",
      code: "gateway_not_reached",
    });
    await stage.wire.mend();
    await stage.control("POST", "faults", {
      kind: "error_429",
      method: "POST",
      path: "/v1/payment_methods/*",
      // More than the tries of both questions: the removal itself, and whether it happened.
      count: 10,
    });
    expect(refused(await removeMethod(ada, { methodId }))).toEqual({
      kind: "unavailable",
      code: "gateway_not_reached",
    });
    await stage.control("DELETE", "faults");
    expect(await cardsOf(ada)).toMatchObject([{ is_removed: false }]);
    expect(
      (await stage.stripe.paymentMethods.retrieve(card?.gateway_method_id ?? "")).customer,
    ).not.toBeNull();
  });
});

describe("reading a card again", () => {
  test("is refused to staff, knows no card it never kept, and is unavailable while the gateway is down", async () => {
    const ada = await shop.customer();
    await savedCard(ada);
    const gatewayMethodId = (await cardsOf(ada))[0]?.gateway_method_id ?? "";
    expect(
      refused(await refreshMethod(shop.staff("support"), { gateway: "stripe", gatewayMethodId })),
    ).toMatchObject({ permission: "payment_method.manage" });
    expect(
      answered(await refreshMethod(shop.system(), { gateway: "stripe", gatewayMethodId: "pm_none" })),
    ).toEqual({ isKnown: false });
    await stage.wire.cut();
    expect(refused(await refreshMethod(shop.system(), { gateway: "stripe", gatewayMethodId }))).toMatchObject(
      { code: "gateway_not_reached" },
    );
  });

  test("GTW-10: removes it when it was detached, and takes over a new expiry when it was renewed", async () => {
    const ada = await shop.customer();
    await savedCard(ada);
    const gatewayMethodId = (await cardsOf(ada))[0]?.gateway_method_id ?? "";
    await stage.stripe.paymentMethods.update(gatewayMethodId, { card: { exp_month: 11, exp_year: 2039 } });
    answered(await refreshMethod(shop.system(), { gateway: "stripe", gatewayMethodId }));
    expect(
      await stage.rows("SELECT exp_month, exp_year FROM payment_method WHERE gateway_method_id = $1", [
        gatewayMethodId,
      ]),
    ).toEqual([{ exp_month: 11, exp_year: 2039 }]);
    await stage.stripe.paymentMethods.detach(gatewayMethodId);
    for (let time = 0; time < 2; time += 1)
      answered(await refreshMethod(shop.system(), { gateway: "stripe", gatewayMethodId }));
    expect(await cardsOf(ada)).toMatchObject([{ is_removed: true, is_default: false }]);
  });
});
