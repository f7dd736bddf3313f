import { addDays } from "@/lib/domain/time/calendar-date";
import { money } from "@/lib/domain/money/money";
import type { GrantCredit } from "@/lib/domain/wallets/wallet-adjustment";
import { pool } from "@/lib/db/pool";
import { inTransaction } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import { doOnce } from "@/lib/services/operations/do-once";
import { adjustWallet } from "@/lib/services/wallets/adjust-wallet";
import { convertCredit } from "@/lib/services/wallets/convert-credit";
import { expireLots } from "@/lib/services/wallets/expire-lots";
import { restoreCredit } from "@/lib/services/wallets/restore-credit";
import { captureFor, holdFor, payByCredit, releaseFor } from "../../support/pay-by-credit";
import type { WalletLife } from "./wallet-life";

/** What a step does, decided before it is done, so that it can be asked for again when nobody heard the answer. */
type Act = () => Promise<void>;

const amountUpTo = ({ random }: WalletLife, most: number) => BigInt(1 + random.below(most));
const anyOrder = (life: WalletLife) => life.orderIds[life.random.below(life.orderIds.length)] ?? "";

const RESTRICTIONS = [
  {},
  {},
  {},
  { productKinds: ["course"] },
  { productKinds: ["subscription"] },
  { minimumOrderMinor: 20_000n },
  { firstOrderOnly: true },
  { gatewayFundedMinor: 3_000n },
] as const satisfies readonly GrantCredit["restrictions"][];

function grant(life: WalletLife): Act {
  const { random, buyer, finance } = life;
  const today = life.now().toISOString().slice(0, 10);
  const amount = money(amountUpTo(life, 9_000), "USD");
  const command: GrantCredit = {
    adjustmentKey: newId(),
    customerId: buyer.actor.customerId,
    direction: "grant",
    amount,
    reason: "Simulated",
    kind: random.pick(["goodwill", "promotional"] as const),
    priority: 1 + random.below(50),
    expiresOn: random.chance(0.6) ? addDays(today, random.below(30)) : null,
    restrictions: random.pick(RESTRICTIONS),
  };
  return async () => {
    const granted = await adjustWallet(finance, command);
    if (granted.ok) life.granted.set(command.adjustmentKey, amount.amountMinor);
  };
}

function clawBack(life: WalletLife): Act {
  const command = {
    adjustmentKey: newId(),
    customerId: life.buyer.actor.customerId,
    direction: "claw_back",
    amount: money(amountUpTo(life, 4_000), "USD"),
    reason: "Simulated",
  } as const;
  return async () => void (await adjustWallet(life.finance, command));
}

function hold(life: WalletLife): Act {
  const wish = { orderId: anyOrder(life), amountMinor: amountUpTo(life, 9_000) };
  return async () => void (await holdFor(life.buyer, wish));
}

function capture(life: WalletLife): Act {
  const orderId = anyOrder(life);
  return async () => void (await captureFor(life.buyer, { orderId }));
}

function release(life: WalletLife): Act {
  const orderId = anyOrder(life);
  return async () => void (await releaseFor(life.buyer, orderId));
}

function spend(life: WalletLife): Act {
  const orderId = anyOrder(life);
  const wish = { key: newId(), orderId, amountMinor: amountUpTo(life, 9_000) };
  return async () => {
    const paid = await payByCredit(life.buyer, wish);
    if (paid.ok) life.payments.push({ paymentId: paid.value.paymentId, orderId });
  };
}

function restore(life: WalletLife): Act {
  const payment = life.payments[life.random.below(life.payments.length)];
  const amount = money(amountUpTo(life, 6_000), "USD");
  const refundId = newId();
  if (payment === undefined) return async () => undefined;
  const wish = {
    ...payment,
    refundId,
    amount,
    customerId: life.buyer.actor.customerId,
    from: "refunds",
    reason: "Simulated",
  } as const;
  const operation = { name: `refund:${refundId}`, command: "restore-credit", input: {} };
  return () =>
    inTransaction(async (tx) => {
      await doOnce(tx, life.finance, operation, {
        answerOf: ({ entryId = "" }) => ({ entryId }),
        run: () => restoreCredit(tx, life.finance, wish),
      });
    });
}

function convert(life: WalletLife): Act {
  const conversionKey = newId();
  const from = money(amountUpTo(life, 2_000), "USD");
  const nth = life.random.below(4);
  let lotId: string | undefined;
  return async () => {
    const { merchantId, customerId } = life.buyer.actor;
    lotId ??= (
      await pool().query<{ id: string }>(
        `SELECT id FROM wallet_lot WHERE merchant_id = $1 AND customer_id = $2 AND currency = 'USD' AND is_open
           ORDER BY granted_at OFFSET $3 LIMIT 1`,
        [merchantId, customerId, nth],
      )
    ).rows[0]?.id;
    if (lotId === undefined) return;
    const to = money(from.amountMinor * 3n, "JPY");
    await convertCredit(life.finance, { conversionKey, lotId, from, to, reason: "Simulated" });
  };
}

/** Days pass, and whatever is over expires. */
function expire(life: WalletLife): Act {
  life.passDays(life.random.below(12));
  const now = life.now();
  return async () => void (await expireLots({ now: () => now }, 200));
}

export const WALLET_STEPS: readonly {
  readonly name: string;
  readonly weight: number;
  readonly prepare: (life: WalletLife) => Act;
}[] = [
  { name: "grant", weight: 6, prepare: grant },
  { name: "claw back", weight: 2, prepare: clawBack },
  { name: "hold", weight: 5, prepare: hold },
  { name: "capture", weight: 3, prepare: capture },
  { name: "release", weight: 3, prepare: release },
  { name: "spend", weight: 4, prepare: spend },
  { name: "restore", weight: 2, prepare: restore },
  { name: "convert", weight: 1, prepare: convert },
  { name: "expire", weight: 3, prepare: expire },
];

/** Nothing is under way any more: what is held is given back. */
export async function restWallet(life: WalletLife): Promise<void> {
  for (const orderId of life.orderIds) await releaseFor(life.buyer, orderId);
}
