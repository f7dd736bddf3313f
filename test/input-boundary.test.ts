import { describe, expect, test } from "vitest";
import { isGatewayId, isMethodReference, TEST_METHOD_NAMES } from "@/lib/domain/payments/gateway-ids";
import { parseMoney } from "@/lib/domain/money/parse-money";
import { newId, parsePublicId, publicId } from "@/lib/platform/ids";
import { parseCartLine } from "@/lib/schemas/cart";
import { changeLimitsForm } from "@/lib/schemas/console-forms";
import { clawBackForm } from "@/lib/schemas/wallet-forms";
import { recordSavedMethodForm } from "@/lib/schemas/payment-method-forms";
import { placeOrderForm } from "@/lib/schemas/place-order-form";
import { startPaymentBody } from "@/lib/schemas/start-payment-body";

const FRAGMENTS = [
  "'; DROP TABLE payment; --",
  "1 OR 1=1",
  "../../etc/passwd",
  "<script>alert(1)</script>",
  "ord_01H455VB4PEX5VSKNK084SN02Q",
  `ord_${"0".repeat(300)}`,
  "ord_01h455vb4pex5vsknk084sn02q ",
  "ord_01h455vb4pex5vsknk084sn02q\u0000",
  "pay_01h455vb4pex5vsknk084sn02q",
  "",
];

describe("ids", () => {
  test.each(FRAGMENTS.map((text) => ({ text })))("VAL-02, VAL-03, S35: $text names no order", ({ text }) => {
    expect(parsePublicId("order", text)).toBeNull();
    expect(parseCartLine(`${text}:1`)).toBeNull();
  });

  test("VAL-01: an id longer than any of ours is refused before it is read", () => {
    const long = publicId("order", newId()).padEnd(300, "0");
    expect(startPaymentBody.safeParse({ orderId: long }).success).toBe(false);
  });

  const letters = "3OaBcDeFgHiJkLmN1a2B3c4D";
  test.each([
    ["payment", `pi_${letters}`],
    ["setup", `seti_${letters}`],
    ["customer", "cus_NffrFeUfNV2Hib"],
    ["method", `pm_${letters}`],
    ["method", `tok_${letters}`],
  ] as const)("VAL-02, VAL-11: a %s is named as the gateway names it: %s", (kind, id) => {
    expect(isGatewayId(kind, id)).toBe(true);
    const prefix = id.slice(0, id.indexOf("_") + 1);
    const others = [
      id.slice(0, kind === "customer" ? 17 : -1),
      id.slice(prefix.length),
      `x${id}`,
      `${id} `,
      `${id}_secret`,
      `${id}'; --`,
      `${prefix}${"1".repeat(300)}`,
      id.toUpperCase(),
      prefix,
      "",
    ];
    expect(others.filter((text) => isGatewayId(kind, text))).toEqual([]);
  });

  test("VAL-14: a method is a token; the names of test cards are one in test mode only", () => {
    const numbers = ["4242", "card_1", "src_1", "ba_1", "visa", "pm_card_unheard_of", `card_${letters}`];
    expect(numbers.filter((text) => isMethodReference(text, { isLive: false }))).toEqual([]);
    expect(TEST_METHOD_NAMES).toContain("pm_card_visa");
    expect(TEST_METHOD_NAMES.filter((name) => isMethodReference(name, { isLive: true }))).toEqual([]);
    expect(TEST_METHOD_NAMES.every((name) => isMethodReference(name, { isLive: false }))).toBe(true);
    expect(isMethodReference(`pm_${letters}`, { isLive: true })).toBe(true);
  });

  test.each(["", "pm_1", "seti_", "seti_1';--", `seti_${"1".repeat(300)}`, "4242"])(
    "VAL-14, VAL-16: %s is no reference of the gateway's to a card's setup",
    (setupId) => {
      expect(recordSavedMethodForm.safeParse({ setupId }).success).toBe(false);
    },
  );
});

describe("what the browser may say of a payment", () => {
  test("VAL-13, VAL-15, S34: is an order and a wish; amount, currency, customer and card are not read", () => {
    const said = {
      orderId: publicId("order", newId()),
      saveMethod: true,
      amount: 1,
      currency: "JPY",
      customerId: "cus_someone",
      card: "x",
    };
    const { orderId, saveMethod } = said;
    expect(startPaymentBody.parse(said)).toEqual({ orderId, saveMethod, credit: null, scope: "due" });
    const placement = { placementKey: newId(), lines: [], total: "1", price: 1 };
    expect(placeOrderForm.parse(placement)).toEqual({ placementKey: placement.placementKey, lines: [] });
  });
});

describe("amounts that staff type", () => {
  test.each(["50.00", "-1", "1e3", "0x10", "five", "", " ", "9".repeat(16), "5,000"])(
    "VAL-05, VAL-06: %s is no amount in the smallest unit",
    (text) => {
      const form = { minMinor: "50", maxMinor: "5000", reason: "x" };
      expect(changeLimitsForm.parse(form)).toMatchObject({ minMinor: 50n, maxMinor: 5_000n });
      expect(changeLimitsForm.safeParse({ ...form, maxMinor: text }).success).toBe(false);
    },
  );

  test.each(["0x10", "1e3", "NaN", "Infinity", "5,,00", "five", "", "1.001"])(
    "VAL-06: %s is no amount in dollars",
    (text) => {
      expect(parseMoney(text, "USD").ok).toBe(false);
    },
  );

  test("VAL-05: become whole minor units, by the currency's own digits", () => {
    const minor = (text: string, currency: string) => {
      const parsed = parseMoney(text, currency);
      return parsed.ok ? parsed.value.amountMinor : null;
    };
    expect(minor("50.00", "USD")).toBe(5_000n);
    expect(minor("5000", "JPY")).toBe(5_000n);
    expect(minor("50.00", "JPY")).toBeNull();
  });

  test.each(["usd", "US", "USDT", "U$D", "'; --"])("VAL-08: %s is no currency", (currency) => {
    const form = { adjustmentKey: newId(), customerId: "cust_1", amount: "1", reason: "x" };
    expect(clawBackForm.safeParse({ ...form, currency: "USD" }).success).toBe(true);
    expect(clawBackForm.safeParse({ ...form, currency }).success).toBe(false);
  });
});
