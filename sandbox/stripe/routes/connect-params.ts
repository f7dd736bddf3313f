import type { PaymentIntent } from "../objects.ts";
import { invalidRequest, noSuch } from "../protocol/errors.ts";
import { clearable, integer, notSimulated, object, required, text, type Parsed } from "../protocol/params.ts";
import type { Sandbox } from "../sandbox.ts";

/** Who else is paid by a payment. https://docs.stripe.com/connect/charges */
export const connectSpec = {
  application_fee_amount: integer(),
  on_behalf_of: clearable(text()),
  transfer_data: object({
    amount: integer(),
    description: notSimulated(),
    destination: required(text()),
    metadata: notSimulated(),
    payment_data: notSimulated(),
  }),
};

type Given = Partial<Parsed<typeof connectSpec>>;

function checkFee(sandbox: Sandbox, intent: PaymentIntent): void {
  const { application_fee_amount: fee, transfer_data: to, amount } = intent;
  if (fee === null) return;
  if (sandbox.account === null && to == null)
    throw invalidRequest(
      "Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment (using an OAuth key or " +
        "Stripe-Account header) or destination payment (using `transfer_data[destination]`).",
      { param: "application_fee_amount" },
    );
  if (to?.amount !== undefined)
    throw invalidRequest(
      "You may only specify one of these parameters: application_fee_amount, transfer_data[amount].",
      {
        param: "application_fee_amount",
      },
    );
  if (fee < 0 || fee > amount)
    throw invalidRequest("Fees must be less than or equal to the amount of the payment.", {
      param: "application_fee_amount",
    });
}

/** Writes down who else is paid, after checking that it can be. */
export function applyConnect(sandbox: Sandbox, intent: PaymentIntent, given: Given): void {
  const { application_fee_amount: fee, on_behalf_of: behalf, transfer_data: to } = given;
  if (fee === undefined && behalf === undefined && to === undefined) return;
  for (const [param, id] of [
    ["on_behalf_of", behalf],
    ["transfer_data[destination]", to?.destination],
  ] as const)
    if (typeof id === "string" && sandbox.store.accounts.peek(id) === undefined)
      throw noSuch("account", id, param, 400);
  if (to?.amount !== undefined && to.amount > intent.amount)
    throw invalidRequest("The transfer amount must not exceed the amount of the payment.", {
      param: "transfer_data[amount]",
    });
  if (behalf !== undefined) intent.on_behalf_of = behalf;
  if (to !== undefined)
    intent.transfer_data = {
      destination: to.destination,
      ...(to.amount === undefined ? {} : { amount: to.amount }),
    };
  if (fee !== undefined) intent.application_fee_amount = fee;
  checkFee(sandbox, intent);
}

/** A capture may say anew how much of it is passed on; to whom stands in the intent. */
export function transferAtCapture(intent: PaymentIntent, amount: number | undefined): Given["transfer_data"] {
  if (amount === undefined) return undefined;
  const destination = intent.transfer_data?.destination;
  if (typeof destination === "string")
    return { amount, destination, description: undefined, metadata: undefined, payment_data: undefined };
  throw invalidRequest("This PaymentIntent passes nothing on.", { param: "transfer_data" });
}
