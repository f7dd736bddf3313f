import type { Collection, Keyed } from "./collection.ts";
import type { ClockSetting } from "./clock.ts";
import type { TestCard } from "./cards/test-card.ts";
import type { IntentData } from "./engine/intent-data.ts";
import type { BankDetails } from "./engine/bank-details.ts";
import type { PayoutFailure } from "./engine/payout-failures.ts";
import type {
  BalanceSettings,
  BalanceTransaction,
  BankAccount,
  CashBalance,
  CashTransaction,
  Charge,
  ConfirmationToken,
  CheckoutSession,
  Customer,
  Dispute,
  EarlyFraudWarning,
  FileLink,
  Mandate,
  LineItem,
  PaymentIntent,
  PaymentLink,
  PaymentMethod,
  Payout,
  PaymentMethodConfiguration,
  PaymentMethodDomain,
  Price,
  Product,
  Refund,
  Review,
  SetupAttempt,
  SetupIntent,
  StoredEvent,
  TestClock,
  StoredFile,
  Token,
  Topup,
  WebhookEndpoint,
} from "./objects.ts";
import type {
  TaxCalculation,
  TaxCalculationLine,
  TaxTransaction,
  TaxTransactionLine,
} from "./tax-objects.ts";
import type {
  AccountLink,
  ApplicationFee,
  ConnectedAccount,
  EphemeralKey,
  FeeRefund,
  Transfer,
  TransferReversal,
} from "./connect-objects.ts";
import type { Delivery } from "./webhooks/delivery.ts";

/** What the sandbox knows about a payment method and never answers: which test card it is and what became of it. */
export type CardState = {
  readonly card: TestCard;
  /** Set up for later use, so that "authenticate unless set up" cards pass off-session. */
  isSetUp: boolean;
  /** Used or detached without a customer: Stripe refuses to use it again. */
  isSpent: boolean;
  isCvcGiven: boolean;
};

/** The same of a payment method that is not a card. */
export type MethodState = {
  /** The test bank account, by its number. */
  readonly account: string | null;
  /** The bank account is known to be the customer's. */
  isVerified: boolean;
  /** How often the microdeposits were guessed at. */
  verificationCount: number;
  /** Allowed for later payments, so that they pass without the customer. */
  isSetUp: boolean;
  isSpent: boolean;
};

/** One 3-D Secure challenge, or one visit to a provider's page. */
export type Authentication = {
  readonly id: string;
  readonly account: string | null;
  readonly intentId: string;
  readonly paymentMethodId: string;
  readonly returnUrl: string | null;
  readonly amountText: string;
  status: "pending" | "succeeded" | "failed" | "canceled";
};

/** What the Payment Element may do for a returning customer. https://docs.stripe.com/api/customer_sessions/object */
export type PaymentElementFeatures = {
  readonly payment_method_allow_redisplay_filters: readonly string[];
  readonly payment_method_redisplay: "disabled" | "enabled";
  readonly payment_method_redisplay_limit: number;
  readonly payment_method_remove: "disabled" | "enabled";
  readonly payment_method_save: "disabled" | "enabled";
  readonly payment_method_save_usage: "off_session" | "on_session" | null;
};

/** What the secret of a customer session lets a browser see and do. */
export type CustomerSession = {
  readonly customerId: string;
  readonly expiresAtS: number;
  readonly paymentElement: PaymentElementFeatures | null;
};

export type CurrencyBalance = { available: number; pending: number };

/** Work that Stripe does some time after a request. */
export type Task = {
  readonly id: string;
  /** The connected account that it is done for; the platform when there is none. */
  readonly account?: string;
  readonly kind:
    | "settle_charge"
    | "settle_debit"
    | "complete_refund"
    | "fail_refund"
    | "lapse_authorization"
    | "ready_test_clock"
    | "delete_test_clock"
    | "release_funds"
    | "pay_out"
    | "send_payout"
    | "arrive_payout"
    | "arrive_topup"
    | "open_disputes"
    | "warn_of_fraud"
    | "decide_dispute"
    | "lose_dispute"
    | "close_inquiry"
    | "expire_session";
  /** Of what it is about; for `release_funds` and `pay_out` the key of the funds and their currency. */
  readonly objectId: string;
  /** Milliseconds of the account's clock. */
  readonly dueAt: number;
};

export type StoredAnswer = { readonly status: number; readonly body: string };

/** A request that was executed under an idempotency key: a digest of its parameters and what it was answered. */
export type ExecutedRequest = {
  readonly method: string;
  readonly path: string;
  readonly digest: string;
  readonly createdAt: number;
  readonly answer: StoredAnswer;
};

export type Store = {
  /** The accounts that the platform has connected, and what each of them holds. */
  readonly accounts: Collection<ConnectedAccount>;
  readonly connected: Map<string, Store>;
  /** The platform's. */
  readonly root: () => Store;
  readonly accountLinks: Keyed<AccountLink>;
  readonly transfers: Collection<Transfer>;
  readonly transferReversals: Collection<TransferReversal>;
  readonly applicationFees: Collection<ApplicationFee>;
  readonly feeRefunds: Collection<FeeRefund>;
  /** Endpoints for what happens to connected accounts. */
  readonly connectEndpoints: Keyed<true>;
  readonly customers: Collection<Customer>;
  readonly deletedCustomers: Keyed<true>;
  /** By client secret. */
  readonly customerSessions: Keyed<CustomerSession>;
  readonly paymentMethods: Collection<PaymentMethod>;
  readonly cards: Keyed<CardState>;
  readonly methodStates: Keyed<MethodState>;
  readonly paymentMethodDomains: Collection<PaymentMethodDomain>;
  readonly mandates: Collection<Mandate>;
  readonly confirmationTokens: Collection<ConfirmationToken>;
  /** The payment method that a confirmation token stands for. */
  readonly tokenMethods: Keyed<string>;
  /** The mandate under which an intent is confirmed. */
  readonly intentMandates: Keyed<string>;
  readonly cashBalances: Keyed<CashBalance>;
  readonly cashTransactions: Collection<CashTransaction>;
  readonly paymentMethodConfigurations: Collection<PaymentMethodConfiguration>;
  readonly paymentIntents: Collection<PaymentIntent>;
  readonly setupIntents: Collection<SetupIntent>;
  readonly charges: Collection<Charge>;
  readonly refunds: Collection<Refund>;
  readonly refundsByCharge: Keyed<readonly string[]>;
  readonly disputes: Collection<Dispute>;
  readonly disputesByCharge: Keyed<readonly string[]>;
  readonly earlyFraudWarnings: Collection<EarlyFraudWarning>;
  /** The id of the warning about a charge. */
  readonly warningsByCharge: Keyed<string>;
  readonly reviews: Collection<Review>;
  readonly setupAttempts: Collection<SetupAttempt>;
  readonly files: Collection<StoredFile>;
  /** What was uploaded, in base64. */
  readonly fileContents: Keyed<string>;
  readonly fileLinks: Collection<FileLink>;
  readonly balanceTransactions: Collection<BalanceTransaction>;
  readonly balances: Keyed<CurrencyBalance>;
  /** The ids of movements that become available together, by `currency/second`. */
  readonly pendingFunds: Keyed<string[]>;
  readonly balanceSettings: Keyed<BalanceSettings>;
  readonly bankAccounts: Collection<BankAccount>;
  /** Why payouts to a test bank account fail, by its id. */
  readonly payoutFailures: Keyed<PayoutFailure>;
  readonly taxCalculations: Collection<TaxCalculation>;
  readonly taxLines: Keyed<TaxCalculationLine[]>;
  readonly taxTransactions: Collection<TaxTransaction>;
  readonly taxTransactionLines: Keyed<TaxTransactionLine[]>;
  readonly ephemeralKeys: Keyed<EphemeralKey>;
  readonly topups: Collection<Topup>;
  readonly products: Collection<Product>;
  readonly prices: Collection<Price>;
  readonly checkoutSessions: Collection<CheckoutSession>;
  readonly paymentLinks: Collection<PaymentLink>;
  /** By the session or the payment link that they belong to. */
  readonly lineItems: Keyed<LineItem[]>;
  /** What a session passes on to the intent that it creates. */
  readonly sessionIntents: Keyed<IntentData>;
  /** The session of a PaymentIntent or SetupIntent. */
  readonly sessionOfIntent: Keyed<string>;
  readonly tokens: Collection<Token>;
  readonly tokenBanks: Keyed<BankDetails>;
  readonly payouts: Collection<Payout>;
  /** When the next automatic payout of a currency is due, in Unix seconds. */
  readonly scheduledPayouts: Keyed<number>;
  /** The automatic payout that a movement left with. */
  readonly paidOutBy: Keyed<string>;
  readonly events: Collection<StoredEvent>;
  readonly webhookEndpoints: Collection<WebhookEndpoint>;
  /** The signing secrets of endpoints, also of deleted ones: deliveries may be on their way to them. */
  readonly webhookSecrets: Keyed<string>;
  readonly deliveries: Collection<Delivery>;
  readonly authentications: Keyed<Authentication>;
  /** The id of the pending challenge of an intent. */
  readonly openChallenges: Keyed<string>;
  /** Intents with manual confirmation whose customer has authenticated, with the payment method that was used. */
  readonly authenticated: Keyed<string>;
  readonly testClocks: Collection<TestClock>;
  readonly tasks: Keyed<Task>;
  /** One entry, `clock`, once it is not the machine's. */
  readonly clock: Keyed<ClockSetting>;
  readonly executedRequests: Keyed<ExecutedRequest>;
};

export type TableName = Exclude<keyof Store, "connected" | "root">;
