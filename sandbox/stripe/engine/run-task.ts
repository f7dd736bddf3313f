import { changeAndEmit } from "../events.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Task } from "../store.ts";
import { settleCharge } from "./charges.ts";
import { completeRefund, failRefund } from "./refunds.ts";

/** Does what Stripe does some time after a request. */
export function runTask(sandbox: Sandbox, { kind, objectId }: Task): void {
  if (kind === "settle_charge") {
    const charge = sandbox.store.charges.find(objectId);
    if (charge === undefined) return;
    changeAndEmit(sandbox, "charge.updated", charge, (changed) => settleCharge(sandbox, changed));
    return;
  }
  const refund = sandbox.store.refunds.find(objectId);
  if (refund === undefined) return;
  if (kind === "complete_refund") completeRefund(sandbox, refund);
  else failRefund(sandbox, refund);
}
