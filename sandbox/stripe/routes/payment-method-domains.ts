import { newId } from "../ids.ts";
import type { PaymentMethodDomain } from "../objects.ts";
import { invalidRequest, noSuch } from "../protocol/errors.ts";
import { listPage, pageParams } from "../protocol/pagination.ts";
import { boolean, required, text } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import { nowS, type Sandbox } from "../sandbox.ts";

const HOST = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

function find(sandbox: Sandbox, id: string): PaymentMethodDomain {
  const found = sandbox.store.paymentMethodDomains.find(id);
  if (found === undefined) throw noSuch("payment_method_domain", id, "payment_method_domain");
  return found;
}

const create = route({
  method: "POST",
  path: "/v1/payment_method_domains",
  params: { domain_name: required(text(253)), enabled: boolean() },
  handle({ sandbox, params }) {
    const domain_name = params.domain_name.toLowerCase();
    if (!HOST.test(domain_name)) {
      throw invalidRequest(`${params.domain_name} is not a domain name. Leave out the scheme and the path.`, {
        code: "url_invalid",
        param: "domain_name",
      });
    }
    // Registering a domain again answers the one that is there.
    for (const known of sandbox.store.paymentMethodDomains.newestFirst() ?? [])
      if (known.domain_name === domain_name) return known;
    // No wallet checks anything here: a registered domain is active.
    return sandbox.store.paymentMethodDomains.insert({
      id: newId("pmd_"),
      object: "payment_method_domain",
      amazon_pay: { status: "active" },
      apple_pay: { status: "active" },
      created: nowS(),
      domain_name,
      enabled: params.enabled ?? true,
      google_pay: { status: "active" },
      klarna: { status: "active" },
      link: { status: "active" },
      livemode: false,
      paypal: { status: "active" },
    });
  },
});

const retrieve = route({
  method: "GET",
  path: "/v1/payment_method_domains/:id",
  params: {},
  handle: ({ sandbox, id }) => find(sandbox, id),
});

const update = route({
  method: "POST",
  path: "/v1/payment_method_domains/:id",
  params: { enabled: boolean() },
  handle({ sandbox, params, id }) {
    const domain = find(sandbox, id);
    domain.enabled = params.enabled ?? domain.enabled;
    return domain;
  },
});

const validate = route({
  method: "POST",
  path: "/v1/payment_method_domains/:id/validate",
  params: {},
  handle: ({ sandbox, id }) => find(sandbox, id),
});

const listAll = route({
  method: "GET",
  path: "/v1/payment_method_domains",
  params: { ...pageParams, domain_name: text(), enabled: boolean() },
  handle: ({ sandbox, params }) =>
    listPage(params, {
      collection: sandbox.store.paymentMethodDomains,
      url: "/v1/payment_method_domains",
      kind: "payment_method_domain",
      keep: (row) =>
        (params.domain_name === undefined || row.domain_name === params.domain_name) &&
        (params.enabled === undefined || row.enabled === params.enabled),
    }),
});

/** https://docs.stripe.com/api/payment_method_domains */
export const paymentMethodDomainRoutes = [create, retrieve, update, validate, listAll];
