import { createCollection, createKeyed, type Collection, type Keyed, type Watch } from "./collection.ts";
import { SHARED } from "./shared-tables.ts";
import type { Changes } from "./state/changes.ts";
import type { Store, TableName } from "./store.ts";

type Connection = { readonly root: Store; readonly prefix: string };

/** An empty account whose changes are noted in `changes`; a connected one shares some tables with its platform. */
export function createStore(changes: Changes, connection?: Connection): Store {
  const prefix = connection?.prefix ?? "";
  const watch = (table: TableName): Watch => ({
    touch: (id) => changes.touch(`${prefix}${table}`, id),
    handOut: (id) => changes.handOut(`${prefix}${table}`, id),
  });
  const rows = <T extends { id: string }>(table: TableName): Collection<T> => createCollection(watch(table));
  const keyed = <T>(table: TableName): Keyed<T> => createKeyed(watch(table));
  const shared =
    connection === undefined
      ? {}
      : Object.fromEntries(SHARED.map((table) => [table, connection.root[table]] as const));
  const store: Store = {
    accounts: rows("accounts"),
    connected: new Map(),
    root: () => connection?.root ?? store,
    accountLinks: keyed("accountLinks"),
    transfers: rows("transfers"),
    transferReversals: rows("transferReversals"),
    applicationFees: rows("applicationFees"),
    feeRefunds: rows("feeRefunds"),
    connectEndpoints: keyed("connectEndpoints"),
    customers: rows("customers"),
    deletedCustomers: keyed("deletedCustomers"),
    customerSessions: keyed("customerSessions"),
    paymentMethods: rows("paymentMethods"),
    cards: keyed("cards"),
    methodStates: keyed("methodStates"),
    paymentMethodDomains: rows("paymentMethodDomains"),
    mandates: rows("mandates"),
    confirmationTokens: rows("confirmationTokens"),
    tokenMethods: keyed("tokenMethods"),
    intentMandates: keyed("intentMandates"),
    cashBalances: keyed("cashBalances"),
    cashTransactions: rows("cashTransactions"),
    paymentMethodConfigurations: rows("paymentMethodConfigurations"),
    paymentIntents: rows("paymentIntents"),
    setupIntents: rows("setupIntents"),
    charges: rows("charges"),
    refunds: rows("refunds"),
    refundsByCharge: keyed("refundsByCharge"),
    disputes: rows("disputes"),
    disputesByCharge: keyed("disputesByCharge"),
    earlyFraudWarnings: rows("earlyFraudWarnings"),
    warningsByCharge: keyed("warningsByCharge"),
    reviews: rows("reviews"),
    setupAttempts: rows("setupAttempts"),
    files: rows("files"),
    fileContents: keyed("fileContents"),
    fileLinks: rows("fileLinks"),
    balanceTransactions: rows("balanceTransactions"),
    balances: keyed("balances"),
    pendingFunds: keyed("pendingFunds"),
    balanceSettings: keyed("balanceSettings"),
    bankAccounts: rows("bankAccounts"),
    payoutFailures: keyed("payoutFailures"),
    taxCalculations: rows("taxCalculations"),
    taxLines: keyed("taxLines"),
    taxTransactions: rows("taxTransactions"),
    taxTransactionLines: keyed("taxTransactionLines"),
    ephemeralKeys: keyed("ephemeralKeys"),
    topups: rows("topups"),
    products: rows("products"),
    prices: rows("prices"),
    checkoutSessions: rows("checkoutSessions"),
    paymentLinks: rows("paymentLinks"),
    lineItems: keyed("lineItems"),
    sessionIntents: keyed("sessionIntents"),
    sessionOfIntent: keyed("sessionOfIntent"),
    tokens: rows("tokens"),
    tokenBanks: keyed("tokenBanks"),
    payouts: rows("payouts"),
    scheduledPayouts: keyed("scheduledPayouts"),
    paidOutBy: keyed("paidOutBy"),
    events: rows("events"),
    webhookEndpoints: rows("webhookEndpoints"),
    webhookSecrets: keyed("webhookSecrets"),
    deliveries: rows("deliveries"),
    authentications: keyed("authentications"),
    openChallenges: keyed("openChallenges"),
    authenticated: keyed("authenticated"),
    testClocks: rows("testClocks"),
    tasks: keyed("tasks"),
    clock: keyed("clock"),
    executedRequests: keyed("executedRequests"),
    ...shared,
  };
  return store;
}
