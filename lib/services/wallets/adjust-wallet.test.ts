import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import { money } from "@/lib/domain/money/money";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { reverseEntry } from "../ledger/reverse-entry";
import type { Clock } from "@/lib/platform/clock";
import type { AdjustWallet, GrantCredit } from "@/lib/domain/wallets/wallet-adjustment";
import { adjustWallet } from "./adjust-wallet";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";

const stage = moneyStage();
let shop: Shop;
let ada: ServiceContext<CustomerActor>;
const finance = () => shop.staff("finance_admin");

beforeAll(async () => {
  shop = await aShop();
  ada = await shop.customer();
});

type Changes = Partial<Omit<GrantCredit, "direction">> & { readonly direction?: AdjustWallet["direction"] };

const wish = ({ direction = "grant", ...changes }: Changes = {}): AdjustWallet => ({
  adjustmentKey: newId(),
  customerId: ada.actor.customerId,
  direction,
  amount: money(1_000n, "USD"),
  reason: "Goodwill",
  ...changes,
});

const balanceOf = async (customerId: string, currency = "USD") =>
  (
    await stage.rows<{ held: bigint }>(
      `SELECT -b.balance_minor AS held FROM ledger_balance b JOIN ledger_account a ON a.merchant_id = b.merchant_id AND a.id = b.account_id
         WHERE a.customer_id = $1 AND a.currency = $2`,
      [customerId, currency],
    )
  )[0]?.held;

describe("adjusting a wallet", () => {
  test("is refused to everybody but the finance administrator", async () => {
    const others = (["support", "billing_ops", "finance_approver", "platform_admin", "auditor"] as const).map(
      (role) => shop.staff(role),
    );
    for (const ctx of [...others, ada]) {
      expect(refused(await adjustWallet(ctx, wish()))).toEqual({
        kind: "forbidden",
        code: "missing_permission",
        permission: "wallet.adjust",
      });
    }
  });

  test.each([
    { name: "no reason", changes: { reason: " " }, code: "reason_required" },
    { name: "nothing", changes: { amount: money(0n, "USD") }, code: "amount_must_be_positive" },
    { name: "a negative amount", changes: { amount: money(-5n, "USD") }, code: "amount_must_be_positive" },
  ])("is refused with $name", async ({ changes, code }) => {
    expect(refused(await adjustWallet(finance(), wish(changes)))).toEqual({ kind: "rejected", code });
  });

  test("does not find a customer of another merchant's, one that is not there, or a currency without a wallet", async () => {
    const foreign = await aShop();
    expect(refused(await adjustWallet(foreign.staff("finance_admin"), wish()))).toMatchObject({
      code: "customer_not_found",
    });
    for (const changes of [{ customerId: newId() }, { amount: money(5n, "EUR") }]) {
      expect(refused(await adjustWallet(finance(), wish(changes)))).toMatchObject({
        kind: "not_found",
        code: "customer_not_found",
      });
    }
  });

  test("grants once when it is asked twice with one key", async () => {
    const bob = (await shop.customer()).actor.customerId;
    const command = wish({ customerId: bob });
    const first = answered(await adjustWallet(finance(), command));
    expect(answered(await adjustWallet(finance(), command))).toEqual(first);
    expect(await balanceOf(bob)).toBe(1_000n);
  });

  test.each([
    { name: "amount", changes: { amount: money(1_001n, "USD") } },
    { name: "direction", changes: { direction: "claw_back" } },
    { name: "reason", changes: { reason: "Something else" } },
  ] as const)("refuses the key of another wish: $name", async ({ changes }) => {
    const command = wish();
    answered(await adjustWallet(finance(), command));
    expect(refused(await adjustWallet(finance(), { ...command, ...changes }))).toEqual({
      kind: "conflict",
      code: "idempotency_conflict",
    });
  });

  test("takes back what is left, and says how much that is when it is too little", async () => {
    const bob = (await shop.customer()).actor.customerId;
    answered(await adjustWallet(finance(), wish({ customerId: bob })));
    const tooMuch = wish({ customerId: bob, direction: "claw_back", amount: money(1_001n, "USD") });
    expect(refused(await adjustWallet(finance(), tooMuch))).toEqual({
      kind: "rejected",
      code: "insufficient_wallet_balance",
      available: money(1_000n, "USD"),
    });
    answered(await adjustWallet(finance(), { ...tooMuch, amount: money(1_000n, "USD") }));
    expect(await balanceOf(bob)).toBe(0n);
  });

  test("grants as much as one order may cost, and no more", async () => {
    const small = await aShop({ paymentAmountMaxMinor: 50_000n });
    const { customerId } = (await small.customer()).actor;
    const granting = (amountMinor: bigint) =>
      adjustWallet(small.staff("finance_admin"), wish({ customerId, amount: money(amountMinor, "USD") }));
    expect(refused(await granting(50_001n))).toEqual({ kind: "rejected", code: "credit_above_limit" });
    expect(refused(await granting(2n ** 63n - 1n))).toMatchObject({ code: "credit_above_limit" });
    answered(await granting(50_000n));
  });

  test("writes who did it and why", async () => {
    const command = wish({ reason: " Late delivery " });
    const { entryId } = answered(await adjustWallet(finance(), command));
    expect(
      await stage.rows("SELECT kind, reason, actor_name FROM journal_entry WHERE id = $1", [entryId]),
    ).toEqual([{ kind: "wallet_granted", reason: "Late delivery", actor_name: "Grace Staff" }]);
    expect(
      await stage.rows(
        "SELECT event_type, reason, amount_minor FROM audit_event WHERE idempotency_key = $1",
        [command.adjustmentKey],
      ),
    ).toEqual([{ event_type: "wallet.granted", reason: "Late delivery", amount_minor: 1_000n }]);
  });
});

const lotsOf = (customerId: string) =>
  stage.rows<{
    id: string;
    kind: string;
    remaining_minor: bigint;
    expires_on: string | null;
    priority: number;
  }>(
    `SELECT id, kind, remaining_minor, expires_on::text AS expires_on, priority FROM wallet_lot WHERE customer_id = $1
       ORDER BY granted_at, id`,
    [customerId],
  );

describe("a grant's lot", () => {
  const NOON: Clock = { now: () => new Date("2026-11-20T12:00:00Z") };
  let store: Shop;
  beforeAll(async () => {
    store = await aShop({ clock: NOON });
  });
  const granting = async (changes: Partial<GrantCredit>) => {
    const { customerId } = (await store.customer()).actor;
    const granted = await adjustWallet(store.staff("finance_admin"), {
      adjustmentKey: newId(),
      customerId,
      direction: "grant",
      amount: money(1_000n, "USD"),
      reason: "Goodwill",
      ...changes,
    });
    return { granted, lots: await lotsOf(customerId) };
  };

  test("WAL-12, ADM-04: has its kind's expiry and priority, or those that staff choose", async () => {
    const goodwill = await granting({});
    expect(goodwill.lots).toMatchObject([
      { kind: "goodwill", remaining_minor: 1_000n, expires_on: "2027-11-20", priority: 20 },
    ]);
    const chosen = await granting({ kind: "promotional", expiresOn: "2026-11-20", priority: 1 });
    expect(chosen.lots).toMatchObject([{ kind: "promotional", expires_on: "2026-11-20", priority: 1 }]);
    expect((await granting({ expiresOn: null })).lots).toMatchObject([{ expires_on: null }]);
  });

  test.each([0, 51, 1.5])("ADM-04: has no priority of %s", async (priority) => {
    const { granted, lots } = await granting({ priority });
    expect(refused(granted)).toEqual({ kind: "rejected", code: "priority_out_of_range" });
    expect(lots).toEqual([]);
  });

  test("ADM-04: does not begin past its last day", async () => {
    const { granted, lots } = await granting({ expiresOn: "2026-11-19" });
    expect(refused(granted)).toEqual({ kind: "rejected", code: "expiry_has_passed" });
    expect(lots).toEqual([]);
  });

  test("WAL-14: has a movement with the entry, the reason and the actor", async () => {
    const { granted, lots } = await granting({ reason: "For the trouble" });
    expect(
      await stage.rows(
        "SELECT kind, amount_minor, balance_after_minor, entry_id, reason, actor_name FROM wallet_movement WHERE lot_id = $1",
        [lots[0]?.id],
      ),
    ).toEqual([
      {
        kind: "granted",
        amount_minor: 1_000n,
        balance_after_minor: 1_000n,
        entry_id: answered(granted).entryId,
        reason: "For the trouble",
        actor_name: "Grace Staff",
      },
    ]);
  });
});

describe("taking back", () => {
  const stocked = async () => {
    const { customerId } = (await shop.customer()).actor;
    for (const kind of ["goodwill", "promotional"] as const)
      answered(await adjustWallet(finance(), wish({ customerId, kind })));
    return { customerId, lots: await lotsOf(customerId) };
  };
  const taking = (customerId: string, amountMinor: bigint, lotId?: string) =>
    adjustWallet(finance(), {
      adjustmentKey: newId(),
      customerId,
      direction: "claw_back",
      amount: money(amountMinor, "USD"),
      reason: "Mistake",
      ...(lotId === undefined ? {} : { lotId }),
    });

  test("takes the newest first, over several lots", async () => {
    const { customerId } = await stocked();
    answered(await taking(customerId, 1_200n));
    expect((await lotsOf(customerId)).map((lot) => lot.remaining_minor)).toEqual([800n, 0n]);
  });

  test("takes from one lot no more than it has, and finds no lot of another's", async () => {
    const { customerId, lots } = await stocked();
    const [first] = lots;
    expect(refused(await taking(customerId, 1_001n, first?.id))).toEqual({
      kind: "rejected",
      code: "insufficient_wallet_balance",
      available: money(1_000n, "USD"),
    });
    answered(await taking(customerId, 1_000n, first?.id));
    expect((await lotsOf(customerId)).map((lot) => lot.remaining_minor)).toEqual([0n, 1_000n]);
    const other = await stocked();
    expect(refused(await taking(customerId, 5n, other.lots[0]?.id))).toEqual({
      kind: "not_found",
      code: "wallet_lot_not_found",
    });
  });
});

describe("reversing an entry", () => {
  const granted = async (customerId: string, amount = 1_000n) =>
    answered(await adjustWallet(finance(), wish({ customerId, amount: money(amount, "USD") }))).entryId;

  test("is refused to whoever may not, needs a reason, and finds only the merchant's own", async () => {
    const entryId = await granted(ada.actor.customerId);
    for (const ctx of [ada, shop.staff("billing_ops"), shop.staff("platform_admin")]) {
      expect(refused(await reverseEntry(ctx, { entryId, reason: "Mistake" }))).toMatchObject({
        permission: "ledger.reverse",
      });
    }
    expect(refused(await reverseEntry(finance(), { entryId, reason: "" }))).toEqual({
      kind: "rejected",
      code: "reason_required",
    });
    const foreign = (await aShop()).staff("finance_admin");
    for (const [ctx, id] of [
      [foreign, entryId],
      [finance(), newId()],
    ] as const) {
      expect(refused(await reverseEntry(ctx, { entryId: id, reason: "Mistake" }))).toEqual({
        kind: "not_found",
        code: "journal_entry_not_found",
      });
    }
  });

  test("mirrors it once, linked and with the reason", async () => {
    const bob = (await shop.customer()).actor.customerId;
    const entryId = await granted(bob);
    const reversal = answered(await reverseEntry(finance(), { entryId, reason: "Wrong customer" }));
    expect(
      await stage.rows("SELECT kind, reversal_of, reason FROM journal_entry WHERE id = $1", [
        reversal.entryId,
      ]),
    ).toEqual([{ kind: "reversal", reversal_of: entryId, reason: "Wrong customer" }]);
    expect(await balanceOf(bob)).toBe(0n);
    expect(refused(await reverseEntry(finance(), { entryId, reason: "Again" }))).toEqual({
      kind: "conflict",
      code: "entry_already_reversed",
    });
  });

  test("is refused for entries that the gateway or an order stands behind, and for reversals", async () => {
    const bob = (await shop.customer()).actor.customerId;
    const reversal = answered(
      await reverseEntry(finance(), { entryId: await granted(bob), reason: "Mistake" }),
    );
    expect(refused(await reverseEntry(finance(), { entryId: reversal.entryId, reason: "Again" }))).toEqual({
      kind: "conflict",
      code: "entry_not_reversible",
    });
  });

  test("does not take back credit that is gone, and says how much is left", async () => {
    const bob = (await shop.customer()).actor.customerId;
    const entryId = await granted(bob);
    answered(
      await adjustWallet(
        finance(),
        wish({ customerId: bob, direction: "claw_back", amount: money(400n, "USD") }),
      ),
    );
    expect(refused(await reverseEntry(finance(), { entryId, reason: "Mistake" }))).toEqual({
      kind: "rejected",
      code: "insufficient_wallet_balance",
      available: money(600n, "USD"),
    });
    expect(await balanceOf(bob)).toBe(600n);
  });
});
