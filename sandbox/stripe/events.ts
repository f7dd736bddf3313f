import { API_VERSION } from "./config.ts";
import { forgetBeyond } from "./forget-old.ts";
import { newId } from "./ids.ts";
import { previousAttributes, snapshot, type StoredEvent } from "./objects.ts";
import { nowS, type Sandbox } from "./sandbox.ts";

/** Writes an event with a snapshot of the object and hands it to the webhooks. https://docs.stripe.com/api/events */
export function emit(sandbox: Sandbox, type: string, object: unknown, before?: unknown): StoredEvent {
  const current = snapshot(object);
  const event: StoredEvent = {
    id: newId("evt_"),
    object: "event",
    ...(sandbox.account === null ? {} : { account: sandbox.account }),
    api_version: API_VERSION,
    created: nowS(),
    data: {
      object: current,
      ...(before === undefined ? {} : { previous_attributes: previousAttributes(before, current) }),
    },
    livemode: false,
    pending_webhooks: 0,
    request: {
      id: sandbox.currentRequest?.id ?? null,
      idempotency_key: sandbox.currentRequest?.idempotencyKey ?? null,
    },
    type,
  };
  sandbox.store.events.insert(event);
  sandbox.webhooks.enqueue(event);
  const { webhooks, config } = sandbox;
  forgetBeyond(sandbox.store, config.eventsMax, webhooks.deliveriesOf, webhooks.forget);
  sandbox.follow(event);
  return event;
}

/** Applies a change and writes an `…updated`-like event when something did change. */
export function changeAndEmit<T extends object>(
  sandbox: Sandbox,
  type: string,
  object: T,
  change: (object: T) => void,
): void {
  const before = snapshot(object);
  change(object);
  if (JSON.stringify(before) !== JSON.stringify(object)) emit(sandbox, type, object, before);
}
