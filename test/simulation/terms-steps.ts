import type { PayLinkActor, StaffRole } from "@/lib/domain/actor";
import { money } from "@/lib/domain/money/money";
import { newId } from "@/lib/platform/ids";
import { advanceInstallment } from "@/lib/services/collection/advance-installment";
import { recordManualPayment } from "@/lib/services/manual-payments/record-manual-payment";
import { verifyManualPayment } from "@/lib/services/manual-payments/verify-manual-payment";
import { createPayLink } from "@/lib/services/pay-links/create-pay-link";
import { bothEnd, startAs, type Step } from "./steps";
import type { Life } from "./life";

const staff = (life: Life, role: StaffRole) => ({ ...life.world.shop.staff(role), clock: life.clock });

/** A month goes by: what has come of the order's installments falls due and goes overdue, now and then for two workers at once. */
async function passMonth(life: Life): Promise<void> {
  life.passDays(31);
  const waiting = await life.world.rows<{ id: string }>(
    "SELECT id FROM installment WHERE merchant_id = $1 AND order_id = $2 AND next_step_at <= $3",
    [life.world.shop.merchantId, life.orderId, life.clock.now()],
  );
  const system = { ...life.world.shop.system(), clock: life.clock };
  for (const { id: installmentId } of waiting) {
    const advance = () => advanceInstallment(system, { orderId: life.orderId, installmentId });
    if (life.random.chance(0.2)) await bothEnd([advance(), advance()]);
    else await advance();
  }
}

/** A transfer comes: somebody writes it down, perhaps once more because they heard nothing, and somebody else verifies it. */
async function transfer(life: Life): Promise<void> {
  const { random, orderId, world } = life;
  const isAgain = random.chance(0.3) && life.transfer !== null;
  if (!isAgain || life.transfer === null) {
    const amountMinor = random.pick([1n, 5_000n, life.totalMinor]);
    life.transfer = { recordKey: newId(), amountMinor };
    life.transferCount += 1;
  }
  const { recordKey, amountMinor } = life.transfer;
  const recorded = await recordManualPayment(staff(life, "billing_ops"), {
    recordKey,
    customerId: life.buyer.actor.customerId,
    method: "bank_transfer",
    amount: money(amountMinor, "USD"),
    receivedOn: "2026-01-05",
    reference: "RF18 1042",
    note: "",
    parts: [{ orderId, amountMinor }],
    evidence: null,
  });
  if (!recorded.ok || random.chance(0.2)) return;
  const { manualPaymentId } = recorded.value;
  const verify = () => verifyManualPayment(world.shop.staff("finance_approver"), { manualPaymentId });
  if (random.chance(0.3)) await bothEnd([verify(), verify()]);
  else await verify();
}

/** Somebody who was sent a link pays what is due. */
async function payByLink(life: Life): Promise<void> {
  const { merchantId, customerId, name } = life.buyer.actor;
  const { orderId } = life;
  const made = await createPayLink(staff(life, "support"), {
    linkKey: newId(),
    orderId,
    validDays: 7,
    reason: "Asked for.",
    isMailed: false,
  });
  if (!made.ok) return;
  const { payLinkId } = made.value;
  const actor: PayLinkActor = { kind: "pay_link", merchantId, payLinkId, orderId, customerId, name };
  await startAs(life, { ...life.buyer, actor }, "due");
}

/** What may happen, beside all else, to an order that is not paid at once. */
export const TERMS_STEPS: readonly Step[] = [
  { name: "a month", weight: 4, run: passMonth },
  { name: "transfer", weight: 4, run: transfer },
  { name: "pay by link", weight: 2, run: payByLink },
];
