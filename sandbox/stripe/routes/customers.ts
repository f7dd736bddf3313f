import { deleteCustomer, emptyCustomer } from "../engine/customers.ts";
import { attachPaymentMethod, usePaymentMethod } from "../engine/payment-methods.ts";
import {
  addressParams,
  mergeMetadata,
  shippingParams,
  toAddress,
  toShipping,
} from "../engine/shared-params.ts";
import { changeAndEmit, emit } from "../events.ts";
import { attachToClock } from "../engine/test-clocks.ts";
import { newId } from "../ids.ts";
import type { Customer } from "../objects.ts";
import { invalidRequest, noSuch } from "../protocol/errors.ts";
import { inRange, listPage, pageParams, timeRange } from "../protocol/pagination.ts";
import { accepted, clearable, list, metadata, object, oneOf, text, type Parsed } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import { findTestClock } from "./test-clocks.ts";
import type { Sandbox } from "../sandbox.ts";
import { findCustomer } from "./find.ts";
import { searchPage, searchParams } from "./search.ts";

const shared = {
  address: clearable(addressParams),
  balance: accepted(),
  business_name: clearable(text()),
  cash_balance: accepted(),
  description: clearable(text()),
  email: clearable(text(512)),
  individual_name: clearable(text()),
  invoice_prefix: accepted(),
  invoice_settings: object({
    custom_fields: accepted(),
    default_payment_method: clearable(text()),
    footer: clearable(text()),
    rendering_options: accepted(),
  }),
  metadata: metadata(),
  name: clearable(text(256)),
  next_invoice_sequence: accepted(),
  phone: clearable(text()),
  preferred_locales: list(text()),
  shipping: clearable(shippingParams),
  tax: accepted(),
  tax_exempt: clearable(oneOf("exempt", "none", "reverse")),
};

type Changes = Parsed<typeof shared>;

function checkEmail(email: string | null | undefined): void {
  if (typeof email !== "string" || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return;
  throw invalidRequest(`Invalid email address: ${email}`, { code: "email_invalid", param: "email" });
}

function checkDefaultMethod(sandbox: Sandbox, customer: Customer, id: string | null | undefined): void {
  if (typeof id !== "string") return;
  if (sandbox.store.paymentMethods.find(id)?.customer === customer.id) return;
  throw invalidRequest(
    `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`,
    { code: "resource_missing", param: "invoice_settings[default_payment_method]" },
  );
}

function apply(customer: Customer, given: Changes): void {
  if (given.address !== undefined)
    customer.address = given.address === null ? null : toAddress(given.address);
  if (given.description !== undefined) customer.description = given.description;
  if (given.email !== undefined) customer.email = given.email;
  if (given.name !== undefined) customer.name = given.name;
  if (given.phone !== undefined) customer.phone = given.phone;
  if (given.preferred_locales !== undefined) customer.preferred_locales = [...given.preferred_locales];
  if (given.shipping !== undefined) customer.shipping = toShipping(given.shipping);
  if (given.tax_exempt !== undefined) customer.tax_exempt = given.tax_exempt ?? "none";
  const method = given.invoice_settings?.default_payment_method;
  if (method !== undefined) customer.invoice_settings.default_payment_method = method;
  const footer = given.invoice_settings?.footer;
  if (footer !== undefined) customer.invoice_settings.footer = footer;
  customer.metadata = mergeMetadata(customer.metadata, given.metadata);
}

const creation = {
  ...shared,
  payment_method: text(),
  source: accepted(),
  tax_id_data: accepted(),
  test_clock: text(),
  validate: accepted(),
};

const create = route({
  method: "POST",
  path: "/v1/customers",
  params: creation,
  handle({ sandbox, params }) {
    checkEmail(params.email);
    const method =
      params.payment_method === undefined ? null : usePaymentMethod(sandbox, params.payment_method);
    const customer = emptyCustomer(newId("cus_").slice(0, 22));
    if (params.test_clock !== undefined)
      attachToClock(sandbox, customer, findTestClock(sandbox, params.test_clock, "test_clock", 400));
    if (method !== null) attachPaymentMethod(sandbox, method, customer.id);
    checkDefaultMethod(sandbox, customer, params.invoice_settings?.default_payment_method);
    apply(customer, params);
    sandbox.store.customers.insert(customer);
    emit(sandbox, "customer.created", customer);
    return customer;
  },
});

const update = route({
  method: "POST",
  path: "/v1/customers/:id",
  params: { ...shared, default_source: accepted(), source: accepted(), validate: accepted() },
  handle({ sandbox, params, id }) {
    const customer = findCustomer(sandbox, id, "id", 404);
    checkEmail(params.email);
    checkDefaultMethod(sandbox, customer, params.invoice_settings?.default_payment_method);
    changeAndEmit(sandbox, "customer.updated", customer, (changed) => apply(changed, params));
    return customer;
  },
});

const retrieve = route({
  method: "GET",
  path: "/v1/customers/:id",
  params: {},
  handle({ sandbox, id }) {
    if (sandbox.store.deletedCustomers.has(id)) return { id, object: "customer", deleted: true };
    return findCustomer(sandbox, id, "id", 404);
  },
});

const remove = route({
  method: "DELETE",
  path: "/v1/customers/:id",
  params: {},
  handle({ sandbox, id }) {
    const customer = findCustomer(sandbox, id, "id", 404);
    if (sandbox.store.cashBalances.peek(id)?.available != null)
      throw invalidRequest("You cannot delete a customer that has money in its cash balance.", {
        param: "id",
      });
    deleteCustomer(sandbox, customer);
    return { id, object: "customer", deleted: true };
  },
});

const listAll = route({
  method: "GET",
  path: "/v1/customers",
  params: { ...pageParams, created: timeRange(), email: text(), test_clock: accepted() },
  handle: ({ sandbox, params }) =>
    listPage(params, {
      collection: sandbox.store.customers,
      url: "/v1/customers",
      kind: "customer",
      keep: (row) =>
        inRange(row.created, params.created) && (params.email === undefined || row.email === params.email),
    }),
});

const search = route({
  method: "GET",
  path: "/v1/customers/search",
  params: searchParams,
  handle: ({ sandbox, params }) => searchPage(params, sandbox.store.customers, "/v1/customers/search"),
});

const methods = route({
  method: "GET",
  path: "/v1/customers/:id/payment_methods",
  params: { ...pageParams, allow_redisplay: oneOf("always", "limited", "unspecified"), type: text() },
  handle({ sandbox, params, id }) {
    findCustomer(sandbox, id, "customer", 404);
    const { allow_redisplay: redisplay, type } = params;
    return listPage(params, {
      collection: sandbox.store.paymentMethods,
      url: `/v1/customers/${id}/payment_methods`,
      kind: "payment_method",
      keep: (row) =>
        row.customer === id &&
        (type === undefined || row.type === type) &&
        (redisplay === undefined || row.allow_redisplay === redisplay),
    });
  },
});

const method = route({
  method: "GET",
  path: "/v1/customers/:id/payment_methods/:method",
  params: {},
  handle({ sandbox, id, childId }) {
    findCustomer(sandbox, id, "customer", 404);
    const found = sandbox.store.paymentMethods.find(childId);
    if (found?.customer !== id) throw noSuch("PaymentMethod", childId, "payment_method");
    return found;
  },
});

/** https://docs.stripe.com/api/customers */
export const customerRoutes = [create, update, retrieve, remove, listAll, search, methods, method];
