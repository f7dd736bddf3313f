import type {
  Charge,
  Customer,
  Dispute,
  StoredFile,
  PaymentIntent,
  Refund,
  SetupIntent,
} from "../objects.ts";
import type { ConnectedAccount } from "../connect-objects.ts";
import { accountInvalid, noSuch } from "../protocol/errors.ts";
import type { Sandbox } from "../sandbox.ts";

/** A customer named in a parameter, where a missing one is the request's fault (400). */
export function findCustomer(
  sandbox: Sandbox,
  id: string,
  param = "customer",
  status: 400 | 404 = 400,
): Customer {
  const found = sandbox.store.customers.find(id);
  if (found === undefined) throw noSuch("customer", id, param, status);
  return found;
}

export function findPaymentIntent(
  sandbox: Sandbox,
  id: string,
  param = "intent",
  status: 400 | 404 = 404,
): PaymentIntent {
  const found = sandbox.store.paymentIntents.find(id);
  if (found === undefined) throw noSuch("payment_intent", id, param, status);
  return found;
}

export function findSetupIntent(sandbox: Sandbox, id: string): SetupIntent {
  const found = sandbox.store.setupIntents.find(id);
  if (found === undefined) throw noSuch("setupintent", id, "intent");
  return found;
}

export function findCharge(sandbox: Sandbox, id: string, param = "charge", status: 400 | 404 = 404): Charge {
  const found = sandbox.store.charges.find(id);
  if (found === undefined) throw noSuch("charge", id, param, status);
  return found;
}

export function findRefund(sandbox: Sandbox, id: string): Refund {
  const found = sandbox.store.refunds.find(id);
  if (found === undefined) throw noSuch("refund", id, "refund");
  return found;
}

export function findDispute(sandbox: Sandbox, id: string): Dispute {
  const found = sandbox.store.disputes.find(id);
  if (found === undefined) throw noSuch("dispute", id, "dispute");
  return found;
}

export function findFile(sandbox: Sandbox, id: string, param = "file", status: 400 | 404 = 404): StoredFile {
  const found = sandbox.store.files.peek(id);
  if (found === undefined) throw noSuch("file upload", id, param, status);
  return found;
}

/** https://docs.stripe.com/error-codes/account-invalid */
export function findAccount(sandbox: Sandbox, id: string): ConnectedAccount {
  const found = sandbox.store.accounts.find(id);
  if (found !== undefined) return found;
  throw accountInvalid(id);
}
