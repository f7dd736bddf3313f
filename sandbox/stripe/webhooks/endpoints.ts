import type { Clock } from "../clock.ts";
import { API_VERSION, type SandboxConfig } from "../config.ts";
import { newId } from "../ids.ts";
import type { WebhookEndpoint } from "../objects.ts";
import type { Store } from "../store.ts";

/** By its description the endpoint of SANDBOX_WEBHOOK_URL is known again. */
const CONFIGURED = "From SANDBOX_WEBHOOK_URL";

export const accepts = (endpoint: WebhookEndpoint, type: string): boolean =>
  endpoint.status === "enabled" && endpoint.enabled_events.some((name) => name === "*" || name === type);

export const endpointsOf = (store: Store): readonly WebhookEndpoint[] => [
  ...(store.webhookEndpoints.oldestFirst() ?? []),
];

/** Adds an endpoint with the secret that signs what it is sent. Answers the secret. */
export function registerEndpoint(store: Store, endpoint: WebhookEndpoint, secret: string): string {
  store.webhookSecrets.set(endpoint.id, secret);
  store.webhookEndpoints.insert(endpoint);
  return secret;
}

/** Registers the endpoint of SANDBOX_WEBHOOK_URL, if there is one, or brings it up to date. */
export function registerConfigured(config: SandboxConfig, store: Store, clock: Clock): void {
  const { webhookUrl, webhookSecret } = config;
  if (webhookUrl === undefined) return;
  const known = endpointsOf(store).find((endpoint) => endpoint.description === CONFIGURED);
  if (known !== undefined) {
    // Another port, another secret: the process was configured anew, and the account follows.
    Object.assign(store.webhookEndpoints.find(known.id) ?? known, { url: webhookUrl });
    store.webhookSecrets.set(known.id, webhookSecret);
    return;
  }
  const endpoint: WebhookEndpoint = {
    id: newId("we_"),
    object: "webhook_endpoint",
    api_version: API_VERSION,
    application: null,
    created: Math.floor(clock.nowMs() / 1_000),
    description: CONFIGURED,
    enabled_events: ["*"],
    livemode: false,
    metadata: {},
    status: "enabled",
    url: webhookUrl,
  };
  registerEndpoint(store, endpoint, webhookSecret);
}
