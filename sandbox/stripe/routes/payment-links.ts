import { PLAIN_INTENT, type IntentData } from "../engine/intent-data.ts";
import { currencyOf, totalOf } from "../engine/line-items.ts";
import { mergeMetadata } from "../engine/shared-params.ts";
import { changeAndEmit, emit } from "../events.ts";
import { newId } from "../ids.ts";
import type { LineItem, PaymentLink } from "../objects.ts";
import { invalidParameter, noSuch } from "../protocol/errors.ts";
import { listPage, listRows, pageParams } from "../protocol/pagination.ts";
import {
  boolean,
  clearable,
  integer,
  notSimulated,
  object,
  oneOf,
  required,
  text,
  type Parsed,
} from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import type { Sandbox } from "../sandbox.ts";
import { collectionSpec, intentDataSpec, lineItemParams } from "./checkout-session-params.ts";
import { checkUrl } from "./checkout-sessions.ts";
import { readLineItems } from "./line-item-params.ts";

const shared = {
  ...collectionSpec,
  after_completion: object({
    hosted_confirmation: object({ custom_message: text(500) }),
    redirect: object({ url: required(text()) }),
    type: required(oneOf("hosted_confirmation", "redirect")),
  }),
  application_fee_amount: notSimulated(),
  application_fee_percent: notSimulated(),
  inactive_message: clearable(text(500)),
  on_behalf_of: notSimulated(),
  payment_intent_data: object(intentDataSpec),
  payment_method_options: notSimulated(),
  payment_method_types: notSimulated(),
  restrictions: clearable(object({ completed_sessions: required(object({ limit: required(integer()) })) })),
  transfer_data: notSimulated(),
};
const createSpec = { ...shared, line_items: required(lineItemParams) };
const updateSpec = { ...shared, active: boolean(), line_items: notSimulated() };

type Given = Parsed<typeof shared>;

function afterCompletion(given: Given["after_completion"]): PaymentLink["after_completion"] {
  if (given?.type !== "redirect")
    return {
      type: "hosted_confirmation",
      hosted_confirmation: { custom_message: given?.hosted_confirmation?.custom_message ?? null },
    };
  if (given.redirect === undefined) {
    throw invalidParameter("Missing required param: after_completion[redirect].", {
      code: "parameter_missing",
      param: "after_completion[redirect]",
    });
  }
  checkUrl(given.redirect.url, "after_completion[redirect][url]");
  return { type: "redirect", redirect: { url: given.redirect.url } };
}

function intentDataOf(given: Given["payment_intent_data"]): IntentData {
  return {
    ...PLAIN_INTENT,
    captureMethod: given?.capture_method ?? PLAIN_INTENT.captureMethod,
    description: given?.description ?? null,
    metadata: mergeMetadata({}, given?.metadata),
    setupFutureUsage: given?.setup_future_usage ?? null,
    statementDescriptor: given?.statement_descriptor ?? null,
    statementDescriptorSuffix: given?.statement_descriptor_suffix ?? null,
    transferGroup: given?.transfer_group ?? null,
  };
}

function intentDataView(given: Given["payment_intent_data"]): PaymentLink["payment_intent_data"] {
  if (given === undefined) return null;
  const data = intentDataOf(given);
  return {
    capture_method: given.capture_method ?? null,
    description: data.description,
    metadata: data.metadata,
    setup_future_usage: data.setupFutureUsage,
    statement_descriptor: data.statementDescriptor,
    statement_descriptor_suffix: data.statementDescriptorSuffix,
    transfer_group: data.transferGroup,
  };
}

function apply(sandbox: Sandbox, link: PaymentLink, given: Given): void {
  if (given.automatic_tax?.enabled === true) notSimulated().read("true", "automatic_tax[enabled]");
  if (given.after_completion !== undefined) link.after_completion = afterCompletion(given.after_completion);
  if (given.billing_address_collection !== undefined)
    link.billing_address_collection = given.billing_address_collection;
  if (given.custom_text?.submit !== undefined) link.custom_text.submit = given.custom_text.submit;
  if (given.customer_creation !== undefined) link.customer_creation = given.customer_creation;
  if (given.inactive_message !== undefined) link.inactive_message = given.inactive_message;
  if (given.payment_intent_data !== undefined) {
    link.payment_intent_data = intentDataView(given.payment_intent_data);
    sandbox.store.sessionIntents.set(link.id, intentDataOf(given.payment_intent_data));
  }
  if (given.payment_method_collection !== undefined)
    link.payment_method_collection = given.payment_method_collection;
  if (given.phone_number_collection !== undefined)
    link.phone_number_collection = given.phone_number_collection;
  if (given.restrictions !== undefined) link.restrictions = restrictionsOf(link, given.restrictions);
  const shipping = given.shipping_address_collection;
  if (shipping !== undefined)
    link.shipping_address_collection =
      shipping === null ? null : { allowed_countries: [...shipping.allowed_countries] };
  if (given.submit_type !== undefined) link.submit_type = given.submit_type;
  link.metadata = mergeMetadata(link.metadata, given.metadata);
}

function restrictionsOf(link: PaymentLink, given: Given["restrictions"]): PaymentLink["restrictions"] {
  if (given == null) return null;
  const { limit } = given.completed_sessions;
  return { completed_sessions: { count: link.restrictions?.completed_sessions.count ?? 0, limit } };
}

function newLink(sandbox: Sandbox, items: readonly LineItem[]): PaymentLink {
  const id = newId("plink_");
  const currency = currencyOf(items);
  totalOf(items, currency);
  return {
    id,
    object: "payment_link",
    active: true,
    after_completion: afterCompletion(undefined),
    allow_promotion_codes: false,
    application: null,
    application_fee_amount: null,
    application_fee_percent: null,
    automatic_tax: { enabled: false, liability: null },
    billing_address_collection: "auto",
    consent_collection: null,
    currency,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer_creation: "if_required",
    inactive_message: null,
    invoice_creation: null,
    livemode: false,
    managed_payments: null,
    metadata: {},
    on_behalf_of: null,
    payment_intent_data: null,
    payment_method_collection: "always",
    payment_method_options: null,
    payment_method_types: null,
    phone_number_collection: { enabled: false },
    restrictions: null,
    shipping_address_collection: null,
    shipping_options: [],
    submit_type: "auto",
    subscription_data: null,
    tax_id_collection: { enabled: false, required: "never" },
    transfer_data: null,
    url: `${sandbox.origin}/l/${id}`,
  };
}

function findLink(sandbox: Sandbox, id: string): PaymentLink {
  const found = sandbox.store.paymentLinks.find(id);
  if (found === undefined) throw noSuch("payment link", id, "payment_link");
  return found;
}

const create = route({
  method: "POST",
  path: "/v1/payment_links",
  params: createSpec,
  handle({ sandbox, params }) {
    const items = readLineItems(sandbox, params.line_items);
    const link = newLink(sandbox, items);
    apply(sandbox, link, params);
    sandbox.store.paymentLinks.insert(link);
    sandbox.store.lineItems.set(link.id, [...items]);
    emit(sandbox, "payment_link.created", link);
    return link;
  },
});

const retrieve = route({
  method: "GET",
  path: "/v1/payment_links/:id",
  params: {},
  handle: ({ sandbox, id }) => findLink(sandbox, id),
});

const update = route({
  method: "POST",
  path: "/v1/payment_links/:id",
  params: updateSpec,
  handle({ sandbox, params, id }) {
    const link = findLink(sandbox, id);
    changeAndEmit(sandbox, "payment_link.updated", link, (changed) => {
      if (params.active !== undefined) changed.active = params.active;
      apply(sandbox, changed, params);
    });
    return link;
  },
});

const lineItems = route({
  method: "GET",
  path: "/v1/payment_links/:id/line_items",
  params: pageParams,
  handle({ sandbox, params, id }) {
    findLink(sandbox, id);
    const rows = sandbox.store.lineItems.peek(id) ?? [];
    return listRows(params, { rows, url: `/v1/payment_links/${id}/line_items`, kind: "item" });
  },
});

const listAll = route({
  method: "GET",
  path: "/v1/payment_links",
  params: { ...pageParams, active: boolean() },
  handle: ({ sandbox, params }) =>
    listPage(params, {
      collection: sandbox.store.paymentLinks,
      url: "/v1/payment_links",
      kind: "payment link",
      keep: (row) => params.active === undefined || row.active === params.active,
    }),
});

/** https://docs.stripe.com/api/payment-link */
export const paymentLinkRoutes = [create, retrieve, update, lineItems, listAll];
