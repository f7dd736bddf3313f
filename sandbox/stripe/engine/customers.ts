import { emit } from "../events.ts";
import type { Customer } from "../objects.ts";
import type { Sandbox } from "../sandbox.ts";
import { usageOf } from "./other-methods.ts";

/** Forgets a customer; the payment methods stay without one and cannot be used again. https://docs.stripe.com/api/customers/delete */
export function deleteCustomer(sandbox: Sandbox, customer: Customer): void {
  for (const listed of sandbox.store.paymentMethods.newestFirst() ?? []) {
    const method = listed.customer === customer.id ? sandbox.store.paymentMethods.find(listed.id) : undefined;
    if (method === undefined) continue;
    method.customer = null;
    usageOf(sandbox, method).isSpent = true;
  }
  sandbox.store.customers.remove(customer.id);
  sandbox.store.deletedCustomers.set(customer.id, true);
  emit(sandbox, "customer.deleted", customer);
}
