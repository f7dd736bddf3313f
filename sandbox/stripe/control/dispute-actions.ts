import { FRAUD, INQUIRY, NOT_RECEIVED, type TestDispute } from "../cards/test-dispute.ts";
import { isInquiry } from "../engine/charge-disputes.ts";
import { closeDispute, escalateInquiry, openDispute } from "../engine/disputes.ts";
import { warnOfFraud } from "../engine/fraud-warnings.ts";
import type { Charge, Dispute } from "../objects.ts";
import type { Sandbox } from "../sandbox.ts";
import { textIn } from "./body-fields.ts";
import type { ControlAction, ControlCall } from "./control-action.ts";

const KINDS: Readonly<Record<string, TestDispute>> = {
  fraudulent: FRAUD,
  product_not_received: NOT_RECEIVED,
  inquiry: INQUIRY,
};

const view = ({ id, status }: Dispute): Record<string, unknown> => ({ dispute: id, status });

const NOT_CAPTURED = { error: "charge must be the id of a charge that was captured." };

function capturedCharge(sandbox: Sandbox, body: ControlCall["body"]): Charge | undefined {
  const charge = sandbox.store.charges.find(textIn(body, "charge", ""));
  return charge?.captured === true ? charge : undefined;
}

/** Disputes any captured charge, as a customer may do months later. */
function open(sandbox: Sandbox, { body }: ControlCall): Record<string, unknown> {
  const charge = capturedCharge(sandbox, body);
  if (charge === undefined) return NOT_CAPTURED;
  const kind = KINDS[textIn(body, "kind", "fraudulent")];
  if (kind === undefined) return { error: `kind must be one of ${Object.keys(KINDS).join(", ")}.` };
  const amount = body["amount"] ?? charge.amount_captured;
  if (!Number.isInteger(amount) || Number(amount) < 1 || Number(amount) > charge.amount_captured)
    return { error: `amount must be a whole number from 1 to ${charge.amount_captured}.` };
  return view(openDispute(sandbox, { charge, kind, amount: Number(amount) }));
}

type Decision = (sandbox: Sandbox, dispute: Dispute) => void;

const OF_CHARGEBACKS: Readonly<Record<string, Decision>> = {
  won: (sandbox, dispute) => closeDispute(sandbox, dispute, "won"),
  lost: (sandbox, dispute) => closeDispute(sandbox, dispute, "lost"),
};
const OF_INQUIRIES: Readonly<Record<string, Decision>> = {
  escalated: escalateInquiry,
  closed: (sandbox, dispute) => closeDispute(sandbox, dispute, "warning_closed"),
};

/** What the bank makes of an open dispute, whatever the evidence says. */
function decide(sandbox: Sandbox, { id, body }: ControlCall): Record<string, unknown> {
  const dispute = sandbox.store.disputes.find(id);
  if (dispute === undefined) return { error: `No such dispute: '${id}'` };
  if (!/_response$|under_review$/.test(dispute.status))
    return { error: `${id} is ${dispute.status} already.` };
  const decisions = isInquiry(dispute) ? OF_INQUIRIES : OF_CHARGEBACKS;
  const decision = decisions[textIn(body, "outcome", "")];
  if (decision === undefined)
    return { error: `outcome must be one of ${Object.keys(decisions).join(", ")}.` };
  decision(sandbox, dispute);
  return view(dispute);
}

/** The card's bank reports any captured charge as fraud. */
function warn(sandbox: Sandbox, { body }: ControlCall): Record<string, unknown> {
  const charge = capturedCharge(sandbox, body);
  if (charge === undefined) return NOT_CAPTURED;
  if (sandbox.store.warningsByCharge.has(charge.id))
    return { error: `${charge.id} has been reported already.` };
  return { warning: warnOfFraud(sandbox, charge).id };
}

export const disputeActions: readonly ControlAction[] = [
  { method: "POST", path: "/_sandbox/disputes", run: open },
  { method: "POST", path: "/_sandbox/disputes/:id/decide", run: decide },
  { method: "POST", path: "/_sandbox/early-fraud-warnings", run: warn },
];
