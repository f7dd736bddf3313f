import { cashBalanceOf } from "../engine/cash-balances.ts";
import { isRecord } from "../objects.ts";
import type { Sandbox } from "../sandbox.ts";
import { invalidParameter } from "./errors.ts";

/** What may be expanded in which object. https://docs.stripe.com/expand */
const EXPANDABLE: Readonly<Record<string, readonly string[]>> = {
  balance_transaction: ["source"],
  charge: [
    "application",
    "application_fee",
    "balance_transaction",
    "customer",
    "failure_balance_transaction",
    "on_behalf_of",
    "payment_intent",
    "refunds",
    "review",
    "source_transfer",
    "transfer",
  ],
  customer: ["default_source", "sources", "subscriptions", "tax", "tax_ids", "test_clock", "cash_balance"],
  customer_session: ["customer"],
  "checkout.session": ["customer", "line_items", "payment_intent", "payment_link", "setup_intent"],
  account: ["business_profile", "external_accounts"],
  application_fee: ["account", "balance_transaction", "charge", "originating_transaction"],
  fee_refund: ["balance_transaction", "fee"],
  item: ["price"],
  transfer: ["balance_transaction", "destination", "destination_payment", "source_transaction"],
  transfer_reversal: ["balance_transaction", "destination_payment_refund", "source_refund", "transfer"],
  payment_link: ["application", "line_items", "on_behalf_of"],
  price: ["product"],
  product: ["default_price", "tax_code"],
  "tax.calculation": ["line_items"],
  "tax.transaction": ["line_items"],
  topup: ["balance_transaction"],
  payout: [
    "balance_transaction",
    "destination",
    "failure_balance_transaction",
    "original_payout",
    "reversed_by",
  ],
  dispute: ["charge", "payment_intent"],
  file_link: ["file"],
  "radar.early_fraud_warning": ["charge", "payment_intent"],
  review: ["charge", "payment_intent"],
  setup_attempt: ["application", "customer", "on_behalf_of", "payment_method", "setup_intent"],
  payment_intent: [
    "application",
    "customer",
    "latest_charge",
    "on_behalf_of",
    "payment_method",
    "payment_record",
    "review",
    "source",
  ],
  payment_method: ["customer"],
  refund: [
    "balance_transaction",
    "charge",
    "customer",
    "failure_balance_transaction",
    "payment_intent",
    "payment_method",
    "source_transfer_reversal",
    "transfer_reversal",
  ],
  setup_intent: [
    "application",
    "customer",
    "latest_attempt",
    "mandate",
    "on_behalf_of",
    "payment_method",
    "single_use_mandate",
  ],
};

/** Objects inside objects that carry references of their own. */
const NESTED: Readonly<Record<string, readonly string[]>> = {
  customer: ["invoice_settings"],
  dispute: ["evidence"],
  payment_intent: ["last_payment_error"],
  setup_intent: ["last_setup_error"],
};

const DEPTH_MAX = 4;
const LIST_LENGTH = 10;

function lookUp(sandbox: Sandbox, id: string): unknown {
  const { store } = sandbox;
  if (store.deletedCustomers.has(id)) return { id, object: "customer", deleted: true };
  const collections = [
    store.customers,
    store.paymentMethods,
    store.charges,
    store.paymentIntents,
    store.refunds,
    store.disputes,
    store.files,
    store.reviews,
    store.setupAttempts,
    store.balanceTransactions,
    store.setupIntents,
    store.mandates,
    store.payouts,
    store.topups,
    store.accounts,
    store.transfers,
    store.transferReversals,
    store.applicationFees,
    store.feeRefunds,
    store.products,
    store.prices,
    store.checkoutSessions,
    store.paymentLinks,
    store.bankAccounts,
  ];
  for (const collection of collections) {
    const found = collection.peek(id);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Lists that Stripe leaves out of an object until they are asked for. */
function hiddenList(sandbox: Sandbox, parent: Record<string, unknown>, key: string): unknown {
  const id = typeof parent["id"] === "string" ? parent["id"] : "";
  if (parent["object"] === "charge" && key === "refunds") {
    const ids = sandbox.store.refundsByCharge.peek(id) ?? [];
    const refunds = ids.map((refundId) => sandbox.store.refunds.peek(refundId));
    return { object: "list", data: refunds.toReversed(), has_more: false, url: `/v1/charges/${id}/refunds` };
  }
  if (parent["object"] === "customer" && key === "cash_balance") return cashBalanceOf(sandbox, id);
  if (
    parent["object"] === "customer" &&
    (key === "sources" || key === "subscriptions" || key === "tax_ids")
  ) {
    return { object: "list", data: [], has_more: false, url: `/v1/customers/${id}/${key}` };
  }
  const { lineItems, taxLines, taxTransactionLines } = sandbox.store;
  const items =
    key === "line_items"
      ? (lineItems.peek(id) ?? taxLines.peek(id) ?? taxTransactionLines.peek(id))
      : undefined;
  if (items !== undefined) return lineItemList(parent, items);
  return undefined;
}

function lineItemList(parent: Record<string, unknown>, items: readonly unknown[]): unknown {
  const path =
    {
      payment_link: "payment_links",
      "tax.calculation": "tax/calculations",
      "tax.transaction": "tax/transactions",
    }[String(parent["object"])] ?? "checkout/sessions";
  const url = `/v1/${path}/${String(parent["id"])}/line_items`;
  return { object: "list", data: items.slice(0, LIST_LENGTH), has_more: items.length > LIST_LENGTH, url };
}

function refuse(path: string): never {
  throw invalidParameter(`This property cannot be expanded (${path}).`, { param: "expand" });
}

function expandIn(sandbox: Sandbox, parent: unknown, path: readonly string[], whole: string): unknown {
  const [key, ...rest] = path;
  if (key === undefined || !isRecord(parent)) return parent;
  const type = typeof parent["object"] === "string" ? parent["object"] : "";
  if ((type === "list" || type === "search_result") && key === "data" && Array.isArray(parent["data"])) {
    const data = parent["data"].map((row: unknown) => expandIn(sandbox, row, rest, whole));
    return { ...parent, data };
  }
  if (type === "search_result" && key === "total_count") return parent;
  const isNested = NESTED[type]?.includes(key) === true || (type === "" && isRecord(parent[key]));
  if (isNested) return { ...parent, [key]: expandIn(sandbox, parent[key], rest, whole) };
  if (type !== "" && EXPANDABLE[type]?.includes(key) !== true) refuse(whole);
  const value = parent[key];
  const found =
    typeof value === "string"
      ? (lookUp(sandbox, value) ?? value)
      : (value ?? hiddenList(sandbox, parent, key));
  return { ...parent, [key]: expandIn(sandbox, found ?? null, rest, whole) };
}

/** Replaces ids by objects along `latest_charge.balance_transaction` and the like, up to four levels deep. */
export function expand(sandbox: Sandbox, answer: unknown, paths: readonly string[]): unknown {
  return paths.reduce((expanded, path) => {
    const segments = path.split(".");
    const depth = segments[0] === "data" ? segments.length - 1 : segments.length;
    if (depth > DEPTH_MAX) {
      throw invalidParameter(`You cannot expand more than ${DEPTH_MAX} levels of a property (${path}).`, {
        param: "expand",
      });
    }
    return expandIn(sandbox, expanded, segments, path);
  }, answer);
}
