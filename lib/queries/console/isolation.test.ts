import { beforeAll, describe, expect, test } from "vitest";
import { walletOf } from "@/lib/domain/ledger/chart-of-accounts";
import { overpaymentReceived, paymentCaptured } from "@/lib/domain/ledger/entries";
import { money } from "@/lib/domain/money/money";
import type { Actor, StaffActor } from "@/lib/domain/actor";
import { ledgerAccountId } from "@/lib/platform/ids";
import { accountStatement } from "@/lib/reports/account-statement";
import { accountBalances, trialBalanceReport } from "@/lib/reports/trial-balance";
import { appDatabase } from "@/test/builders/app-database";
import { type MerchantBooks, openMerchant } from "@/test/builders/console-books";
import { consoleFigures } from "./console-figures";
import { findConsoleCustomer } from "./find-customer";
import { findConsoleOrder } from "./find-order";
import { findConsolePayment, paymentsOfOrder } from "./find-payment";
import { findWebhookEvent, webhookEventsOfPayment } from "./find-webhook-event";
import { findJournalEntry, journalEntriesOf } from "./journal-entries";
import { FIRST_PAGE } from "./keyset";
import { listCustomers } from "./list-customers";
import { listJournalEntries } from "./list-journal-entries";
import { listOrders } from "./list-orders";
import { listPayments } from "./list-payments";
import { listWebhookEvents } from "./list-webhook-events";
import { needsAttention } from "./needs-attention";
import { orderTimeline } from "./order-timeline";
import { webhookInbox } from "./webhook-inbox";

const database = appDatabase();

const ANY_DAY = { from: null, to: null };
const LISTS = {
  orders: (actor: Actor) =>
    listOrders(actor, { search: "", state: null, customerId: null, placed: ANY_DAY, page: FIRST_PAGE }),
  payments: (actor: Actor) =>
    listPayments(actor, { search: "", state: null, customerId: null, created: ANY_DAY, page: FIRST_PAGE }),
  customers: (actor: Actor) => listCustomers(actor, { search: "", page: FIRST_PAGE }),
  entries: (actor: Actor) =>
    listJournalEntries(actor, { search: "", kind: null, occurred: ANY_DAY, page: FIRST_PAGE }),
  events: (actor: Actor) =>
    listWebhookEvents(actor, { search: "", state: null, type: null, page: FIRST_PAGE }),
};

describe("a merchant's records", () => {
  let mine: MerchantBooks;
  let theirs: MerchantBooks;
  let record: Record<
    "order" | "payment" | "customer" | "entry" | "event" | "foreignEvent" | "account",
    string
  >;

  beforeAll(async () => {
    mine = await openMerchant(database.owner, "mine");
    theirs = await openMerchant(database.owner, "theirs");
    const customerId = await mine.customer("Ada Lovelace", "ada@example.com");
    const { orderId, installmentId } = await mine.order({
      customerId,
      number: 1n,
      totalMinor: 900n,
      state: "canceled",
    });
    const values = { gateway_payment_id: "pi_mine" };
    const paymentId = await mine.payment({ orderId, installmentId, customerId, amountMinor: 900n, values });
    const late = { orderId, paymentId, amount: money(900n, "USD"), method: "visa", occurredAt: new Date() };
    const entryId = await mine.post(overpaymentReceived(late));
    const eventId = await mine.webhookEvent({
      object_id: "pi_mine",
      gateway_payment_id: "pi_mine",
      state: "dead",
    });
    const foreignEvent = await mine.webhookEvent({ merchant_id: null, state: "parked" });
    const account = ledgerAccountId(mine.merchantId, walletOf(customerId), "USD");
    record = {
      order: orderId,
      payment: paymentId,
      customer: customerId,
      entry: entryId,
      event: eventId,
      foreignEvent,
      account,
    };
  });

  const answers = (actor: Actor) => ({
    order: findConsoleOrder(actor, { orderId: record.order }),
    timeline: orderTimeline(actor, { orderId: record.order, includesAudit: true }),
    payment: findConsolePayment(actor, { paymentId: record.payment }),
    customer: findConsoleCustomer(actor, { customerId: record.customer }),
    entry: findJournalEntry(actor, { entryId: record.entry }),
    event: findWebhookEvent(actor, { eventId: record.event }),
    eventsOfPayment: webhookEventsOfPayment(actor, { paymentId: record.payment }),
    statement: accountStatement(actor, { accountId: record.account, from: null }),
  });

  async function resolved(actor: Actor): Promise<Record<string, unknown>> {
    const entries = Object.entries(answers(actor)).map(
      async ([name, answer]) => [name, await answer] as const,
    );
    return Object.fromEntries(await Promise.all(entries));
  }

  test("are all there for its own staff", async () => {
    for (const [name, answer] of Object.entries(await resolved(mine.staff))) {
      expect(answer, name).not.toBeNull();
    }
    for (const [name, list] of Object.entries(LISTS)) {
      expect((await list(mine.staff))?.rows, name).toHaveLength(1);
    }
  });

  test("S38: do not exist for another merchant's staff, by id or in lists", async () => {
    for (const [name, answer] of Object.entries(await resolved(theirs.staff))) {
      expect(answer, name).toBeNull();
    }
    for (const [name, list] of Object.entries(LISTS)) {
      expect((await list(theirs.staff))?.rows, name).toEqual([]);
    }
    expect(await paymentsOfOrder(theirs.staff, { orderId: record.order })).toEqual([]);
    expect(await journalEntriesOf(theirs.staff, { orderId: record.order })).toEqual([]);
    expect(await journalEntriesOf(theirs.staff, { paymentId: record.payment })).toEqual([]);
    expect(await needsAttention(theirs.staff)).toEqual([]);
    expect((await trialBalanceReport(theirs.staff, { asOf: null }))?.balances).toEqual([]);
    expect((await accountBalances(theirs.staff))?.some((account) => account.customer !== null)).toBe(false);
    expect(await consoleFigures(theirs.staff)).toMatchObject({ cashInToday: [], receivables: [] });
    expect((await webhookInbox(theirs.staff))?.countByState).toMatchObject({ dead: 0, parked: 0 });
  });

  test("S03: are refused to customers and to the system by every query", async () => {
    const { merchantId } = mine;
    const customer: Actor = {
      kind: "customer",
      merchantId,
      loginId: record.customer,
      customerId: record.customer,
      name: "Ada",
    };
    const system: Actor = { kind: "system", merchantId, name: "Remit" };
    for (const actor of [customer, system]) {
      for (const [name, answer] of Object.entries(await resolved(actor))) expect(answer, name).toBeNull();
      for (const [name, list] of Object.entries(LISTS)) expect(await list(actor), name).toBeNull();
      expect(await paymentsOfOrder(actor, { orderId: record.order })).toBeNull();
      expect(await journalEntriesOf(actor, { orderId: record.order })).toBeNull();
      expect(await needsAttention(actor)).toBeNull();
      expect(await consoleFigures(actor)).toBeNull();
      expect(await webhookInbox(actor)).toBeNull();
      expect(await accountBalances(actor)).toBeNull();
      expect(await trialBalanceReport(actor, { asOf: null })).toBeNull();
    }
  });

  test("of no merchant are seen by the platform's administrators alone", async () => {
    const admin: StaffActor = { ...mine.staff, role: "platform_admin" };
    expect(await findWebhookEvent(mine.staff, { eventId: record.foreignEvent })).toBeNull();
    expect(await findWebhookEvent(admin, { eventId: record.foreignEvent })).not.toBeNull();
    expect((await LISTS.events(admin))?.rows).toHaveLength(2);
  });
});

describe("what needs attention", () => {
  test("names each kind once, with where to put it right, and leaves out what is settled", async () => {
    const shop = await openMerchant(database.owner, "attention");
    const customerId = await shop.customer("Ada Lovelace", "ada@example.com");
    const productId = await shop.insert("product", {
      slug: "placement",
      kind: "site_placement",
      name: "Placement",
      summary: "",
      description: "",
      price_minor: 500n,
      currency: "USD",
      details: {},
    });
    const withSites = async (number: bigint, state: string, site: Record<string, unknown>) => {
      const { orderId } = await shop.order({
        customerId,
        number,
        totalMinor: 500n,
        state,
        approval: "sites",
      });
      const line = {
        order_id: orderId,
        position: 1,
        product_id: productId,
        kind: "site_placement",
        description: "Placement",
      };
      const lineId = await shop.insert("order_line", {
        ...line,
        quantity: 1,
        unit_price_minor: 500n,
        amount_minor: 500n,
      });
      await shop.insert("site", { order_id: orderId, order_line_id: lineId, position: 1, ...site });
      return orderId;
    };
    const missing = await withSites(1n, "confirmed", { state: "in_preparation" });
    const back = { state: "changes_requested", url: "https://a.example", comment: "Bigger" };
    const sentBack = await withSites(2n, "sites_ready", back);
    await withSites(3n, "canceled", back);
    const payable = { customerId, totalMinor: 500n, state: "payment_pending" };
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    const open = async (number: bigint, state: string, createdAt: Date) => {
      const order = await shop.order({ ...payable, number });
      return shop.payment({
        ...order,
        customerId,
        amountMinor: 500n,
        state,
        values: { created_at: createdAt },
      });
    };
    const unknown = await open(4n, "outcome_unknown", minutesAgo(1));
    const long = await open(5n, "processing", minutesAgo(16));
    await open(6n, "processing", minutesAgo(14));
    const dead = await shop.webhookEvent({ state: "dead", last_error: "boom" });
    await shop.webhookEvent({ state: "applied" });
    const late = await shop.order({ ...payable, number: 7n, state: "canceled" });
    const latePayment = await shop.payment({ ...late, customerId, amountMinor: 500n });
    const amount = money(500n, "USD");
    const occasion = {
      orderId: late.orderId,
      paymentId: latePayment,
      method: "visa",
      occurredAt: new Date(),
    };
    const unapplied = await shop.post(overpaymentReceived({ ...occasion, amount }));
    await shop.post(paymentCaptured({ ...occasion, paymentId: unknown, customerId, amount }));
    const mail = {
      dedupe_key: "a",
      kind: "receipt",
      channel: "email",
      to_address: "x@example.com",
      subject: "Receipt",
      text: "",
      html: "",
    };
    await shop.insert("mail", { ...mail, order_id: late.orderId, state: "failed" });
    await shop.insert("mail", { ...mail, dedupe_key: "b", order_id: late.orderId, state: "sent" });

    const groups = await needsAttention(shop.staff);
    expect((groups ?? []).map((group) => [group.kind, group.count, group.items[0]?.recordId])).toEqual([
      ["payment_unknown", 1, unknown],
      ["webhook_dead", 1, dead],
      ["money_unapplied", 1, unapplied],
      ["payment_processing_long", 1, long],
      ["site_sent_back", 1, sentBack],
      ["mail_failed", 1, late.orderId],
      ["sites_missing", 1, missing],
    ]);
  });
});
