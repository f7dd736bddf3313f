import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import { money } from "@/lib/domain/money/money";
import { defaultWalletRules, type WalletRules } from "@/lib/domain/wallets/wallet-rules";
import { newId } from "@/lib/platform/ids";
import { listLots } from "@/lib/queries/wallets/list-lots";
import { listMovements } from "@/lib/queries/wallets/list-movements";
import { NEWEST } from "@/lib/queries/wallets/sequence-page";
import { walletBalances } from "@/lib/queries/wallets/wallet-balances";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser } from "@/test/support/pay-as-browser";
import type { ServiceContext } from "../context";
import { cancelOrder } from "../orders/cancel-order";
import { startPayment } from "../payments/start-payment";
import { refreshPayment } from "../payments/refresh-payment";
import { changeWalletRules } from "./change-wallet-rules";
import { topUpWallet } from "./top-up-wallet";

const stage = moneyStage();
const TODAY = "2026-11-20";
const RULES: WalletRules = {
  ...defaultWalletRules([]),
  expiryDays: { topUp: 730, promotional: 30, refund: null, goodwill: null },
  topUps: [
    {
      currency: "USD",
      minMinor: 1_000n,
      maxMinor: 50_000n,
      presetsMinor: [],
      bonus: { fromMinor: 5_000n, basisPoints: 1_000 },
    },
  ],
};
let shop: Shop;
let ada: ServiceContext<CustomerActor>;
const usd = (amountMinor: bigint) => money(amountMinor, "USD");

const setRules = async (rules: WalletRules, reason: string) =>
  answered(await changeWalletRules(shop.staff("finance_admin"), { rules, reason }));

beforeAll(async () => {
  shop = await aShop();
  await setRules(RULES, "Opening.");
});

const wish = (amountMinor: bigint, topUpKey = newId()) => ({ topUpKey, amount: usd(amountMinor) });

/** Begins, and pays as the browser does. */
async function paid(amountMinor: bigint, card = "visa") {
  const { orderId } = answered(await topUpWallet(ada, wish(amountMinor)));
  const started = answered(await startPayment(ada, { orderId, saveMethod: false }));
  await payAsBrowser(stage, started.clientSecret, card);
  return { orderId, ...started };
}

const read = (ctx: ServiceContext, paymentId: string) => refreshPayment(ctx, { paymentId });
const wallet = async () => (await walletBalances(ada.actor, { customerId: null, today: TODAY }))?.[0];

describe("topping up", () => {
  beforeAll(async () => {
    ada = await shop.customer();
  });

  test("is refused below the least, above the most, in a currency without it, and to staff", async () => {
    expect(refused(await topUpWallet(ada, wish(999n))).code).toBe("top_up_below_limit");
    expect(refused(await topUpWallet(ada, wish(50_001n))).code).toBe("top_up_above_limit");
    const yen = { topUpKey: newId(), amount: money(5_000n, "JPY") };
    expect(refused(await topUpWallet(ada, yen)).code).toBe("currency_not_enabled");
    expect(refused(await topUpWallet(shop.staff("finance_admin"), wish(1_000n))).code).toBe(
      "missing_permission",
    );
  });

  test("keeps to what one payment may be", async () => {
    const small = await aShop({ paymentAmountMaxMinor: 2_000n });
    const bob = await small.customer();
    expect(refused(await topUpWallet(bob, wish(2_001n))).code).toBe("amount_above_limit");
    answered(await topUpWallet(bob, wish(2_000n)));
  });

  test("begins one order when it is asked twice with one key, and refuses the key of another wish", async () => {
    const command = wish(2_000n);
    const first = answered(await topUpWallet(ada, command));
    expect(answered(await topUpWallet(ada, command))).toEqual(first);
    expect(refused(await topUpWallet(ada, { ...command, amount: usd(3_000n) })).code).toBe(
      "idempotency_conflict",
    );
    expect(await stage.rows('SELECT state, total_minor FROM "order" WHERE id = $1', [first.orderId])).toEqual(
      [{ state: "payment_pending", total_minor: 2_000n }],
    );
    answered(await cancelOrder(ada, { orderId: first.orderId, reason: "Changed my mind" }));
    expect(await wallet()).toBeUndefined();
  });
});

describe("a top-up", () => {
  beforeAll(async () => {
    ada = await shop.customer();
  });

  test("WAL-13: can be spent only once its payment has come, and then with its bonus", async () => {
    const { paymentId, orderId, amount } = await paid(6_000n);
    expect(amount).toEqual(usd(6_000n));
    expect(await wallet()).toBeUndefined();
    expect(answered(await read(ada, paymentId))).toMatchObject({ state: "completed", orderState: "paid" });
    expect(await wallet()).toMatchObject({ balance: usd(6_600n), available: usd(6_600n), pending: usd(0n) });
    const lots = (await listLots(ada.actor, { customerId: null, currency: "USD" }))?.rows ?? [];
    expect(lots.map(({ kind, granted, origin }) => ({ kind, granted, origin }))).toEqual([
      { kind: "promotional", granted: usd(600n), origin: { kind: "payment", id: paymentId } },
      { kind: "top_up", granted: usd(6_000n), origin: { kind: "payment", id: paymentId } },
    ]);
    expect(lots[0]?.expiresOn).not.toBeNull();
    expect(await stage.rows("SELECT purpose FROM payment WHERE id = $1", [paymentId])).toEqual([
      { purpose: "top_up" },
    ]);
    expect(await stage.rows("SELECT count(*) AS n FROM invoice WHERE order_id = $1", [orderId])).toEqual([
      { n: 0n },
    ]);
    const page = await listMovements(ada.actor, {
      customerId: null,
      currency: "USD",
      days: { from: null, to: null },
      page: NEWEST,
    });
    expect(page?.rows).toMatchObject([
      {
        kind: "granted",
        amount: usd(600n),
        balance: usd(6_600n),
        reason: "Bonus for topping up",
        paymentId,
        orderId,
      },
      { kind: "granted", amount: usd(6_000n), balance: usd(6_000n), reason: "Topped up", paymentId, orderId },
    ]);
  });

  test("gives its credit once, however often its payment is read and told", async () => {
    const before = (await wallet())?.balance.amountMinor ?? 0n;
    const { paymentId } = await paid(1_000n);
    const news = await Promise.all([
      read(ada, paymentId),
      read(shop.system(), paymentId),
      read(ada, paymentId),
    ]);
    expect(news.map((one) => answered(one).state)).toEqual(["completed", "completed", "completed"]);
    expect((await wallet())?.balance.amountMinor).toBe(before + 1_000n);
  });

  test("gives nothing when the card is declined", async () => {
    const before = await wallet();
    const { paymentId } = await paid(1_000n, "visa_chargeDeclined");
    expect(answered(await read(ada, paymentId)).state).toBe("failed");
    expect(await wallet()).toEqual(before);
  });

  test("keeps the bonus that was promised when it was begun", async () => {
    const before = (await wallet())?.balance.amountMinor ?? 0n;
    const { orderId } = answered(await topUpWallet(ada, wish(5_000n)));
    await setRules(
      { ...RULES, topUps: RULES.topUps.map((terms) => ({ ...terms, bonus: null })) },
      "The offer is over.",
    );
    const started = answered(await startPayment(ada, { orderId, saveMethod: false }));
    await payAsBrowser(stage, started.clientSecret);
    answered(await read(ada, started.paymentId));
    expect((await wallet())?.balance.amountMinor).toBe(before + 5_500n);
    const { orderId: later } = answered(await topUpWallet(ada, wish(5_000n)));
    expect(
      await stage.rows("SELECT bonus_minor, rules_version FROM wallet_top_up WHERE order_id = $1", [later]),
    ).toEqual([{ bonus_minor: 0n, rules_version: 2 }]);
    await setRules(RULES, "And again.");
  });

  test("whose order was canceled meanwhile becomes no credit: the money waits for somebody to decide", async () => {
    const before = await wallet();
    const { orderId } = answered(await topUpWallet(ada, wish(1_000n)));
    const started = answered(await startPayment(ada, { orderId, saveMethod: false }));
    answered(await cancelOrder(ada, { orderId, reason: "Changed my mind" }));
    await payAsBrowser(stage, started.clientSecret);
    answered(await read(ada, started.paymentId));
    expect(await wallet()).toEqual(before);
    expect(
      await stage.rows("SELECT kind FROM journal_entry WHERE payment_id = $1 AND kind <> 'gateway_fee'", [
        started.paymentId,
      ]),
    ).toEqual([{ kind: "overpayment_received" }]);
  });
});
