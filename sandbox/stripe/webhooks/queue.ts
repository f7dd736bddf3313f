import type { SandboxConfig } from "../config.ts";
import { deliver, type Attempt } from "./deliver.ts";
import type { Delivery } from "./delivery.ts";

const CONCURRENT_SENDS = 16;

/** What the queue asks of whoever keeps events and deliveries. */
export type PostOffice = {
  /** What is to be sent, read when it leaves; `undefined` when its event is forgotten. */
  readonly letterOf: (delivery: Delivery) => { readonly body: string; readonly secret: string } | undefined;
  /** Called before a delivery changes. */
  readonly changes: (delivery: Delivery) => void;
  readonly accepted: (delivery: Delivery) => void;
};

/** The deliveries on their way: what is to be sent, what is being sent and what waits for its next attempt. */
type QueueState = PostOffice & {
  readonly config: SandboxConfig;
  readonly ready: Delivery[];
  readonly waiting: Map<Delivery, NodeJS.Timeout>;
  readonly sending: Set<Delivery>;
  idle: (() => void)[];
};

export type DeliveryQueue = {
  readonly push: (delivery: Delivery) => void;
  /** Takes up a delivery of an earlier run: at the time of its next attempt, if that is still to come. */
  readonly resume: (delivery: Delivery) => void;
  /** Makes waiting retries due and resolves once nothing is left, or to false after the timeout. */
  readonly settle: (timeoutMs: number) => Promise<boolean>;
  /** Forgets everything; attempts already made have no consequences any more. */
  readonly clear: () => void;
};

const isBusy = (queue: QueueState): boolean =>
  queue.ready.length > 0 || queue.sending.size > 0 || queue.waiting.size > 0;

function push(queue: QueueState, delivery: Delivery): void {
  queue.changes(delivery);
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
  queue.changes(delivery);
  delivery.state = "sending";
  delivery.nextAttemptAt = null;
  const letter = queue.letterOf(delivery);
  const timeoutMs = queue.config.webhookTimeoutMs;
  const attempt = letter === undefined ? null : await deliver({ url: delivery.url, timeoutMs, ...letter });
  // A queue that was cleared meanwhile does not know the delivery any more.
  if (!queue.sending.delete(delivery)) return;
  queue.changes(delivery);
  if (attempt === null) delivery.state = "dropped";
  else settleAttempt(queue, delivery, attempt);
  drain(queue);
}

const isAccepted = ({ status }: Attempt): boolean => status !== null && status >= 200 && status < 300;

function settleAttempt(queue: QueueState, delivery: Delivery, attempt: Attempt): void {
  delivery.attempts.push(attempt);
  if (isAccepted(attempt)) {
    delivery.state = "delivered";
    queue.accepted(delivery);
    return;
  }
  const delayMs = queue.config.webhookRetryDelaysMs[delivery.attempts.length - 1];
  if (delayMs === undefined) delivery.state = "failed";
  else wait(queue, delivery, Date.now() + delayMs);
}

function wait(queue: QueueState, delivery: Delivery, until: number): void {
  queue.changes(delivery);
  delivery.state = "waiting";
  delivery.nextAttemptAt = until;
  const timer = setTimeout(() => {
    queue.waiting.delete(delivery);
    push(queue, delivery);
  }, until - Date.now());
  timer.unref();
  queue.waiting.set(delivery, timer);
}

function resume(queue: QueueState, delivery: Delivery): void {
  const { nextAttemptAt } = delivery;
  if (nextAttemptAt !== null && nextAttemptAt > Date.now()) wait(queue, delivery, nextAttemptAt);
  else push(queue, delivery);
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
export function createDeliveryQueue(config: SandboxConfig, office: PostOffice): DeliveryQueue {
  const queue: QueueState = {
    ...office,
    config,
    ready: [],
    waiting: new Map(),
    sending: new Set(),
    idle: [],
  };
  return {
    push: (delivery) => push(queue, delivery),
    resume: (delivery) => resume(queue, delivery),
    settle: (timeoutMs) => settle(queue, timeoutMs),
    clear: () => clear(queue),
  };
}
