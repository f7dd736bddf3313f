import { cardName } from "@/components/money/card-name";
import { formatMoney } from "@/lib/domain/money/format-money";
import type { ConsolePayment } from "@/lib/queries/console/find-payment";
import type { GatewayCallView } from "@/lib/queries/console/gateway-calls-of-payment";
import type { TimelineRecord } from "@/lib/queries/console/order-timeline";
import { declineReason } from "./decline-reason";
import { gatewayCallSentence } from "./gateway-call-words";
import { auditEventHref, entryHref, paymentHref, webhookEventHref } from "./hrefs";
import { amountOf, detail, isSetback, orderEventTitle } from "./timeline-words";

/** A sentence of a payment's story, with what proves it. */
export interface StoryLine {
  readonly key: string;
  readonly at: Date;
  readonly sentence: string;
  readonly isSetback: boolean;
  readonly proof: { readonly href: string; readonly label: string } | null;
}

/** What the story is told from. Nothing of it needs the right to read the audit log. */
export interface StorySources {
  readonly payment: ConsolePayment;
  /** Every record of the order, oldest first. */
  readonly records: readonly TimelineRecord[];
  /** The payment's own events and entries, by id. */
  readonly ownIds: ReadonlySet<string>;
  /** What the gateway was asked for it, oldest first. */
  readonly calls: readonly GatewayCallView[];
  /** Whether the reader may open records of the audit log. */
  readonly opensAudit: boolean;
  readonly locale: string;
}

type RecordOf<Kind extends TimelineRecord["kind"]> = Extract<TimelineRecord, { kind: Kind }>;
type Words = Omit<StoryLine, "key" | "at" | "isSetback">;

/** What of the order matters to each of its payments. */
const ORDER_KINDS = new Set([
  "order_placed",
  "order_payable",
  "order_approved",
  "order_paid",
  "order_canceled",
]);

function cardOf(details: unknown): string {
  const last4 = detail(details, "last4");
  return last4 === "" ? "the card" : `the ${cardName({ brand: detail(details, "brand"), last4 })}`;
}

function reasonOf(details: unknown): string {
  const reason = detail(details, "reason");
  return reason === "" ? "" : `: “${reason}”`;
}

type Sentence = (record: RecordOf<"order_event">, amount: string, locale: string) => string;

const SENTENCES: Readonly<Record<string, Sentence>> = {
  order_placed: ({ actorName }) => `${actorName} placed the order.`,
  order_payable: () => "The order became payable.",
  order_approved: ({ actorName }) => `${actorName} approved all sites.`,
  payment_started: ({ actorName }, amount) => `${actorName} began to pay ${amount}. Nothing was taken yet.`,
  payment_requires_action: () =>
    "The bank asked the customer to confirm that it is them. Nothing was taken yet.",
  payment_processing: ({ details }) =>
    `The bank is working on it, with ${cardOf(details)}. It is not paid yet.`,
  payment_declined: ({ details }) =>
    `The bank declined ${cardOf(details)}: ${declineReason({
      failureCode: detail(details, "failureCode"),
      declineCode: detail(details, "declineCode") || null,
    })} Nothing was taken.`,
  payment_unknown: () =>
    "Stripe did not answer, so nobody knows yet whether it went through. We keep asking.",
  payment_completed: ({ details }, amount) => `${amount} was charged to ${cardOf(details)}.`,
  payment_canceled: ({ actorName }) => `The payment was given up by ${actorName}. Nothing was taken.`,
  credit_held: ({ details }, _amount, locale) =>
    `${amountOf(details, locale)} of credit was set aside to go with it.`,
  credit_spent: ({ details }, _amount, locale) => `${amountOf(details, locale)} of credit was spent.`,
  credit_released: ({ details }, _amount, locale) =>
    `${amountOf(details, locale)} of credit went back to the wallet.`,
  dispute_opened: ({ details }, _amount, locale) =>
    detail(details, "isInquiry") === "true"
      ? `The bank asked about ${amountOf(details, locale)} of it. Nothing was taken back yet.`
      : `The customer disputed ${amountOf(details, locale)} of it at the bank, which took the money back for now.`,
  dispute_answered: () => "The dispute was answered. The bank has not decided yet.",
  dispute_won: ({ details }, _amount, locale) =>
    `The bank decided for you: ${amountOf(details, locale)} stays paid.`,
  dispute_lost: ({ details }, _amount, locale) =>
    `The bank decided for the customer: ${amountOf(details, locale)} is lost. What was left of credit that it brought was taken back.`,
  dispute_closed: () => "The bank closed its question. The payment stays.",
  payment_not_due: ({ details }) =>
    `The money came for an order that was ${detail(details, "orderState").replaceAll("_", " ")} and did not need it.`,
  late_payment_credited: ({ actorName }, amount) =>
    `${actorName} gave the ${amount} to the customer as credit.`,
  order_paid: () => "With that the order was paid.",
  order_canceled: ({ actorName, details }) => `${actorName} canceled the order${reasonOf(details)}.`,
};

function eventWords(record: RecordOf<"order_event">, { payment, locale }: StorySources): Words | null {
  const isOfPayment = record.paymentId === payment.id;
  if (!isOfPayment && (record.paymentId !== null || !ORDER_KINDS.has(record.event))) return null;
  const tell = SENTENCES[record.event];
  const sentence = tell
    ? tell(record, formatMoney(payment.amount, locale), locale)
    : `${orderEventTitle(record, locale)}.`;
  const eventId = detail(record.cause, "webhookEventId");
  const proof = eventId === "" ? null : { href: webhookEventHref(eventId), label: "Stripe's event" };
  return { sentence, proof };
}

const WAITING: Readonly<Record<string, string>> = {
  received: "waits to be applied",
  failed: "could not be applied and is tried again",
  dead: "could not be applied and waits for somebody to replay it",
  parked: "was put aside",
};

/** An event that did its work stands behind the sentence it brought; one that did not is a sentence. */
function newsWords(record: RecordOf<"webhook_event">, { ownIds }: StorySources): Words | null {
  const what = WAITING[record.state];
  if (!ownIds.has(record.id) || what === undefined) return null;
  return {
    sentence: `Stripe's news (${record.type}) arrived and ${what}.`,
    proof: { href: webhookEventHref(record.id), label: "Stripe's event" },
  };
}

function entryWords(record: RecordOf<"journal_entry">, { ownIds, locale }: StorySources): Words | null {
  if (!ownIds.has(record.id)) return null;
  const amount = record.amount === null ? "" : `, ${formatMoney(record.amount, locale)}`;
  return {
    sentence: `Posted in the books: ${record.description}${amount}.`,
    proof: { href: entryHref(record.id), label: "The entry" },
  };
}

const MAILS = {
  queued: "A message waits to be sent",
  sending: "A message leaves",
  sent: "A message was sent",
  failed: "A message could not be sent",
  unconfirmed: "Nobody knows whether a message arrived",
  bounced: "A message came back",
};

function wordsOf(record: TimelineRecord, sources: StorySources): Words | null {
  switch (record.kind) {
    case "order_event":
      return eventWords(record, sources);
    case "webhook_event":
      return newsWords(record, sources);
    case "journal_entry":
      return entryWords(record, sources);
    case "mail":
      return { sentence: `${MAILS[record.state]} to ${record.toAddress}: “${record.subject}”.`, proof: null };
    case "audit_event":
      return null;
  }
}

function recordLines(sources: StorySources): StoryLine[] {
  return sources.records.flatMap((record) => {
    const words = wordsOf(record, sources);
    if (words === null) return [];
    return [{ key: record.id, at: record.occurredAt, isSetback: isSetback(record), ...words }];
  });
}

const isSameCall = (one: GatewayCallView, other: GatewayCallView): boolean =>
  one.call === other.call && one.errorClass === other.errorClass;

/** Calls as lines of their own. What was asked again and again with nothing else in between is one line, with its last answer. */
function callLines({ calls, opensAudit }: StorySources, others: readonly StoryLine[]): StoryLine[] {
  const runs: GatewayCallView[][] = [];
  for (const call of calls) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const isBetween = ({ at }: StoryLine) => last !== undefined && at >= last.at && at <= call.at;
    if (run !== undefined && last !== undefined && isSameCall(last, call) && !others.some(isBetween))
      run.push(call);
    else runs.push([call]);
  }
  return runs.flatMap((run) => {
    const last = run.at(-1);
    if (last === undefined) return [];
    const sentence = gatewayCallSentence(last, run.length);
    const proof = opensAudit ? { href: auditEventHref(last.id), label: "The record" } : null;
    return [{ key: last.id, at: last.at, isSetback: last.errorClass !== null, sentence, proof }];
  });
}

/** What happened to a payment, oldest first, in sentences that can be read out to the customer. */
export function tellStory(sources: StorySources): StoryLine[] {
  const told = recordLines(sources);
  const asked = callLines(sources, told);
  return [...told, ...asked].toSorted((left, right) => left.at.getTime() - right.at.getTime());
}

/** The order in one sentence: how often it was charged, and where the money of its other payments is. */
export function chargesInWords(
  payment: ConsolePayment,
  payments: readonly ConsolePayment[],
  locale: string,
): { readonly sentence: string; readonly others: readonly { href: string; label: string }[] } {
  const charged = payments.filter((one) => one.capturedAt !== null);
  const amounts = charged.map((one) => formatMoney(one.amount, locale)).join(" and ");
  const others = charged
    .filter((one) => one.id !== payment.id)
    .map((one) => ({
      href: paymentHref(one.id),
      label: `The payment of ${formatMoney(one.amount, locale)}`,
    }));
  const unsure = payments.some((one) => one.state === "outcome_unknown" || one.state === "processing");
  const later = unsure ? " One payment is not decided yet." : "";
  if (charged.length === 0) return { sentence: `Nothing was charged for this order.${later}`, others };
  const times = charged.length === 1 ? "once" : charged.length === 2 ? "twice" : `${charged.length} times`;
  return { sentence: `The customer was charged ${times} for this order: ${amounts}.${later}`, others };
}
