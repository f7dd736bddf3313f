import { cancelCardRefund } from "../engine/refunds.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import type { ControlAction, ControlCall } from "./control-action.ts";

/** Testing environments let the Dashboard cancel for so long. https://docs.stripe.com/testing#refunds */
const CANCELABLE_S = 30 * 60;

function cancel(sandbox: Sandbox, { id }: ControlCall): Record<string, unknown> {
  const refund = sandbox.store.refunds.find(id);
  if (refund === undefined) return { error: `No such refund: '${id}'` };
  if (refund.status !== "pending" && refund.status !== "succeeded")
    return { error: `${id} is ${refund.status} already.` };
  if (nowS() - refund.created > CANCELABLE_S)
    return { error: `${id} is older than 30 minutes and cannot be canceled.` };
  cancelCardRefund(sandbox, refund);
  return { refund: id, status: refund.status };
}

export const refundActions: readonly ControlAction[] = [
  { method: "POST", path: "/_sandbox/refunds/:id/cancel", run: cancel },
];
