import type pg from "pg";
import type { StaffActor, StaffRole } from "@/lib/domain/actor";
import { customerAccounts, houseAccounts } from "@/lib/domain/ledger/chart-of-accounts";
import type { JournalEntryDraft } from "@/lib/domain/ledger/journal-entry";
import { entryFingerprint, entryId } from "@/lib/platform/entry-identity";
import { ledgerAccountId, newId } from "@/lib/platform/ids";
import { lotsOfEntry } from "./lots-of-entry";

export const TRACE = "0af7651916cd43dd8448eb211c80319c";

type Values = Readonly<Record<string, unknown>>;

/** Inserts one row. Values that are objects go in as JSON; arrays as PostgreSQL arrays. */
export async function insertRow(owner: pg.Pool, table: string, row: Values): Promise<void> {
  const columns = Object.keys(row);
  const values = Object.values(row).map((value) =>
    value !== null && typeof value === "object" && !(value instanceof Date) && !Array.isArray(value)
      ? JSON.stringify(value)
      : value,
  );
  const names = columns.map((column) => `"${column}"`).join(", ");
  const places = columns.map((_, index) => `$${index + 1}`).join(", ");
  await owner.query(`INSERT INTO "${table}" (${names}) VALUES (${places})`, values);
}

/** A merchant with its house accounts and a member of staff to look at its rows. */
export interface MerchantBooks {
  readonly merchantId: string;
  readonly staff: StaffActor;
  readonly customer: (name: string, email: string, createdAt?: Date) => Promise<string>;
  readonly order: (
    given: OrderGiven,
  ) => Promise<{ orderId: string; installmentId: string; invoiceId: string | null }>;
  readonly payment: (given: PaymentGiven) => Promise<string>;
  readonly post: (draft: JournalEntryDraft) => Promise<string>;
  readonly webhookEvent: (given: Values) => Promise<string>;
  readonly insert: (table: string, row: Values) => Promise<string>;
}

interface OrderGiven {
  readonly customerId: string;
  readonly number: bigint;
  readonly totalMinor: bigint;
  readonly paidMinor?: bigint;
  readonly state?: string;
  readonly placedAt?: Date;
  readonly approval?: "sites" | "none";
  /** An invoice makes the customer owe the total, as approving does. */
  readonly isInvoiced?: boolean;
}

interface PaymentGiven {
  readonly orderId: string;
  readonly installmentId: string;
  readonly customerId: string;
  readonly amountMinor: bigint;
  readonly state?: string;
  readonly values?: Values;
}

function staffActor(merchantId: string, role: StaffRole): StaffActor {
  return { kind: "staff", merchantId, loginId: newId(), role, name: "Grace Staff" };
}

async function openAccounts(owner: pg.Pool, merchantId: string, accounts: ReturnType<typeof houseAccounts>) {
  const rows = accounts.map((account) => ({
    merchant_id: merchantId,
    id: ledgerAccountId(merchantId, account.code, "USD"),
    code: account.code,
    type: account.type,
    currency: "USD",
    customer_id: account.customerId,
    has_floor: account.hasFloor,
  }));
  await owner.query("SELECT open_ledger_accounts($1::jsonb)", [JSON.stringify(rows)]);
}

async function postEntry(owner: pg.Pool, merchantId: string, draft: JournalEntryDraft): Promise<string> {
  const id = entryId(merchantId, draft);
  const entry = {
    merchant_id: merchantId,
    id,
    kind: draft.kind,
    source_kind: draft.sourceKind,
    source_id: draft.sourceId,
    fingerprint: entryFingerprint(draft),
    description: draft.description,
    order_id: draft.orderId,
    payment_id: draft.paymentId,
    reversal_of: draft.reversalOf,
    actor_kind: "system",
    actor_name: "Test",
    trace_id: TRACE,
    occurred_at: draft.occurredAt.toISOString(),
    postings: draft.postings.map(({ account, amount }) => ({
      account_id: ledgerAccountId(merchantId, account, amount.currency),
      currency: amount.currency,
      amount_minor: String(amount.amountMinor),
    })),
  };
  const { rows } = await owner.query<{ is_new: boolean }>("SELECT is_new FROM post_entries($1::jsonb)", [
    JSON.stringify([entry]),
  ]);
  if (rows[0]?.is_new) await lotsOfEntry(owner, merchantId, id, draft);
  return id;
}

/** Opens a merchant. Rows are written as the owner, for tests of what is read; the services have their own. */
export async function openMerchant(
  owner: pg.Pool,
  slug: string,
  options: { role?: StaffRole; timeZone?: string } = {},
): Promise<MerchantBooks> {
  const merchantId = newId();
  const insert = async (table: string, row: Values) => {
    const id = typeof row["id"] === "string" ? row["id"] : newId();
    await insertRow(owner, table, { merchant_id: merchantId, ...row, id });
    return id;
  };
  await insertRow(owner, "merchant", {
    id: merchantId,
    slug,
    name: slug,
    legal_name: slug,
    statement_descriptor: slug.toUpperCase(),
    support_email: `help@${slug}.test`,
    time_zone: options.timeZone ?? "UTC",
    locale: "en-US",
    currencies: ["USD"],
    hosts: [],
    payment_amount_max_minor: 1_000_000n,
  });
  await openAccounts(owner, merchantId, houseAccounts());
  return {
    merchantId,
    staff: staffActor(merchantId, options.role ?? "billing_ops"),
    insert,
    customer: async (name, email, createdAt = new Date()) => {
      const id = await insert("customer", { name, email, created_at: createdAt });
      await openAccounts(owner, merchantId, customerAccounts(id));
      return id;
    },
    order: (given) => insertOrder(insert, given),
    payment: (given) => insertPayment(insert, given),
    post: (draft) => postEntry(owner, merchantId, draft),
    webhookEvent: (given) =>
      insert("webhook_event", {
        gateway: "stripe",
        external_id: `evt_${newId().replaceAll("-", "")}`,
        type: "payment_intent.succeeded",
        kind: "payment_changed",
        object_id: "pi_none",
        api_version: "2026-10-28.endive",
        is_live: false,
        payload: "{}",
        trace_id: TRACE,
        occurred_at: new Date(),
        ...given,
      }),
  };
}

type Insert = MerchantBooks["insert"];

async function insertOrder(insert: Insert, given: OrderGiven) {
  const paidMinor = given.paidMinor ?? 0n;
  const orderId = await insert("order", {
    number: given.number,
    customer_id: given.customerId,
    state: given.state ?? "confirmed",
    currency: "USD",
    subtotal_minor: given.totalMinor,
    total_minor: given.totalMinor,
    paid_minor: paidMinor,
    terms: { kind: "standard" },
    workflow: { approval: given.approval ?? "none" },
    placement_key: newId(),
    placement_hash: "hash",
    placed_at: given.placedAt ?? new Date(),
  });
  const installmentId = await insert("installment", {
    order_id: orderId,
    position: 1,
    state: paidMinor === given.totalMinor ? "paid" : "due",
    currency: "USD",
    amount_minor: given.totalMinor,
    paid_minor: paidMinor,
  });
  if (!given.isInvoiced) return { orderId, installmentId, invoiceId: null };
  const invoiceId = await insert("invoice", {
    number: given.number,
    order_id: orderId,
    installment_id: installmentId,
    state: paidMinor === given.totalMinor ? "paid" : "open",
    currency: "USD",
    amount_minor: given.totalMinor,
    tax_minor: 0n,
    issued_at: new Date(),
    due_on: new Date(),
  });
  return { orderId, installmentId, invoiceId };
}

async function insertPayment(insert: Insert, given: PaymentGiven): Promise<string> {
  const state = given.state ?? "completed";
  return insert("payment", {
    order_id: given.orderId,
    installment_id: given.installmentId,
    customer_id: given.customerId,
    purpose: "full",
    tender: "card",
    gateway: "stripe",
    state,
    currency: "USD",
    amount_minor: given.amountMinor,
    metadata: {},
    created_at: new Date(),
    captured_at: state === "completed" ? new Date() : null,
    trace_id: TRACE,
    ...given.values,
  });
}
