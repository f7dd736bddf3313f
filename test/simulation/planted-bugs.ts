import type { Change } from "../support/bundle-script";

/** A mistake that somebody could make, made in a copy of the code; the simulator has to find it. */
export interface PlantedBug {
  readonly name: string;
  readonly changes: readonly Change[];
}

const BEGIN = "lib/services/payments/begin-payment.ts";
const DECIDE = "lib/domain/payments/decide-payment-news.ts";
const ASK = "lib/services/operations/ask-once.ts";

/** What an asking may have left at the gateway is not looked for before there is another. */
const NOTHING_IS_LOOKED_FOR: Change = {
  file: ASK,
  find: 'return found.value === null ? "nothing" : { value: found.value };',
  replace: 'return "nothing";',
};

/** Posted again at each news: the state does not guard it, and the entry is named by chance instead of by its cause. */
const APPLIED_BY_EVENT: readonly Change[] = [
  {
    file: DECIDE,
    find: "const isStateNew = payment.state !== wanted && mayBecome(payment.state, wanted);",
    replace: "const isStateNew = payment.state === wanted || mayBecome(payment.state, wanted);",
  },
  {
    file: "lib/services/ledger/post-entries.ts",
    find: "id: entryId(actor.merchantId, draft),",
    replace: "id: entryId(actor.merchantId, { ...draft, sourceId: draft.sourceId + Math.random() }),",
  },
];

export const PLANTED_BUGS: readonly PlantedBug[] = [
  {
    name: "neither the order nor what is due of it is locked",
    changes: [
      {
        file: "lib/db/orders.ts",
        find: `FROM "order" WHERE merchant_id = $1 AND id = ANY ($2) ORDER BY id FOR UPDATE`,
        replace: `FROM "order" WHERE merchant_id = $1 AND id = ANY ($2) ORDER BY id`,
      },
      {
        file: "lib/db/installments.ts",
        find: "AND state <> 'replaced' ORDER BY id FOR UPDATE",
        replace: "AND state <> 'replaced' ORDER BY id",
      },
    ],
  },
  {
    name: "a webhook is applied once for each event instead of once for each fact",
    changes: APPLIED_BY_EVENT,
  },
  {
    name: "the key is made up instead of derived, and nothing is looked for before asking again",
    changes: [
      {
        file: "lib/services/operations/ask-on-record.ts",
        find: "const idempotencyKey = operationKey(draft.name, attempt);",
        replace: "const idempotencyKey = operationKey(draft.name, attempt) + Math.random();",
      },
      NOTHING_IS_LOOKED_FOR,
    ],
  },
  {
    name: "an outcome that nobody knows is treated as a failure: the next try is a new one",
    changes: [
      {
        file: "lib/db/operations.ts",
        find: "AND state IN ('begun', 'outcome_unknown') OR state = 'done' AND $11 THEN attempt ELSE",
        replace: "AND state::text = 'nobody_knows' OR state = 'done' AND $11 THEN attempt ELSE",
      },
      {
        file: "lib/db/operations.ts",
        find: "NOT (is_remembered AND is_same) AND state IN ('begun', 'outcome_unknown') OR state = 'done' AND $11",
        replace: "state = 'done' AND $11",
      },
    ],
  },
  {
    name: "money that comes after the order was canceled is not posted",
    changes: [
      {
        file: "lib/domain/payments/decide-capture.ts",
        find: "entries: [overpaymentReceived(entry)],",
        replace: "entries: [],",
      },
    ],
  },
  {
    name: "the order is paid by what the browser came back from, not by what was captured",
    changes: [
      { file: DECIDE, find: 'return "requires_action";', replace: 'return "completed";' },
      {
        file: DECIDE,
        find: "seen.captured.amountMinor === payment.amountMinor && seen.captured.currency === payment.currency,",
        replace: "true,",
      },
    ],
  },
  {
    name: "a capture is taken note of and not posted",
    changes: [
      {
        file: DECIDE,
        find: 'const isCapture = isStateNew && state === "completed";',
        replace: 'const isCapture = isStateNew && state === "completed" && charge === null;',
      },
    ],
  },
  {
    name: "the open payment of a canceled order is not given up",
    changes: [
      {
        file: "lib/services/orders/cancel-order.ts",
        find: "for (const payment of payments)",
        replace: "for (const payment of payments.slice(1))",
      },
      {
        file: "lib/jobs/check-payments.ts",
        find: "isOrderCanceled ? voidPayment : resolveUnknownPayment",
        replace: "isOrderCanceled ? resolveUnknownPayment : resolveUnknownPayment",
      },
    ],
  },
  {
    name: "a second payment is begun beside the open one",
    changes: [
      {
        file: BEGIN,
        find: "live.find((payment) => payment.installmentId === due.id)",
        replace: "live.find((payment) => payment.orderId === due.id)",
      },
    ],
  },
  {
    name: "an order that is sent again is placed again",
    changes: [
      {
        file: "lib/services/operations/do-once.ts",
        find: "const earlier = await claimOperation(tx, row);",
        replace:
          "const earlier = (await claimOperation(tx, row)) && (null as Awaited<ReturnType<typeof claimOperation>>);",
      },
    ],
  },
  {
    name: "a transfer that two people verify at once pays twice",
    changes: [
      {
        file: "lib/services/manual-payments/verify-manual-payment.ts",
        find: "name: `manual-payment:${received.id}:verify`,\n      command",
        replace: "name: `manual-payment:${received.id}:verify:${Math.random()}`,\n      command",
      },
    ],
  },
  {
    name: "an installment that goes overdue is invoiced again",
    changes: [
      {
        file: "lib/services/collection/advance-installment.ts",
        find: 'const claimed = before.state === "scheduled" ? [after] : [];',
        replace: "const claimed = [after];",
      },
    ],
  },
];
