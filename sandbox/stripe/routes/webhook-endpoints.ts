import { mergeMetadata } from "../engine/shared-params.ts";
import { newId } from "../ids.ts";
import type { WebhookEndpoint } from "../objects.ts";
import { invalidParameter, invalidRequest, noSuch } from "../protocol/errors.ts";
import { listPage, pageParams } from "../protocol/pagination.ts";
import { boolean, clearable, list, metadata, required, text } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import { eventTypes } from "../webhooks/event-types.ts";
import { nowS, type Sandbox } from "../sandbox.ts";

function find(sandbox: Sandbox, id: string): WebhookEndpoint {
  const found = sandbox.store.webhookEndpoints.find(id);
  if (found === undefined) throw noSuch("webhook endpoint", id, "webhook_endpoint");
  return found;
}

/** https://docs.stripe.com/webhooks#register-webhook */
const ENDPOINTS_MAX = 16;

function checkEvents(types: readonly string[]): void {
  for (const [index, type] of types.entries()) {
    if (type === "*" || eventTypes.has(type)) continue;
    throw invalidParameter(
      `Invalid enabled_events[${index}]: must be one of *, ${[...eventTypes].join(", ")}`,
      {
        param: `enabled_events[${index}]`,
      },
    );
  }
}

function checkUrl(url: string): void {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return;
  throw invalidRequest("Invalid URL: An explicit scheme (such as https) must be provided.", {
    code: "url_invalid",
    param: "url",
  });
}

const create = route({
  method: "POST",
  path: "/v1/webhook_endpoints",
  params: {
    api_version: text(),
    connect: boolean(),
    description: clearable(text()),
    enabled_events: required(list(text())),
    metadata: metadata(),
    url: required(text()),
  },
  handle({ sandbox, params }) {
    checkUrl(params.url);
    checkEvents(params.enabled_events);
    if (sandbox.store.webhookEndpoints.count() >= ENDPOINTS_MAX)
      throw invalidRequest(`You have reached the maximum of ${ENDPOINTS_MAX} test webhook endpoints.`);
    const endpoint: WebhookEndpoint = {
      id: newId("we_"),
      object: "webhook_endpoint",
      api_version: params.api_version ?? null,
      application: null,
      created: nowS(),
      description: params.description ?? null,
      enabled_events: [...params.enabled_events],
      livemode: false,
      metadata: mergeMetadata({}, params.metadata),
      status: "enabled",
      url: params.url,
    };
    if (params.connect === true) sandbox.store.connectEndpoints.set(endpoint.id, true);
    // The signing secret is shown once, in this answer.
    return { ...endpoint, secret: sandbox.webhooks.register(endpoint) };
  },
});

const retrieve = route({
  method: "GET",
  path: "/v1/webhook_endpoints/:id",
  params: {},
  handle: ({ sandbox, id }) => find(sandbox, id),
});

const update = route({
  method: "POST",
  path: "/v1/webhook_endpoints/:id",
  params: {
    description: clearable(text()),
    disabled: boolean(),
    enabled_events: list(text()),
    metadata: metadata(),
    url: text(),
  },
  handle({ sandbox, params, id }) {
    const endpoint = find(sandbox, id);
    if (params.url !== undefined) {
      checkUrl(params.url);
      endpoint.url = params.url;
    }
    if (params.description !== undefined) endpoint.description = params.description;
    if (params.disabled !== undefined) endpoint.status = params.disabled ? "disabled" : "enabled";
    if (params.enabled_events !== undefined) {
      checkEvents(params.enabled_events);
      endpoint.enabled_events = [...params.enabled_events];
    }
    endpoint.metadata = mergeMetadata(endpoint.metadata, params.metadata);
    return endpoint;
  },
});

const remove = route({
  method: "DELETE",
  path: "/v1/webhook_endpoints/:id",
  params: {},
  handle({ sandbox, id }) {
    find(sandbox, id);
    sandbox.store.webhookEndpoints.remove(id);
    return { id, object: "webhook_endpoint", deleted: true };
  },
});

const listAll = route({
  method: "GET",
  path: "/v1/webhook_endpoints",
  params: pageParams,
  handle: ({ sandbox, params }) =>
    listPage(params, {
      collection: sandbox.store.webhookEndpoints,
      url: "/v1/webhook_endpoints",
      kind: "webhook_endpoint",
    }),
});

/** https://docs.stripe.com/api/webhook_endpoints */
export const webhookEndpointRoutes = [create, retrieve, update, remove, listAll];
