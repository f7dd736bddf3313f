import type {
  BalanceTransaction,
  Charge,
  Customer,
  PaymentIntent,
  PaymentMethod,
  Refund,
  SetupIntent,
  StoredEvent,
  WebhookEndpoint,
} from "./objects.ts";
import type { TestCard } from "./cards/test-card.ts";

/** Objects of one kind in the order of their creation. */
export type Collection<T extends { id: string }> = {
  readonly insert: (object: T) => T;
  readonly find: (id: string) => T | undefined;
  readonly remove: (id: string) => void;
  /** Newest first, starting after the object with that id when one is given; `undefined` when it is not here. */
  readonly newestFirst: (afterId?: string) => Iterable<T> | undefined;
  readonly oldestFirst: (afterId?: string) => Iterable<T> | undefined;
  readonly count: () => number;
};

function createCollection<T extends { id: string }>(): Collection<T> {
  const rows: (T | undefined)[] = [];
  const positions = new Map<string, number>();

  function* walk(from: number, step: 1 | -1): Iterable<T> {
    for (let index = from; index >= 0 && index < rows.length; index += step) {
      const row = rows[index];
      if (row !== undefined) yield row;
    }
  }
  function start(afterId: string | undefined, first: number, step: 1 | -1): Iterable<T> | undefined {
    if (afterId === undefined) return walk(first, step);
    const position = positions.get(afterId);
    return position === undefined ? undefined : walk(position + step, step);
  }
  return {
    insert(object) {
      positions.set(object.id, rows.length);
      rows.push(object);
      return object;
    },
    find(id) {
      const position = positions.get(id);
      return position === undefined ? undefined : rows[position];
    },
    remove(id) {
      const position = positions.get(id);
      if (position !== undefined) rows[position] = undefined;
      positions.delete(id);
    },
    newestFirst: (afterId) => start(afterId, rows.length - 1, -1),
    oldestFirst: (afterId) => start(afterId, 0, 1),
    count: () => positions.size,
  };
}

/** What the sandbox knows about a payment method and never answers: which test card it is and what became of it. */
export type CardState = {
  readonly card: TestCard;
  /** Set up for later use, so that "authenticate unless set up" cards pass off-session. */
  isSetUp: boolean;
  /** Used or detached without a customer: Stripe refuses to use it again. */
  isSpent: boolean;
  isCvcGiven: boolean;
};

/** One 3-D Secure challenge. */
export type Authentication = {
  readonly id: string;
  readonly intentId: string;
  readonly paymentMethodId: string;
  readonly returnUrl: string | null;
  readonly amountText: string;
  status: "pending" | "succeeded" | "failed" | "canceled";
};

export type CurrencyBalance = { available: number; pending: number };

export type Store = {
  readonly customers: Collection<Customer>;
  readonly deletedCustomers: Set<string>;
  readonly paymentMethods: Collection<PaymentMethod>;
  readonly cards: Map<string, CardState>;
  readonly paymentIntents: Collection<PaymentIntent>;
  readonly setupIntents: Collection<SetupIntent>;
  readonly charges: Collection<Charge>;
  readonly refunds: Collection<Refund>;
  readonly refundsByCharge: Map<string, Refund[]>;
  readonly balanceTransactions: Collection<BalanceTransaction>;
  readonly balances: Map<string, CurrencyBalance>;
  readonly events: Collection<StoredEvent>;
  readonly webhookEndpoints: Collection<WebhookEndpoint>;
  readonly authentications: Map<string, Authentication>;
  /** Intents with manual confirmation whose customer has authenticated, with the payment method that was used. */
  readonly authenticated: Map<string, string>;
  /** The pending challenge of an intent. */
  readonly openChallenges: Map<string, Authentication>;
};

/** An empty account. */
export function createStore(): Store {
  return {
    customers: createCollection(),
    deletedCustomers: new Set(),
    paymentMethods: createCollection(),
    cards: new Map(),
    paymentIntents: createCollection(),
    setupIntents: createCollection(),
    charges: createCollection(),
    refunds: createCollection(),
    refundsByCharge: new Map(),
    balanceTransactions: createCollection(),
    balances: new Map(),
    events: createCollection(),
    webhookEndpoints: createCollection(),
    authentications: new Map(),
    authenticated: new Map(),
    openChallenges: new Map(),
  };
}
