import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import type { ServiceContext } from "@/lib/services/context";
import { cancelOrder } from "@/lib/services/orders/cancel-order";
import { anOrder } from "@/test/builders/orders";
import { aShop, type Shop } from "@/test/builders/shop";
import { answered } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { FIRST_PAGE, pageRequest } from "./keyset";
import { type DocumentListRequest, eachIssuedDocument, listIssuedDocuments } from "./list-issued-documents";

moneyStage();
let shop: Shop;
let ada: ServiceContext<CustomerActor>;

const ORDERS = 52;
const ALL: DocumentListRequest = {
  search: "",
  kind: null,
  standing: null,
  issued: { from: null, to: null },
  today: "2000-01-01",
  page: FIRST_PAGE,
};

beforeAll(async () => {
  shop = await aShop();
  ada = await shop.customer("Ada Lovelace");
  for (let count = 0; count < ORDERS; count += 1) await anOrder(shop, ada);
  const grace = await shop.customer("Grace Hopper");
  const { orderId } = await anOrder(shop, grace);
  answered(await cancelOrder(grace, { orderId, reason: "Changed my mind" }));
});

const staff = () => shop.staff("support").actor;
const found = async (changes: Partial<DocumentListRequest>) =>
  (await listIssuedDocuments(staff(), { ...ALL, ...changes }))?.rows.map(
    ({ kind, number }) => `${kind} ${number}`,
  );

async function exported(changes: Partial<DocumentListRequest> = {}): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of eachIssuedDocument(staff(), { ...ALL, ...changes })) ids.push(id);
  return ids;
}

describe("what the merchant issued", () => {
  test("is not told to customers, and not to another merchant's staff", async () => {
    expect(await listIssuedDocuments(ada.actor, ALL)).toBeNull();
    expect((await listIssuedDocuments((await aShop()).staff("support").actor, ALL))?.rows).toEqual([]);
    for await (const document of eachIssuedDocument(ada.actor, ALL)) expect(document).toBeUndefined();
  });

  test("is listed newest first, page by page, and exported whole in the same order", async () => {
    const first = await listIssuedDocuments(staff(), ALL);
    expect(first?.total).toEqual({ count: ORDERS + 2, isEstimate: false });
    const older = pageRequest({ older: first?.older ?? "" });
    const second = await listIssuedDocuments(staff(), { ...ALL, page: older });
    const listed = [...(first?.rows ?? []), ...(second?.rows ?? [])].map(({ id }) => id);
    expect(listed).toHaveLength(ORDERS + 2);
    expect(listed.toSorted().toReversed()).toEqual(listed);
    expect(await exported()).toEqual(listed);
    expect(second?.older).toBeNull();
  });

  test("is found by kind, number, order, name and status", async () => {
    expect(await found({ kind: "credit_note" })).toEqual(["credit_note 1001"]);
    expect(await found({ search: "1003" })).toEqual(["invoice 1003"]);
    expect(await found({ search: "hopper" })).toEqual(["credit_note 1001", "invoice 1053"]);
    expect(await found({ standing: "void" })).toEqual(["invoice 1053"]);
    expect(await found({ standing: "overdue" })).toEqual([]);
    expect(await found({ standing: "overdue", today: "2999-01-01", search: "1003" })).toEqual([
      "invoice 1003",
    ]);
    expect(await exported({ standing: "open" })).toHaveLength(ORDERS);
    expect(await found({ issued: { from: "2999-01-01", to: null } })).toEqual([]);
  });
});
