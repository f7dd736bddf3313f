import type { Clock } from "../clock.ts";
import type { SandboxConfig } from "../config.ts";
import { deliver, type Attempt, type Letter } from "./deliver.ts";
import type { Delivery } from "./delivery.ts";

const CONCURRENT_SENDS = 16;

/** What the queue asks of whoever keeps events and deliveries. */
export type PostOffice = {
  /** What is to be sent, read when it leaves; `undefined` when there is nothing or nobody any more. */
  readonly letterOf: (delivery: Delivery) => Omit<Letter, "timeoutMs"> | undefined;
  /** Called before a delivery changes. */
  readonly changes: (delivery: Delivery) => void;
  readonly accepted: (delivery: Delivery) => void;
};

/** Somebody who waits until that is true. */
type Waiter = { readonly isMet: () => boolean; readonly resolve: () => void };

/** The deliveries on their way: what is to be sent, what is being sent and what waits for its next attempt. */
type QueueState = PostOffice & {
  readonly config: SandboxConfig;
  readonly ready: Delivery[];
  /** What will be ready in a moment. */
  readonly leaving: Map<Delivery, NodeJS.Timeout>;
  readonly clock: Clock;
  /** How to give up waiting, by what waits. */
  readonly waiting: Map<Delivery, () => void>;
  readonly sending: Set<Delivery>;
  waiters: readonly Waiter[];
};

export type DeliveryQueue = {
  /** Sends it after so many milliseconds of the machine's time. */
  readonly push: (delivery: Delivery, delayMs: number) => void;
  /** Sends it at a time of the account's clock. */
  readonly wait: (delivery: Delivery, untilMs: number) => void;
  /** Its next attempt is lost on the line. */
  readonly lose: (delivery: Delivery) => void;
  /** Takes up a delivery of an earlier run: at the time of its next attempt, if that is still to come. */
  readonly resume: (delivery: Delivery) => void;
  /** Makes waiting retries due and resolves once nothing is left, or to false after the timeout. */
  readonly settle: (timeoutMs: number) => Promise<boolean>;
  /** Resolves once nothing is being sent or about to be, or to false after the timeout. */
  readonly quiet: (timeoutMs: number) => Promise<boolean>;
  /** Forgets everything; attempts already made have no consequences any more. */
  readonly clear: () => void;
};

const isSending = (queue: QueueState): boolean =>
  queue.ready.length > 0 || queue.leaving.size > 0 || queue.sending.size > 0;

function push(queue: QueueState, delivery: Delivery, delayMs = 0): void {
  queue.changes(delivery);
  delivery.state = "queued";
  if (delayMs > 0) {
    const leave = (): void => {
      queue.leaving.delete(delivery);
      push(queue, delivery);
    };
    queue.leaving.set(delivery, setTimeout(leave, delayMs).unref());
    return;
  }
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
  tellWaiters(queue);
}

function tellWaiters(queue: QueueState): void {
  const met = queue.waiters.filter(({ isMet }) => isMet());
  queue.waiters = queue.waiters.filter((waiter) => !met.includes(waiter));
  for (const { resolve } of met) resolve();
}

async function send(queue: QueueState, delivery: Delivery): Promise<void> {
  queue.changes(delivery);
  delivery.state = "sending";
  delivery.nextAttemptAt = null;
  const letter = queue.letterOf(delivery);
  const timeoutMs = queue.config.webhookTimeoutMs;
  delivery.url = letter?.url ?? delivery.url;
  const attempt = letter === undefined ? null : await deliver({ ...letter, timeoutMs });
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
  else wait(queue, delivery, queue.clock.nowMs() + delayMs);
}

function lose(queue: QueueState, delivery: Delivery): void {
  queue.changes(delivery);
  settleAttempt(queue, delivery, { at: Date.now(), status: null, error: "lost on the line", durationMs: 0 });
}

function wait(queue: QueueState, delivery: Delivery, until: number): void {
  queue.changes(delivery);
  delivery.state = "waiting";
  delivery.nextAttemptAt = until;
  const giveUp = queue.clock.at(until, () => {
    queue.waiting.delete(delivery);
    push(queue, delivery);
  });
  queue.waiting.set(delivery, giveUp);
}

function resume(queue: QueueState, delivery: Delivery): void {
  const { nextAttemptAt } = delivery;
  if (nextAttemptAt !== null && nextAttemptAt > queue.clock.nowMs()) wait(queue, delivery, nextAttemptAt);
  else push(queue, delivery);
}

function retryNow(queue: QueueState): void {
  for (const [delivery, giveUp] of queue.waiting) {
    giveUp();
    queue.waiting.delete(delivery);
    push(queue, delivery);
  }
}

function until(queue: QueueState, timeoutMs: number, isMet: () => boolean): Promise<boolean> {
  if (isMet()) return Promise.resolve(true);
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      queue.waiters = queue.waiters.filter((one) => one !== waiter);
      resolve(false);
    }, timeoutMs);
    const waiter: Waiter = {
      isMet,
      resolve() {
        clearTimeout(timer);
        resolve(true);
      },
    };
    queue.waiters = [...queue.waiters, waiter];
  });
}

/** While the clock stands still nothing that waits for it ends by waiting. */
async function settle(queue: QueueState, timeoutMs: number): Promise<boolean> {
  retryNow(queue);
  const isOver = (): boolean => !isSending(queue) && (queue.waiting.size === 0 || queue.clock.isFrozen());
  return (await until(queue, timeoutMs, isOver)) && queue.waiting.size === 0;
}

function clear(queue: QueueState): void {
  for (const giveUp of queue.waiting.values()) giveUp();
  queue.waiting.clear();
  for (const timer of queue.leaving.values()) clearTimeout(timer);
  queue.leaving.clear();
  queue.sending.clear();
  queue.ready.length = 0;
  tellWaiters(queue);
}

/** Sends deliveries, several at a time, and repeats those that no 2xx answered. https://docs.stripe.com/webhooks#retries */
export function createDeliveryQueue(config: SandboxConfig, office: PostOffice, clock: Clock): DeliveryQueue {
  const queue: QueueState = {
    ...office,
    config,
    clock,
    ready: [],
    leaving: new Map(),
    waiting: new Map(),
    sending: new Set(),
    waiters: [],
  };
  return {
    push: (delivery, delayMs) => push(queue, delivery, delayMs),
    wait: (delivery, untilMs) => wait(queue, delivery, untilMs),
    lose: (delivery) => lose(queue, delivery),
    resume: (delivery) => resume(queue, delivery),
    settle: (timeoutMs) => settle(queue, timeoutMs),
    quiet: (timeoutMs) => until(queue, timeoutMs, () => !isSending(queue)),
    clear: () => clear(queue),
  };
}
