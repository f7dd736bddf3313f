import { err, ok, type Result } from "@/lib/domain/result";
import type { Payment } from "@/lib/domain/payments/payment";
import type { ServiceContext } from "../context";
import { giveUpPayment } from "./give-up-payment";

/** Gives up an open payment that is about to be replaced by another of the same installment. Refused when money may be in it. */
export async function clearTheWay(ctx: ServiceContext, payment: Payment): Promise<Result<void>> {
  const ended = await giveUpPayment(ctx, payment);
  if (!ended.ok) return ended;
  if (ended.value.state === "canceled") return ok(undefined);
  const isTaken = ended.value.state === "completed" || ended.value.state === "refunded";
  return err({ kind: "conflict", code: isTaken ? "payment_already_completed" : "order_has_open_payment" });
}
