import type { SandboxConfig } from "../config.ts";
import { deliver, type Attempt } from "./deliver.ts";
import type { Delivery } from "./delivery.ts";

const CONCURRENT_SENDS = 16;

/** The deliveries on their way: what is to be sent, what is being sent and what waits for its next attempt. */
type QueueState = {
  readonly config: SandboxConfig;
  readonly ready: Delivery[];
  readonly waiting: Map<Delivery, NodeJS.Timeout>;
  readonly sending: Set<Delivery>;
  idle: (() => void)[];
};

export type DeliveryQueue = {
  readonly push: (delivery: Delivery) => void;
  /** Makes waiting retries due and resolves once nothing is left, or to false after the timeout. */
  readonly settle: (timeoutMs: number) => Promise<boolean>;
  /** Forgets everything; attempts already made have no consequences any more. */
  readonly clear: () => void;
};

const isBusy = (queue: QueueState): boolean =>
  queue.ready.length > 0 || queue.sending.size > 0 || queue.waiting.size > 0;

function push(queue: QueueState, delivery: Delivery): void {
  delivery.state = "queued";
  queue.ready.push(delivery);
  // The answer to the request that caused the event leaves first, as with Stripe.
  setImmediate(() => drain(queue));
}

function drain(queue: QueueState): void {
  while (queue.sending.size < CONCURRENT_SENDS) {
    const delivery = queue.ready.shift();
    if (delivery === undefined) break;
    queue.sending.add(delivery);
    void send(queue, delivery);
  }
  if (isBusy(queue)) return;
  for (const resolve of queue.idle.splice(0)) resolve();
}

async function send(queue: QueueState, delivery: Delivery): Promise<void> {
  delivery.state = "sending";
  delivery.nextAttemptAt = null;
  const { url, secret, event } = delivery;
  const timeoutMs = queue.config.webhookTimeoutMs;
  const attempt = await deliver({ url, secret, timeoutMs, body: JSON.stringify(event, null, 2) });
  // A queue that was cleared meanwhile does not know the delivery any more.
  if (!queue.sending.delete(delivery)) return;
  delivery.attempts.push(attempt);
  if (isAccepted(attempt)) {
    delivery.state = "delivered";
    event.pending_webhooks = Math.max(0, event.pending_webhooks - 1);
  } else retryLater(queue, delivery);
  drain(queue);
}

const isAccepted = ({ status }: Attempt): boolean => status !== null && status >= 200 && status < 300;

function retryLater(queue: QueueState, delivery: Delivery): void {
  const delayMs = queue.config.webhookRetryDelaysMs[delivery.attempts.length - 1];
  if (delayMs === undefined) {
    delivery.state = "failed";
    return;
  }
  delivery.state = "waiting";
  delivery.nextAttemptAt = Date.now() + delayMs;
  const timer = setTimeout(() => {
    queue.waiting.delete(delivery);
    push(queue, delivery);
  }, delayMs);
  timer.unref();
  queue.waiting.set(delivery, timer);
}

function retryNow(queue: QueueState): void {
  for (const [delivery, timer] of queue.waiting) {
    clearTimeout(timer);
    queue.waiting.delete(delivery);
    push(queue, delivery);
  }
}

function settle(queue: QueueState, timeoutMs: number): Promise<boolean> {
  retryNow(queue);
  if (!isBusy(queue)) return Promise.resolve(true);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), timeoutMs);
    queue.idle.push(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

function clear(queue: QueueState): void {
  for (const timer of queue.waiting.values()) clearTimeout(timer);
  queue.waiting.clear();
  queue.sending.clear();
  queue.ready.length = 0;
  for (const resolve of queue.idle.splice(0)) resolve();
}

/** Sends deliveries, several at a time, and repeats those that no 2xx answered. https://docs.stripe.com/webhooks#retries */
export function createDeliveryQueue(config: SandboxConfig): DeliveryQueue {
  const queue: QueueState = { config, ready: [], waiting: new Map(), sending: new Set(), idle: [] };
  return {
    push: (delivery) => push(queue, delivery),
    settle: (timeoutMs) => settle(queue, timeoutMs),
    clear: () => clear(queue),
  };
}
