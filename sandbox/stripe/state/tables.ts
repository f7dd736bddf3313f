import type { Collection, Keyed } from "../collection.ts";
import type { ClockSetting } from "../clock.ts";
import { fingerprintOf, isTestCard, storedCard } from "../engine/card-details.ts";
import type { IntentData } from "../engine/intent-data.ts";
import type { BankDetails } from "../engine/bank-details.ts";
import { PAYOUT_FAILURES, type PayoutFailure } from "../engine/payout-failures.ts";
import { isRecord, type BalanceSettings, type CashBalance, type LineItem } from "../objects.ts";
import type {
  Authentication,
  CardState,
  CurrencyBalance,
  CustomerSession,
  ExecutedRequest,
  MethodState,
  Store,
  TableName,
  Task,
} from "../store.ts";
import type { AccountLink, EphemeralKey } from "../connect-objects.ts";
import { SHARED } from "../shared-tables.ts";
import type { TaxCalculationLine, TaxTransactionLine } from "../tax-objects.ts";

/** One kind of object as the state file has it. */
export type Table = {
  readonly ids: () => Iterable<string>;
  /** What is written for an id; `null` when it is gone. */
  readonly write: (id: string) => unknown;
  /** Takes back what was written. Answers whether it could have been. */
  readonly read: (id: string, value: unknown) => boolean;
};

/** The file's version vouches for the shape of what it holds; this tells a damaged line from a whole one. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- Whoever asks says of which type it was written.
const isObject = <T extends object>(value: unknown): value is T => isRecord(value);
const isText = (value: unknown): value is string => typeof value === "string";
const isTrue = (value: unknown): value is true => value === true;
const isNumber = (value: unknown): value is number => typeof value === "number";
const isPayoutFailure = (value: unknown): value is PayoutFailure =>
  isText(value) && Object.hasOwn(PAYOUT_FAILURES, value);
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- Whoever asks says of which type it was written.
const isListOf = <T>(value: unknown): value is T[] => Array.isArray(value);
const isTextList = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);

function collection<T extends { id: string }>(rows: Collection<T>): Table {
  return {
    ids: rows.ids,
    write: (id) => rows.peek(id) ?? null,
    read(id, value) {
      if (value === null) rows.drop(id);
      else if (isObject<T>(value) && value.id === id) rows.put(id, value);
      else return false;
      return true;
    },
  };
}

function keyed<T>(values: Keyed<T>, isWhole: (value: unknown) => value is T): Table {
  return {
    ids: values.ids,
    write: (id) => values.peek(id) ?? null,
    read(id, value) {
      if (value === null) values.drop(id);
      else if (isWhole(value)) values.put(id, value);
      else return false;
      return true;
    },
  };
}

/** A test card is known again by its fingerprint, any other by its last digits: no number leaves the process. */
function cards(states: Keyed<CardState>): Table {
  return {
    ids: states.ids,
    write(id) {
      const state = states.peek(id);
      if (state === undefined) return null;
      const { card, ...rest } = state;
      const last4 = card.number.slice(-4);
      return { fingerprint: isTestCard(card) ? fingerprintOf(card.number) : null, last4, ...rest };
    },
    read(id, value) {
      if (value === null) {
        states.drop(id);
        return true;
      }
      if (!isRecord(value)) return false;
      const { fingerprint, last4, isSetUp, isSpent, isCvcGiven } = value;
      if ((fingerprint !== null && !isText(fingerprint)) || !isText(last4)) return false;
      states.put(id, {
        card: storedCard(fingerprint, last4),
        isSetUp: isSetUp === true,
        isSpent: isSpent === true,
        isCvcGiven: isCvcGiven === true,
      });
      return true;
    },
  };
}

/** Everything that an account and those connected to it are made of, by the names the state file uses. */
export function tablesOf(store: Store): Readonly<Record<string, Table>> {
  const isOwn = ([name]: readonly [string, Table]): boolean => !SHARED.some((shared) => shared === name);
  const connected = [...store.connected].flatMap(([id, inner]) =>
    Object.entries(ownTables(inner))
      .filter(isOwn)
      .map(([name, table]) => [`${id}/${name}`, table] as const),
  );
  return { ...ownTables(store), ...Object.fromEntries(connected) };
}

function ownTables(store: Store): Readonly<Record<TableName, Table>> {
  return {
    accounts: collection(store.accounts),
    accountLinks: keyed<AccountLink>(store.accountLinks, isObject),
    transfers: collection(store.transfers),
    transferReversals: collection(store.transferReversals),
    applicationFees: collection(store.applicationFees),
    feeRefunds: collection(store.feeRefunds),
    connectEndpoints: keyed(store.connectEndpoints, isTrue),
    customers: collection(store.customers),
    deletedCustomers: keyed(store.deletedCustomers, isTrue),
    customerSessions: keyed<CustomerSession>(store.customerSessions, isObject),
    paymentMethods: collection(store.paymentMethods),
    cards: cards(store.cards),
    methodStates: keyed<MethodState>(store.methodStates, isObject),
    paymentMethodDomains: collection(store.paymentMethodDomains),
    mandates: collection(store.mandates),
    confirmationTokens: collection(store.confirmationTokens),
    tokenMethods: keyed(store.tokenMethods, isText),
    intentMandates: keyed(store.intentMandates, isText),
    cashBalances: keyed<CashBalance>(store.cashBalances, isObject),
    cashTransactions: collection(store.cashTransactions),
    paymentMethodConfigurations: collection(store.paymentMethodConfigurations),
    paymentIntents: collection(store.paymentIntents),
    setupIntents: collection(store.setupIntents),
    charges: collection(store.charges),
    refunds: collection(store.refunds),
    refundsByCharge: keyed(store.refundsByCharge, isTextList),
    disputes: collection(store.disputes),
    disputesByCharge: keyed(store.disputesByCharge, isTextList),
    earlyFraudWarnings: collection(store.earlyFraudWarnings),
    warningsByCharge: keyed(store.warningsByCharge, isText),
    reviews: collection(store.reviews),
    setupAttempts: collection(store.setupAttempts),
    files: collection(store.files),
    fileContents: keyed(store.fileContents, isText),
    fileLinks: collection(store.fileLinks),
    balanceTransactions: collection(store.balanceTransactions),
    balances: keyed<CurrencyBalance>(store.balances, isObject),
    pendingFunds: keyed(store.pendingFunds, isTextList),
    balanceSettings: keyed<BalanceSettings>(store.balanceSettings, isObject),
    bankAccounts: collection(store.bankAccounts),
    payoutFailures: keyed(store.payoutFailures, isPayoutFailure),
    taxCalculations: collection(store.taxCalculations),
    taxLines: keyed(store.taxLines, isListOf<TaxCalculationLine>),
    taxTransactions: collection(store.taxTransactions),
    taxTransactionLines: keyed(store.taxTransactionLines, isListOf<TaxTransactionLine>),
    ephemeralKeys: keyed<EphemeralKey>(store.ephemeralKeys, isObject),
    topups: collection(store.topups),
    products: collection(store.products),
    prices: collection(store.prices),
    checkoutSessions: collection(store.checkoutSessions),
    paymentLinks: collection(store.paymentLinks),
    lineItems: keyed(store.lineItems, isListOf<LineItem>),
    sessionIntents: keyed<IntentData>(store.sessionIntents, isObject),
    sessionOfIntent: keyed(store.sessionOfIntent, isText),
    tokens: collection(store.tokens),
    tokenBanks: keyed<BankDetails>(store.tokenBanks, isObject),
    payouts: collection(store.payouts),
    scheduledPayouts: keyed(store.scheduledPayouts, isNumber),
    paidOutBy: keyed(store.paidOutBy, isText),
    events: collection(store.events),
    webhookEndpoints: collection(store.webhookEndpoints),
    webhookSecrets: keyed(store.webhookSecrets, isText),
    deliveries: collection(store.deliveries),
    authentications: keyed<Authentication>(store.authentications, isObject),
    openChallenges: keyed(store.openChallenges, isText),
    authenticated: keyed(store.authenticated, isText),
    testClocks: collection(store.testClocks),
    tasks: keyed<Task>(store.tasks, isObject),
    clock: keyed<ClockSetting>(store.clock, isObject),
    executedRequests: keyed<ExecutedRequest>(store.executedRequests, isObject),
  };
}
