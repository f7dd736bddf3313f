import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  derivedId,
  derivedIdAt,
  type IdKind,
  ledgerAccountId,
  newId,
  parsePublicId,
  publicId,
  sha256,
} from "./ids";

const KINDS = {
  merchant: "mer",
  customer: "cust",
  login: "usr",
  session: "ses",
  product: "prod",
  order: "ord",
  site: "site",
  installment: "ins",
  invoice: "inv",
  document: "doc",
  payment: "pay",
  attempt: "att",
  paymentMethod: "card",
  accessGrant: "acc",
  walletLot: "lot",
  walletHold: "hold",
  journalEntry: "je",
  ledgerAccount: "acct",
  webhookEvent: "whe",
  mail: "mail",
  alert: "alr",
  auditEvent: "aud",
  payLink: "link",
  manualPayment: "mpay",
} as const satisfies Record<IdKind, string>;

const kinds = Object.entries(KINDS).map(([kind, prefix]) => ({ kind: kind as IdKind, prefix }));
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const ID = "01890a5d-ac96-774b-bcce-b302099a8057";
const ORDER = "ord_01h455vb4pex5vsknk084sn02q";

describe("publicId", () => {
  test("is the type's prefix and the id in base 32", () => {
    expect(publicId("order", ID)).toBe(ORDER);
  });

  test.each(kinds)("reads what it is off the id: $kind is $prefix_…", ({ kind, prefix }) => {
    const text = publicId(kind, ID);
    expect(text.startsWith(`${prefix}_`)).toBe(true);
    expect(parsePublicId(kind, text)).toBe(ID);
    for (const other of kinds) if (other.kind !== kind) expect(parsePublicId(other.kind, text)).toBeNull();
  });
});

describe("parsePublicId", () => {
  test.each([
    { name: "another prefix", text: "pay_01h455vb4pex5vsknk084sn02q" },
    { name: "no prefix", text: "01h455vb4pex5vsknk084sn02q" },
    { name: "a bare UUID", text: ID },
    { name: "a letter too few", text: ORDER.slice(0, -1) },
    { name: "a letter too many", text: `${ORDER}0` },
    { name: "upper case", text: ORDER.toUpperCase() },
    { name: "a letter that is not in the alphabet", text: "ord_01h455vb4pex5vsknk084sn0lq" },
    { name: "more than 128 bits", text: "ord_81h455vb4pex5vsknk084sn02q" },
    { name: "128 bits that are no UUID", text: "ord_01h00000000000000000000000" },
    { name: "a line break behind", text: `${ORDER}\n` },
    { name: "something in front", text: ` ${ORDER}` },
    { name: "nothing", text: "" },
    { name: "an injection", text: "ord_' OR 1=1 --" },
    { name: "a very long text", text: `ord_${"0".repeat(100_000)}` },
  ])("is null for $name", ({ text }) => {
    expect(parsePublicId("order", text)).toBeNull();
  });
});

describe("newId", () => {
  test("is a UUIDv7 that sorts by the time it was made", () => {
    const ids = Array.from({ length: 1_000 }, newId);
    expect(ids.every((id) => UUID.exec(id)?.[1] === "7")).toBe(true);
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("derivedId", () => {
  test.each([
    { name: "nominal", left: ["a", "b"], right: ["a", "b"], same: true },
    { name: "another order", left: ["a", "b"], right: ["b", "a"], same: false },
    { name: "the same letters, cut elsewhere", left: ["ab", "c"], right: ["a", "bc"], same: false },
    { name: "one part less", left: ["a", ""], right: ["a"], same: false },
  ])("is the same for the same parts only: $name", ({ left, right, same }) => {
    expect(derivedId(...left) === derivedId(...right)).toBe(same);
  });

  test("is what it always was: stored ids depend on it", () => {
    expect(derivedId("ledger_account", ID, "revenue", "USD")).toBe(ledgerAccountId(ID, "revenue", "USD"));
    expect(derivedId("a", "b")).toBe("59b271ae-1bbc-81d3-9d41-929817f4b16f");
    const instant = new Date("2026-11-20T12:00:00Z");
    expect(derivedIdAt({ instant, order: 3 }, "a", "b")).toBe("01a1f8d3-ea00-8003-9d41-929817f4b16f");
  });
});

describe("sha256", () => {
  test("is the digest of the text's UTF-8 in hex", () => {
    expect(sha256("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(sha256("é")).toBe("4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c");
  });
});

describe("ids, as laws", () => {
  test("every UUID comes back from its public form", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.constantFrom(...kinds), (id, { kind }) => {
        expect(parsePublicId(kind, publicId(kind, id))).toBe(id);
      }),
    );
  });

  test("no text makes the reader throw", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((tail) => `ord_${tail}`),
        ),
        (text) => {
          expect(parsePublicId("order", text)).toBeNull();
        },
      ),
    );
  });

  test("derived ids are UUIDv8, and with an instant they sort by it", () => {
    const instants = fc.date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(instants, instants, fc.string(), fc.string(), (first, second, left, right) => {
        const a = derivedIdAt({ instant: first, order: 2 }, left);
        const b = derivedIdAt({ instant: second, order: 1 }, right);
        expect([UUID.exec(a)?.[1], UUID.exec(derivedId(left, right))?.[1]]).toEqual(["8", "8"]);
        if (first < second) expect(a < b).toBe(true);
        if (first.getTime() === second.getTime()) expect(a > b).toBe(true);
        expect(derivedIdAt({ instant: first, order: 2 }, left)).toBe(a);
      }),
    );
  });
});
