import { emit } from "../events.ts";
import type { Customer } from "../objects.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
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

export function emptyCustomer(id: string): Customer {
  return {
    id,
    object: "customer",
    address: null,
    balance: 0,
    created: nowS(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: id.slice(-8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  };
}
