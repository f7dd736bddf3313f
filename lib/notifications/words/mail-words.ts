import type { DeclineAdvice } from "@/lib/domain/payments/decline-advice";

/** A mail's fixed sentences, as far as they depend on nothing but amounts, names and numbers that are written already. */
export interface Sentences {
  readonly subject: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly link: string;
  readonly notes?: readonly string[];
}

/** What a reminder speaks of, each part written in the reader's language. */
export interface ReminderTexts {
  readonly name: string;
  readonly number: bigint;
  readonly amount: string;
  readonly day: string;
  /** From the due day to now; nothing but its size is said. */
  readonly daysLate: number;
}

/** Everything that our mails and text messages say, in one language. A language more is one of these more. */
export interface MailWords {
  readonly welcome: (name: string, seller: string) => Sentences;
  readonly orderConfirmed: (
    name: string,
    number: bigint,
    begins: "sites" | "payable",
  ) => Sentences & {
    readonly total: string;
  };
  readonly sitesReady: (name: string, number: bigint, count: number) => Sentences;
  readonly paymentReceipt: (name: string, number: bigint, amount: string) => Sentences;
  readonly receiptTerms: Readonly<
    Record<
      "amount" | "method" | "creditBeside" | "transaction" | "paidOn" | "onStatement" | "receivedBy",
      string
    >
  >;
  readonly paymentFailed: (name: string, number: bigint, amount: string) => Sentences;
  readonly advice: Readonly<Record<DeclineAdvice, string>>;
  readonly escalation: (address: string, paymentId: string, traceId: string) => string;
  readonly authenticationNeeded: (
    name: string,
    number: bigint,
    amount: string,
    until: string | null,
  ) => Sentences;
  /** `order`: the address of the order's page, where another card is chosen. */
  readonly chargeFailed: (name: string, number: bigint, amount: string, order: string) => Sentences;
  readonly reminder: Readonly<Record<"upcoming" | "due" | "overdue", (texts: ReminderTexts) => Sentences>>;
  readonly reminderTerms: Readonly<Record<"order" | "amount" | "dueOn", string>>;
  readonly creditExpiring: (name: string, amount: string, day: string) => Sentences;
  readonly creditTerms: Readonly<Record<"credit" | "lastDay", string>>;
  readonly payLink: (texts: {
    readonly name: string;
    readonly seller: string;
    readonly number: bigint;
    /** Null while nothing is due. */
    readonly amount: string | null;
    readonly until: string;
    readonly supportEmail: string;
  }) => Sentences;
  readonly passwordReset: (name: string, seller: string, minutes: number) => Sentences;
  readonly passwordChanged: (
    name: string,
    seller: string,
    where: { readonly forgot: string; readonly support: string },
  ) => Sentences;
  readonly alertRaised: (kind: string, severity: string) => Sentences;
  readonly footer: { readonly unsubscribe: string };
  /** Text messages: one each, short enough for two parts. The sender's name and the way out are put around them. */
  readonly sms: {
    readonly order: (number: bigint) => string;
    readonly paid: (number: bigint, amount: string) => string;
    readonly failed: (number: bigint, amount: string) => string;
    readonly authenticate: (number: bigint, amount: string) => string;
    readonly upcoming: (number: bigint, amount: string, day: string) => string;
    readonly due: (number: bigint, amount: string) => string;
    readonly overdue: (number: bigint, amount: string, day: string) => string;
    readonly wayOut: string;
  };
}
