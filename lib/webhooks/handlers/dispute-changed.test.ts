import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { CustomerActor } from "@/lib/domain/actor";
import { money } from "@/lib/domain/money/money";
import { defaultWalletRules } from "@/lib/domain/wallets/wallet-rules";
import { newId } from "@/lib/platform/ids";
import { walletBalances } from "@/lib/queries/wallets/wallet-balances";
import type { ServiceContext } from "@/lib/services/context";
import { applyDispute } from "@/lib/services/disputes/apply-dispute";
import { settleLostDisputes } from "@/lib/services/disputes/settle-lost-disputes";
import { startPayment } from "@/lib/services/payments/start-payment";
import { changeWalletRules } from "@/lib/services/wallets/change-wallet-rules";
import { topUpWallet } from "@/lib/services/wallets/top-up-wallet";
import { readDispute } from "@/lib/gateways/stripe/read-dispute";
import { businessClock } from "@/lib/platform/clock";
import { statementOf } from "@/test/builders/credit";
import { anOrder, aStartedPayment } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser } from "@/test/support/pay-as-browser";
import { holdFor, payByCredit, releaseFor } from "@/test/support/pay-by-credit";

const stage = moneyStage({ webhooks: true });
let shop: Shop;

beforeAll(async () => {
  shop = await aShop();
  const bonus = { fromMinor: 5_000n, basisPoints: 1_000 };
  const terms = { currency: "USD", minMinor: 1_000n, maxMinor: 50_000n, presetsMinor: [], bonus };
  const rules = { ...defaultWalletRules([]), topUps: [terms] };
  answered(await changeWalletRules(shop.staff("finance_admin"), { rules, reason: "Opening." }));
});

const opened = z.object({ dispute: z.string() });
const idOf = (clientSecret: string) => clientSecret.split("_secret_")[0] ?? "";

/** The customer's bank contests a payment, by its client secret. Answers the dispute's id. */
async function contest(clientSecret: string, body: Record<string, unknown> = {}): Promise<string> {
  const intent = await stage.stripe.paymentIntents.retrieve(idOf(clientSecret));
  const answer = await stage.control("POST", "disputes", { charge: intent.latest_charge, ...body });
  return opened.parse(answer).dispute;
}
const decide = (dispute: string, outcome: string) =>
  stage.control("POST", `disputes/${dispute}/decide`, { outcome });

/** Somebody who topped up 60.00 by card, with 6.00 of bonus. */
async function toppedUp() {
  const buyer = await shop.customer();
  const { orderId } = answered(await topUpWallet(buyer, { topUpKey: newId(), amount: money(6_000n, "USD") }));
  const started = answered(await startPayment(buyer, { orderId, saveMethod: false }));
  await payAsBrowser(stage, started.clientSecret);
  return { buyer, topUpId: orderId, customerId: buyer.actor.customerId, ...started };
}

async function figures(buyer: ServiceContext<CustomerActor>) {
  const [wallet] = (await walletBalances(buyer.actor, { customerId: null, today: "2026-11-20" })) ?? [];
  const { available, frozen, held } = wallet ?? {};
  return [available?.amountMinor, frozen?.amountMinor, held?.amountMinor];
}

/** What is on an account of the house, in this shop. */
async function balanceOf(code: string): Promise<bigint> {
  const [row] = await stage.rows<{ balance: bigint }>(
    `SELECT coalesce(sum(p.amount_minor), 0)::bigint AS balance FROM ledger_account a
       LEFT JOIN posting p ON p.merchant_id = a.merchant_id AND p.account_id = a.id
       WHERE a.merchant_id = $1 AND a.code = $2 AND a.currency = 'USD'`,
    [shop.merchantId, code],
  );
  return row?.balance ?? 0n;
}
const HOUSE = ["disputed_funds:stripe", "dispute_losses", "dispute_fees", "promotional_credit"];
const houseBalances = () => Promise.all(HOUSE.map(balanceOf));

/** What those accounts moved by while something happened. */
async function movedBy(act: () => Promise<unknown>): Promise<bigint[]> {
  const before = await houseBalances();
  await act();
  return (await houseBalances()).map((after, index) => after - (before[index] ?? 0n));
}

const storyOf = async (orderId: string) =>
  (
    await stage.rows<{ kind: string }>(
      "SELECT kind FROM order_event WHERE order_id = $1 AND kind LIKE 'dispute%' ORDER BY id",
      [orderId],
    )
  ).map(({ kind }) => kind);

describe("a disputed top-up", () => {
  test("DSP-09: is frozen with its bonus, and free again when the dispute is won", async () => {
    const { buyer, clientSecret, topUpId, paymentId } = await toppedUp();
    const second = await anOrder(shop, buyer);
    // The dispute's news may come before the payment's own.
    const dispute = await contest(clientSecret);
    expect(await movedBy(stage.settle)).toEqual([6_000n, 0n, 1_500n, 600n]);
    expect(await figures(buyer)).toEqual([0n, 6_600n, 0n]);
    expect(refused(await payByCredit(buyer, { ...second, amountMinor: 100n })).code).toBe(
      "insufficient_wallet_balance",
    );
    const [alert] = await stage.rows(
      "SELECT subject, details->>'payment' AS payment FROM alert WHERE kind = 'payment_disputed' AND merchant_id = $1",
      [shop.merchantId],
    );
    expect(alert).toEqual({ subject: dispute, payment: paymentId });
    await decide(dispute, "won");
    expect(await movedBy(stage.settle)).toEqual([-6_000n, 0n, 0n, 0n]);
    expect(await figures(buyer)).toEqual([6_600n, 0n, 0n]);
    answered(await payByCredit(buyer, { ...second, amountMinor: 100n }));
    expect(await storyOf(topUpId)).toEqual(["dispute_opened", "dispute_won"]);
  });

  test("DSP-09: that is lost goes out of the wallet: the loss is what was spent of it", async () => {
    const { buyer, customerId, clientSecret } = await toppedUp();
    await stage.settle();
    answered(await payByCredit(buyer, { ...(await anOrder(shop, buyer)), amountMinor: 2_600n }));
    const dispute = await contest(clientSecret);
    await stage.settle();
    await decide(dispute, "lost");
    // 3,400 of the paid credit are left and taken back, and the bonus, which was no expense after all.
    expect(await movedBy(stage.settle)).toEqual([-6_000n, 2_600n, 0n, -600n]);
    expect(await figures(buyer)).toEqual([0n, 0n, 0n]);
    const statement = await statementOf(customerId);
    expect(statement.at(-1)).toMatch(/^clawed_back .* → 0$/);
    expect(statement.slice(-2).toSorted()).toEqual([
      expect.stringMatching(/^clawed_back -3400 \(0 held\)/),
      expect.stringMatching(/^clawed_back -600 \(0 held\)/),
    ]);
  });

  test("DSP-09: leaves an open checkout what it holds, and takes it once that is given up", async () => {
    const { buyer, clientSecret } = await toppedUp();
    await stage.settle();
    const { orderId } = await anOrder(shop, buyer);
    answered(await holdFor(buyer, { orderId, amountMinor: 1_000n }));
    const dispute = await contest(clientSecret);
    await decide(dispute, "lost");
    await stage.settle();
    expect(await figures(buyer)).toEqual([0n, 0n, 1_000n]);
    expect(await settleLostDisputes(businessClock, 10)).toBe(1);
    expect(await figures(buyer)).toEqual([0n, 0n, 1_000n]);
    await releaseFor(buyer, orderId);
    await settleLostDisputes(businessClock, 10);
    expect(await figures(buyer)).toEqual([0n, 0n, 0n]);
    expect(await settleLostDisputes(businessClock, 10)).toBe(0);
  });

  test("DSP-09: of which a part is lost keeps the rest, and is frozen while another part is disputed", async () => {
    const { buyer, clientSecret } = await toppedUp();
    await stage.settle();
    const first = await contest(clientSecret, { amount: 2_000 });
    const second = await contest(clientSecret, { amount: 1_000 });
    await decide(first, "lost");
    await stage.settle();
    expect(await figures(buyer)).toEqual([0n, 4_400n, 0n]);
    await decide(second, "won");
    await stage.settle();
    expect(await figures(buyer)).toEqual([4_400n, 0n, 0n]);
  });
});

describe("a disputed payment of an order", () => {
  const paid = async () => {
    const started = await aStartedPayment(shop, await shop.customer());
    await payAsBrowser(stage, started.clientSecret);
    await stage.settle();
    return started;
  };

  test("F36: books each movement of money once, however often and in whatever order its news come", async () => {
    const { clientSecret, orderId, amount } = await paid();
    const dispute = await contest(clientSecret);
    const lost = () => decide(dispute, "lost");
    expect(await movedBy(lost)).toEqual([0n, 0n, 0n, 0n]);
    expect(await movedBy(stage.settle)).toEqual([0n, amount.amountMinor, 1_500n, 0n]);
    await stage.rows(
      "UPDATE webhook_event SET state = 'received', next_attempt_at = now(), finished_at = NULL WHERE object_id = $1",
      [dispute],
    );
    expect(await movedBy(stage.settle)).toEqual([0n, 0n, 0n, 0n]);
    expect(await storyOf(orderId)).toEqual(["dispute_opened", "dispute_lost"]);
    expect(
      await stage.rows("SELECT state, lost_minor, fee_minor FROM dispute WHERE gateway_dispute_id = $1", [
        dispute,
      ]),
    ).toEqual([{ state: "lost", lost_minor: amount.amountMinor, fee_minor: 1_500n }]);
  });

  test("F36: an inquiry moves nothing, and may become a chargeback", async () => {
    const { clientSecret, orderId } = await paid();
    const dispute = await contest(clientSecret, { kind: "inquiry" });
    expect(await movedBy(stage.settle)).toEqual([0n, 0n, 0n, 0n]);
    await decide(dispute, "escalated");
    await stage.settle();
    await decide(dispute, "won");
    await stage.settle();
    expect(await storyOf(orderId)).toEqual(["dispute_opened", "dispute_opened", "dispute_won"]);
  });

  test("is nobody's but its merchant's", async () => {
    const { clientSecret, paymentId } = await paid();
    const seen = readDispute(await stage.stripe.disputes.retrieve(await contest(clientSecret)));
    const other = (await aShop()).system();
    const cause = { kind: "gateway_read", by: "janitor" } as const;
    expect(await applyDispute(other, { paymentId, seen, cause })).toBeNull();
    const { merchantId } = other.actor;
    expect(await stage.rows("SELECT id FROM alert WHERE merchant_id = $1", [merchantId])).toEqual([]);
    expect(await applyDispute(shop.system(), { paymentId, seen, cause })).toMatchObject({
      state: "needs_response",
      isNew: true,
    });
  });

  test("of another application on the same account is put aside", async () => {
    const foreign = await stage.stripe.paymentIntents.create({
      amount: 700,
      currency: "usd",
      payment_method: "pm_card_visa",
      confirm: true,
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
    });
    const dispute = await contest(`${foreign.id}_secret_`);
    await stage.settle();
    expect(
      await stage.rows("SELECT DISTINCT state FROM webhook_event WHERE object_id = $1", [dispute]),
    ).toEqual([{ state: "parked" }]);
  });
});
