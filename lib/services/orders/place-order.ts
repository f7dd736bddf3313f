import type { CustomerActor } from "@/lib/domain/actor";
import type { Failure } from "@/lib/domain/failure";
import { invariant } from "@/lib/domain/invariant";
import { money, type Money, sum, times } from "@/lib/domain/money/money";
import { LINE_QUANTITY_MAX, type Order } from "@/lib/domain/orders/order";
import { transitionOrder } from "@/lib/domain/orders/order-state";
import { err, ok, type Result } from "@/lib/domain/result";
import type { OfferedTerms } from "@/lib/domain/terms/offer-terms";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import { findMerchant } from "@/lib/db/merchants";
import { insertOrder, nextNumber } from "@/lib/db/orders";
import { findProducts } from "@/lib/db/products";
import { insertOrderTaxes } from "@/lib/db/taxes";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/jobs/queue";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { inputHash } from "@/lib/platform/input-hash";
import type { ServiceContext } from "../context";
import { doOnce } from "../operations/do-once";
import { requirePermission } from "@/lib/domain/permissions";
import { taxChoices } from "../tax/tax-choices";
import { agreeTerms } from "./agree-terms";
import { claimDeposit } from "./claim-deposit";
import { type Choice, draftOrder } from "./draft-order";
import { makePayable } from "./make-payable";
import { recordOrderEvents } from "./record-order-events";

export interface PlaceOrder {
  /** Names this act of placing: made when the page was rendered, so that a double click is one order. */
  readonly placementKey: string;
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
  /** Which of the offered terms the customer agreed to; nothing said, those that hold unless others are chosen. */
  readonly termsId?: string;
}

const LINES_MAX = 50;

/** What was asked, in an order that does not depend on how the page listed it. */
function placementInput(command: PlaceOrder): readonly string[] {
  const lines = command.lines.map((line) => `${line.productId} ${line.quantity}`).toSorted();
  return command.termsId === undefined ? lines : [...lines, `terms ${command.termsId}`];
}

function refuseLines(command: PlaceOrder): Failure | null {
  if (command.lines.length === 0) return { kind: "rejected", code: "order_is_empty" };
  const isInRange = (quantity: number) =>
    Number.isInteger(quantity) && quantity >= 1 && quantity <= LINE_QUANTITY_MAX;
  const areInRange =
    command.lines.length <= LINES_MAX && command.lines.every((line) => isInRange(line.quantity));
  return areInRange ? null : { kind: "rejected", code: "quantity_out_of_range" };
}

async function choose(tx: Tx, merchantId: string, command: PlaceOrder): Promise<Result<Choice[]>> {
  const products = await findProducts(
    tx,
    merchantId,
    command.lines.map((line) => line.productId),
  );
  const choices: Choice[] = [];
  for (const { productId, quantity } of command.lines) {
    const product = products.find((candidate) => candidate.id === productId);
    if (product === undefined) return err({ kind: "not_found", code: "product_not_found" });
    if (!product.isActive || product.kind === "subscription")
      return err({ kind: "rejected", code: "product_not_available" });
    choices.push({ product, quantity });
  }
  const [first] = choices;
  const isOneCurrency = choices.every(({ product }) => product.currency === first?.product.currency);
  return isOneCurrency ? ok(choices) : err({ kind: "rejected", code: "currency_mismatch" });
}

function subtotalOf(choices: readonly Choice[]): Money {
  const [first] = choices;
  invariant(first !== undefined, "An order has a line.");
  const amounts = choices.map(({ product, quantity }) =>
    times(money(product.priceMinor, product.currency), quantity),
  );
  return sum(amounts, first.product.currency);
}

/** The key of the page is the customer's own: another customer's page may have been given the same. */
function operationName(ctx: { readonly actor: CustomerActor }, command: PlaceOrder): string {
  return `customer:${ctx.actor.customerId}:place-order:${command.placementKey}`;
}

async function recordPlacement(
  tx: Tx,
  ctx: ServiceContext,
  order: Order,
  given: { readonly terms: OfferedTerms; readonly at: Date; readonly idempotencyKey: string },
): Promise<void> {
  const { terms, at, idempotencyKey } = given;
  const cause = { kind: "command", command: "place-order" } as const;
  const placed = {
    orderId: order.id,
    kind: "order_placed",
    fromState: null,
    toState: order.state,
    details: {
      totalMinor: String(order.totalMinor),
      currency: order.currency,
      terms: terms.name,
      termsSource: terms.source,
    },
    paymentId: null,
    occurredAt: at,
  } as const;
  await recordOrderEvents(tx, ctx, cause, [placed]);
  if (order.state === "deposit_pending")
    await recordOrderEvents(tx, ctx, cause, await claimDeposit(tx, ctx, order, at));
  if (
    order.state === "confirmed" &&
    order.workflow.approval === "none" &&
    transitionOrder(order.workflow, order.state, "payment_pending").ok
  ) {
    await recordOrderEvents(tx, ctx, cause, await makePayable(tx, ctx, { order, approvedBy: null, at }));
  }
  await recordAuditEvent(tx, ctx, {
    eventType: "order.placed",
    command: "place-order",
    outcome: "succeeded",
    orderId: order.id,
    amount: money(order.totalMinor, order.currency),
    idempotencyKey,
    changes: { terms: terms.name, source: terms.source, reason: terms.reason },
  });
  await enqueueJob(tx, ctx, { job: "send-mail", payload: { kind: "order_confirmed", orderId: order.id } });
}

async function place(
  tx: Tx,
  ctx: ServiceContext<CustomerActor>,
  command: PlaceOrder,
): Promise<Result<{ orderId: string }>> {
  const { merchantId, customerId } = ctx.actor;
  const refusal = refuseLines(command);
  if (refusal !== null) return err(refusal);
  const chosen = await choose(tx, merchantId, command);
  if (!chosen.ok) return chosen;
  const merchant = await findMerchant(tx, merchantId);
  invariant(merchant !== null, "An actor has a merchant.");
  const at = ctx.clock.now();
  const today = calendarDateAt(at, merchant.timeZone);
  const tax = await taxChoices(tx, ctx.actor, { choices: chosen.value, on: today });
  const subtotal = subtotalOf(chosen.value);
  const total = subtotal.amountMinor + tax.addedMinor;
  if (total > merchant.paymentAmountMaxMinor) return err({ kind: "rejected", code: "amount_above_limit" });
  if (total < merchant.paymentAmountMinMinor) return err({ kind: "rejected", code: "amount_below_limit" });
  const terms = await agreeTerms(tx, ctx.actor, { ...subtotal, taxMinor: tax.addedMinor }, command.termsId);
  if (!terms.ok) return terms;
  const number = await nextNumber(tx, merchantId, "order");
  const agreed = { terms: terms.value, today, tax, subtotal };
  const drafted = draftOrder({ merchantId, customerId, number }, chosen.value, agreed);
  await insertOrder(tx, {
    ...drafted,
    placementKey: command.placementKey,
    placementHash: inputHash(placementInput(command)),
    placedAt: at,
  });
  const { id: orderId } = drafted.order;
  await insertOrderTaxes(
    tx,
    { merchantId, orderId },
    drafted.lines.map(({ id: lineId }, index) => ({ lineId, taxes: tax.lines[index] ?? [] })),
  );
  const idempotencyKey = operationName(ctx, command);
  await recordPlacement(tx, ctx, drafted.order, { terms: terms.value, at, idempotencyKey });
  return ok({ orderId });
}

/**
 * Places an order at the catalog's prices. Asked twice with the same key it answers the same order; with the same key and
 * other lines it is refused. An order without sites is payable at once.
 */
export async function placeOrder(
  ctx: ServiceContext,
  command: PlaceOrder,
): Promise<Result<{ orderId: string }>> {
  const permitted = requirePermission(ctx.actor, "order.place");
  if (!permitted.ok) return permitted;
  const { actor } = ctx;
  invariant(actor.kind === "customer", "Only a customer places orders.");
  const operation = {
    name: operationName({ actor }, command),
    command: "place-order",
    input: placementInput(command),
  };
  return inTransaction((tx) =>
    doOnce(tx, ctx, operation, {
      answerOf: ({ orderId = "" }) => ({ orderId }),
      run: () => place(tx, { ...ctx, actor }, command),
    }),
  );
}
