import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { passesLuhn } from "@/lib/domain/card-data/passes-luhn";
import { newId, publicId } from "../ids";
import { newTraceId } from "../trace";
import { findCardData } from "./find-card-data";

const CARD = "4242424242424242";
const AMEX = "378282246310005";

/** Digits of another script, whose zero is this code point. */
const inScript = (zero: number) =>
  CARD.replaceAll(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

describe("S36, VAL-17: findCardData finds a number", () => {
  test.each([
    { name: "nominal", text: CARD },
    { name: "American Express", text: AMEX },
    { name: "Mastercard", text: "5555555555554444" },
    { name: "Mastercard's second range", text: "2223003122003222" },
    { name: "Discover", text: "6011111111111117" },
    { name: "Diners Club", text: "30569309025904" },
    { name: "JCB", text: "3566002020360505" },
    { name: "UnionPay of nineteen digits", text: "6205500000000000004" },
    { name: "Maestro", text: "6304000000000000" },
    { name: "Visa of thirteen digits", text: "4222222222222" },
    { name: "Visa of nineteen digits", text: "4917610000000000003" },
    { name: "in groups", text: "4242 4242 4242 4242" },
    { name: "with dashes", text: "4242-4242-4242-4242" },
    { name: "with dots", text: "4242.4242.4242.4242" },
    { name: "with slashes and underscores", text: "4242/4242_4242/4242" },
    { name: "with three signs between", text: "4242 - 4242 - 4242 - 4242" },
    { name: "American Express as printed", text: "3782 822463 10005" },
    { name: "Diners Club as printed", text: "3056 930902 5904" },
    { name: "digit by digit", text: CARD.split("").join(" ") },
    { name: "in pairs", text: "42 42 42 42 42 42 42 42" },
    { name: "in full-width digits", text: inScript(0xff10) },
    { name: "in Arabic-Indic digits", text: inScript(0x0660) },
    { name: "in Devanagari digits", text: inScript(0x0966) },
    { name: "in mathematical digits", text: inScript(0x1d7ce) },
    { name: "with a no-break space", text: "4242\u00a04242\u00a04242\u00a04242" },
    { name: "with unseen signs between", text: CARD.split("").join("\u200b") },
    { name: "with long dashes", text: "4242\u20144242\u20134242\u22124242" },
    { name: "in a sentence", text: `Please charge ${CARD}, thanks.` },
    { name: "right behind letters", text: `card${CARD}x` },
    { name: "behind a date", text: `2026-11-20 ${CARD}` },
    { name: "among amounts", text: `12.50 13.75 ${CARD} 99.00` },
    { name: "with expiry and code", text: `${CARD} 12/27 123` },
    { name: "with expiry and code and no gap", text: `${CARD}1227123` },
    { name: "with expiry and no gap", text: `${CARD}1227` },
    { name: "as a made-up id", text: `pm_${CARD}` },
    { name: "behind a plus sign", text: `+${CARD}` },
    { name: "after an id", text: `${newId()} ${CARD}` },
    { name: "in a long text", text: `${"x ".repeat(50_000)}${CARD}` },
  ])("$name", ({ text }) => {
    expect(findCardData(text)).toBe("card_number");
  });

  test.each([
    { name: "track 1", text: `%B${CARD}^DOE/JOHN^27121010000000000` },
    { name: "track 2", text: `;${CARD}=27121010000012345678?` },
    { name: "track 2 of a number that does not fit", text: ";4242424242424241=2712" },
  ])("S37, AUD-10: in a magnetic stripe: $name", ({ text }) => {
    expect(findCardData(text)).toBe("track_data");
  });
});

/** What customers, staff and programs write that has as many digits as a card, and is none. */
const CORPUS = [
  "Order 1003, invoice 2026-000123",
  "ORD-2026-11-20-000001234",
  "Customer 100000000000001",
  "PO 4500123456 / 10, 4500123457 / 20",
  "SKU 8712345678906",
  "ISBN 978-3-16-148410-0",
  "EAN 4006381333931",
  "EAN 5012345678900",
  "GTIN 00012345600012",
  "DE89 3704 0044 0532 0130 00",
  "DE89370400440532013000",
  "GB29 NWBK 6016 1331 9268 19",
  "FR1420041010050500013M02606",
  "NO9386011117947",
  "NL91ABNA0417164300",
  "SA0380000000608010167519",
  "+1 (415) 555-2671",
  "+49 170 1234567",
  "0049 (0)30 901820, Durchwahl 4711",
  "+62 812 3456 7890 12",
  "+86 138 0013 8000",
  "020 7946 0018 or 020 7946 0019",
  "1763640000",
  "1763640000000",
  "1763640000000000",
  "2026-11-20T12:45:00.123Z",
  "2026-11-20 12:45:00.123456+00",
  "20261120124500",
  "20261120124500123",
  "1Z999AA10123456784",
  "9400 1118 9922 3197 4284 90",
  "9400111899223197428490",
  "JD014600006281230704",
  "LX123456789DE",
  "794644790138",
  "RR123456785CH",
  "203.0.113.195, 70.41.3.18, 150.172.238.178",
  "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
  "12.50 13.75 99.00 4.50 120.00 7.25",
  "10 20 30 40 50 60 70",
  "2019 2020 2021 2022 2023 2024 2025 2026",
  "11/20/2026 - 12/20/2026 - 01/20/2027",
  "ATU12345678, CHE-123.456.789, DE123456789",
  "356938035643809",
  "IMEI 490154203237518",
  "SSN 078-05-1120, NINO AB123456C",
  "000000000000000000",
  "1111111111111111",
  "9999 9999 9999 9999",
  "4242 4242 4242 4241",
  "4242 4242 4242",
  "3.14159265358979323846",
  "pi_3OaBcDeFgHiJkLmN1a2B3c4D",
  "pi_300004TIM4RuINjRWouxNdcD_secret_V0iJ6QyCYaVV1ghsM7dFqQ5cT",
  "ch_3OaBcDeFgHiJkLmN1a2B3c4D, evt_1OaBcDeFgHiJkLmN1a2B3c4D",
  "cus_PqRsTuVwXyZ012, pm_1OaBcDeFgHiJkLmN1a2B3c4D",
  "ord_01h455vb4pex5vsknk084sn02q",
  "https://pay.example.com/orders/ord_01h455vb4pex5vsknk084sn02q?from=2026-11-01&to=2026-11-30",
  "0af7651916cd43dd8448eb211c80319c",
  "d41d8cd98f00b204e9800998ecf8427e4649b934ca495991b7852b855e3b0c44",
  "Version 1.2.3-4.5.6+7.8.9.10.11.12",
  "Bank 370 400 44, account 532 013 000, reference 2026 11 20 001",
  "Room 1234, floor 5, badge 0012 3456, extension 7890",
  "expires_at 2027-12-31",
] as const;

describe("S36: findCardData lets by what only looks alike", () => {
  test.each(CORPUS.map((text) => ({ text })))("$text", ({ text }) => {
    expect(findCardData(text)).toBeNull();
    expect(findCardData(`Note: ${text}.`)).toBeNull();
  });

  test("any id of ours, of any kind, and any trace id", () => {
    for (let index = 0; index < 3_000; index += 1) {
      const id = newId();
      for (const text of [id, publicId("order", id), newTraceId(), `${id} ${publicId("alert", id)}`])
        expect(findCardData(text)).toBeNull();
    }
  });

  test("any UUID, Stripe id, hash, instant and IBAN", () => {
    const tail = fc.stringMatching(/^[0-9A-Za-z]{10}[A-Za-z][0-9A-Za-z]{13}$/);
    const texts = fc.oneof(
      fc.uuid(),
      fc
        .constantFrom("pi", "ch", "evt", "cus", "pm", "seti", "re", "txn", "dp")
        .chain((prefix) => tail.map((id) => `${prefix}_${id}`)),
      fc.stringMatching(/^[0-9a-f]{40}a[0-9a-f]{23}$/),
      fc
        .date({ min: new Date("2001-01-01"), max: new Date("2060-01-01"), noInvalidDate: true })
        .map((date) => date.toISOString()),
      fc.integer({ min: 1_000_000_000_000, max: 1_999_999_999_999 }).map(String),
      fc.stringMatching(/^\d{18}$/).map(germanIban),
    );
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 4 }), (parts) => {
        expect(findCardData(parts.join(", "))).toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });

  test("as a law: finds every number that an issuer may give out, however it is grouped", () => {
    const number = fc
      .tuple(fc.constantFrom("4", "51", "2345", "6011", "3530"), fc.stringMatching(/^\d{14}$/))
      .map(([head, tail]) => withCheckDigit((head + tail).slice(0, 15)));
    const separator = fc.constantFrom("", " ", "-", ".", " - ", "\u2009", "\u2011");
    fc.assert(
      fc.property(number, fc.integer({ min: 1, max: 16 }), separator, (digits, size, between) => {
        const grouped = (digits.match(new RegExp(`.{1,${size}}`, "g")) ?? []).join(between);
        expect(findCardData(`for ${grouped}!`)).toBe("card_number");
      }),
      { numRuns: 1_000 },
    );
  });

  test("of a text as long as an upload it makes up its mind in little time", () => {
    const texts = [
      "4 ".repeat(500_000),
      "4".repeat(1_000_000),
      "4242-".repeat(200_000),
      "a_".repeat(500_000),
      "DE89 ".repeat(200_000),
    ];
    const before = process.cpuUsage();
    for (const text of texts) findCardData(text);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(6_000);
  });
});

function withCheckDigit(digits: string): string {
  return Array.from({ length: 10 }, (_, check) => `${digits}${check}`).find(passesLuhn) ?? "";
}

function germanIban(account: string): string {
  const remainder = Array.from(`${account}131400`).reduce(
    (rest, digit) => (rest * 10 + Number(digit)) % 97,
    0,
  );
  return `DE${String(98 - remainder).padStart(2, "0")}${account}`;
}
