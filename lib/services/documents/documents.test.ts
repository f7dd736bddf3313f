import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import { parsePrintedDocument } from "@/lib/domain/documents/parse-printed-document";
import { printedTexts } from "@/lib/domain/documents/printed-texts";
import { createPool, pool } from "@/lib/db/pool";
import { renderPdf } from "@/lib/documents/render-pdf";
import { getDocument } from "@/lib/queries/documents/get-document";
import { getStatement } from "@/lib/queries/documents/get-statement";
import { listDocuments } from "@/lib/queries/documents/list-documents";
import { aLot } from "@/test/builders/credit";
import { anOrder, aStartedPayment } from "@/test/builders/orders";
import { aShop, type Shop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser } from "@/test/support/pay-as-browser";
import { readPdf } from "@/test/support/read-pdf";
import type { ServiceContext } from "../context";
import { refreshPayment } from "../payments/refresh-payment";
import { startPayment } from "../payments/start-payment";
import { issueReceipt } from "./issue-receipt";

const stage = moneyStage();
let shop: Shop;
let ada: ServiceContext<CustomerActor>;
let mallory: ServiceContext<CustomerActor>;

beforeAll(async () => {
  shop = await aShop();
  [ada, mallory] = await Promise.all([shop.customer(), shop.customer("Mallory Malfoy")]);
});

interface StoredDocument {
  id: string;
  kind: string;
  number: bigint;
  amount_minor: bigint;
  locale: string;
  printed: unknown;
}

const documentsOf = (orderId: string) =>
  stage.rows<StoredDocument>("SELECT * FROM document WHERE order_id = $1 ORDER BY id", [orderId]);

const textsOf = (document: StoredDocument | undefined) =>
  printedTexts(parsePrintedDocument(document?.printed));

async function aPaidCourse(buyer = ada, at = shop): Promise<{ orderId: string; paymentId: string }> {
  const { orderId, paymentId, clientSecret } = await aStartedPayment(at, buyer);
  await payAsBrowser(stage, clientSecret);
  answered(await refreshPayment(buyer, { paymentId }));
  return { orderId, paymentId };
}

describe("an invoice", () => {
  test("INV-01, INV-08: is printed when it is issued: parties, lines, terms, due date, what is owed", async () => {
    const { orderId } = await anOrder(shop, ada, { sites: 2, courses: 1, reached: "payment_pending" });
    const [document, ...others] = await documentsOf(orderId);
    const [invoice] = await stage.rows<{ id: string; number: bigint }>(
      "SELECT id, number FROM invoice WHERE order_id = $1",
      [orderId],
    );
    expect(others).toEqual([]);
    expect(document).toMatchObject({ kind: "invoice", number: invoice?.number, amount_minor: 62_000n });
    const texts = textsOf(document);
    expect(texts[0]).toBe(`Invoice ${invoice?.number}`);
    for (const text of [
      "Acme Ltd",
      "Ada Lovelace",
      "Site placement",
      "$250.00",
      "$500.00",
      "Amount due",
      "$620.00",
    ])
      expect(texts).toContain(text);
    expect(texts.join(" ")).toMatch(/You owe \$620\.00\. Please pay by \w+ \d+, \d{4}\./);
  });

  test("stands as printed when the customer's name, the seller's or a price changes", async () => {
    const quiet = await aShop();
    const buyer = await quiet.customer("Noor Haddad");
    const { orderId } = await anOrder(quiet, buyer);
    const before = await documentsOf(orderId);
    await pool().query("UPDATE customer SET name = 'Somebody Else' WHERE id = $1", [buyer.actor.customerId]);
    await pool().query("UPDATE merchant SET legal_name = 'Another Ltd' WHERE id = $1", [quiet.merchantId]);
    await pool().query("UPDATE product SET price_minor = 1 WHERE merchant_id = $1", [quiet.merchantId]);
    const page = await getDocument(buyer.actor, { documentId: before[0]?.id ?? "" });
    expect(page && printedTexts(page.printed)).toEqual(textsOf(before[0]));
    expect(textsOf(before[0])).toContain("Noor Haddad");
  });

  test("INV-02: is refused every change once issued, even to the owner of the tables", async () => {
    const { orderId } = await anOrder(shop, ada);
    const [{ id } = { id: "" }] = await documentsOf(orderId);
    const owner = createPool(stage.database.ownerUrl, 1);
    try {
      const changes = [
        ["UPDATE document SET amount_minor = 1 WHERE id = $1", id],
        ["DELETE FROM document WHERE id = $1", id],
        ["UPDATE invoice SET amount_minor = 1 WHERE order_id = $1", orderId],
        ["UPDATE invoice SET number = 1 WHERE order_id = $1", orderId],
        ["UPDATE invoice SET due_on = '2030-01-01' WHERE order_id = $1", orderId],
        ["DELETE FROM invoice WHERE order_id = $1", orderId],
      ] as const;
      for (const [sql, value] of changes)
        await expect(owner.query(sql, [value]), sql).rejects.toMatchObject({ code: "42501" });
      for (const [sql, value] of changes)
        await expect(pool().query(sql, [value]), sql).rejects.toMatchObject({ code: "42501" });
    } finally {
      await owner.end();
    }
  });

  test("INV-03: is in the customer's language, its figures and days too; in the seller's where they chose none", async () => {
    const buyer = await shop.customer("Greta Vogel");
    await pool().query("UPDATE customer SET locale = 'de-DE' WHERE id = $1", [buyer.actor.customerId]);
    const { orderId } = await anOrder(shop, buyer);
    const [document] = await documentsOf(orderId);
    expect(document?.locale).toBe("de-DE");
    const texts = textsOf(document);
    expect(texts[0]).toMatch(/^Rechnung \d+$/);
    expect(texts).toContain("120,00\u00a0$");
    expect(texts.join(" ")).toMatch(/Bitte zahlen Sie bis zum \d+\. \p{L}+ \d{4}\./u);
    await pool().query("UPDATE customer SET locale = 'fi-FI' WHERE id = $1", [buyer.actor.customerId]);
    const next = await anOrder(shop, buyer);
    expect((await documentsOf(next.orderId))[0]?.locale).toBe("en-US");
  });

  test("leaves a mail that leads to it", async () => {
    const { orderId } = await anOrder(shop, ada);
    const [document] = await documentsOf(orderId);
    expect(
      await stage.rows("SELECT 1 FROM outbox_job WHERE payload = $1", [
        JSON.stringify({ kind: "document_issued", documentId: document?.id }),
      ]),
    ).toHaveLength(1);
  });
});

describe("a receipt", () => {
  test("INV-08: of a payment beside credit has one of the credit next to it, each with a number, and together they are all", async () => {
    await aLot(shop, ada.actor.customerId, 3_000n);
    const { orderId } = await anOrder(shop, ada);
    const credit = { amountMinor: 3_000n, lotIds: null };
    const started = answered(await startPayment(ada, { orderId, saveMethod: false, credit }));
    await payAsBrowser(stage, started.clientSecret);
    answered(await refreshPayment(ada, started));
    for (const _again of [1, 2]) answered(await issueReceipt(shop.system(), started));
    const [byCard, byCredit, ...others] = (await documentsOf(orderId)).filter(
      ({ kind }) => kind === "receipt",
    );
    expect(others).toEqual([]);
    expect([byCard?.amount_minor, byCredit?.amount_minor]).toEqual([9_000n, 3_000n]);
    expect(byCredit?.number).toBe((byCard?.number ?? 0n) + 1n);
    expect(textsOf(byCredit)).toContain("$30.00");
    expect(textsOf(byCredit).join(" ")).toMatch(/credit/i);
  });

  test("is refused for what is not there, is another merchant's, or was not captured", async () => {
    const { paymentId } = await aStartedPayment(shop, ada);
    const elsewhere = await aShop();
    const paid = await aPaidCourse();
    const notFound = { kind: "not_found", code: "payment_not_found" };
    expect(refused(await issueReceipt(shop.system(), { paymentId }))).toEqual(notFound);
    expect(refused(await issueReceipt(shop.system(), { paymentId: paid.orderId }))).toEqual(notFound);
    expect(refused(await issueReceipt(elsewhere.system(), { paymentId: paid.paymentId }))).toEqual(notFound);
  });

  test("INV-06: says transaction id, amount, method, the invoice and what is left", async () => {
    const { orderId, paymentId } = await aPaidCourse();
    answered(await issueReceipt(shop.system(), { paymentId }));
    const [invoice, receipt] = await documentsOf(orderId);
    const [payment] = await stage.rows<{ gateway_payment_id: string }>(
      "SELECT gateway_payment_id FROM payment WHERE id = $1",
      [paymentId],
    );
    expect(receipt).toMatchObject({ kind: "receipt", amount_minor: 12_000n });
    const texts = textsOf(receipt);
    for (const text of [
      payment?.gateway_payment_id,
      "$120.00",
      "Visa ending in 4242",
      String(invoice?.number),
      "Still due",
      "$0.00",
    ])
      expect(texts).toContain(text);
  });

  test("is issued once, however often and by however many at once it is asked for", async () => {
    const { orderId, paymentId } = await aPaidCourse();
    const issued = await Promise.all(
      Array.from({ length: 8 }, () => issueReceipt(shop.system(), { paymentId })),
    );
    expect(new Set(issued.map((result) => answered(result).documentId)).size).toBe(1);
    expect((await documentsOf(orderId)).filter(({ kind }) => kind === "receipt")).toHaveLength(1);
  });

  test("INV-01: has a number of its own series, without a gap, when many are issued at once and somebody dies with one in hand", async () => {
    const quiet = await aShop();
    const buyers = await Promise.all(Array.from({ length: 4 }, () => quiet.customer()));
    const paid = [];
    for (const buyer of buyers) paid.push(await aPaidCourse(buyer, quiet));
    const dying = await pool().connect();
    await dying.query("BEGIN");
    await dying.query(
      `INSERT INTO merchant_counter (merchant_id, series, last_number) VALUES ($1, 'receipt', 1001)
         ON CONFLICT (merchant_id, series) DO UPDATE SET last_number = merchant_counter.last_number + 1`,
      [quiet.merchantId],
    );
    const issuing = Promise.all(paid.map(({ paymentId }) => issueReceipt(quiet.system(), { paymentId })));
    dying.release(new Error("The process died with a number in hand."));
    (await issuing).forEach(answered);
    const numbers = await stage.rows<{ number: bigint }>(
      "SELECT number FROM document WHERE merchant_id = $1 AND kind = 'receipt' ORDER BY number",
      [quiet.merchantId],
    );
    expect(numbers.map(({ number }) => number)).toEqual([1001n, 1002n, 1003n, 1004n]);
  });
});

describe("documents", () => {
  test("INV-09: are there for their owner and the merchant's staff, and for nobody else", async () => {
    const { orderId } = await anOrder(shop, ada);
    const [{ id: documentId } = { id: "" }] = await documentsOf(orderId);
    const elsewhere = await aShop();
    expect((await getDocument(ada.actor, { documentId }))?.id).toBe(documentId);
    expect((await getDocument(shop.staff("support").actor, { documentId }))?.id).toBe(documentId);
    expect(await getDocument(mallory.actor, { documentId })).toBeNull();
    expect(await getDocument((await elsewhere.customer()).actor, { documentId })).toBeNull();
    expect(await getDocument(elsewhere.staff("finance_admin").actor, { documentId })).toBeNull();
    expect((await listDocuments(mallory.actor, { orderId })).documents).toEqual([]);
    expect((await listDocuments(ada.actor, { orderId })).documents).toMatchObject([{ id: documentId }]);
  });

  test("say the same on paper as on the page", async () => {
    const { orderId, paymentId } = await aPaidCourse();
    answered(await issueReceipt(shop.system(), { paymentId }));
    const withoutSpace = (text: string) => text.replace(/\s+/gu, "");
    for (const document of await documentsOf(orderId)) {
      const printed = parsePrintedDocument(document.printed);
      const { text } = await readPdf(await renderPdf(printed, { issuedAt: new Date(0) }));
      expect(withoutSpace(text)).toBe(withoutSpace(printedTexts(printed).join("")));
    }
  });
});

describe("an account statement", () => {
  test("ends at what the books say the customer owes, and begins where the days before ended", async () => {
    const quiet = await aShop();
    const buyer = await quiet.customer();
    await aPaidCourse(buyer, quiet);
    await anOrder(quiet, buyer, { sites: 1, reached: "payment_pending" });
    const today = new Date().toISOString().slice(0, 10);
    const texts = printedTexts(
      await getStatement(buyer.actor, { currency: "USD", from: today, until: today }),
    );
    for (const text of ["Invoice 1001", "Payment, Order 1001", "Invoice 1002"]) expect(texts).toContain(text);
    expect(texts.at(texts.lastIndexOf("Owed at the end") + 1)).toBe("$250.00");
    const next = { currency: "USD", from: "2999-01-01", until: "2999-01-31" };
    const later = printedTexts(await getStatement(buyer.actor, next));
    expect(later.at(later.indexOf("Owed at the beginning") + 1)).toBe("$250.00");
    expect(later).toContain("Nothing happened");
    const stranger = await getStatement(mallory.actor, { currency: "USD", from: today, until: today });
    expect(printedTexts(stranger)).toContain("Nothing happened");
  });
});
