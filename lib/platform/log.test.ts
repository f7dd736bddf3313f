import * as fc from "fast-check";
import pino from "pino";
import { describe, expect, test } from "vitest";
import { newId, publicId } from "./ids";
import { logOptions, scrub } from "./log";

describe("scrub", () => {
  test.each([
    { name: "nominal: a secret key", text: "key sk_test_51HxAbCdEf failed", secret: "51HxAbCdEf" },
    { name: "a live key", text: "sk_live_51HxAbCdEf", secret: "51HxAbCdEf" },
    { name: "a restricted key", text: "rk_live_51HxAbCdEf", secret: "51HxAbCdEf" },
    { name: "the sandbox's key", text: "sk_test_sandboxRemit51LocalSecretKey0000", secret: "51Local" },
    { name: "a webhook secret", text: "whsec_AbCdEfGhIjKl", secret: "AbCdEfGhIjKl" },
    { name: "a webhook secret in base 64", text: "whsec_AbCd+EfGh/IjKl==", secret: "IjKl" },
    {
      name: "a payment's client secret",
      text: '{"client_secret":"pi_3Mabc_secret_Xyz123"}',
      secret: "Xyz123",
    },
    { name: "a setup's client secret", text: "seti_1Mabc_secret_Xyz123", secret: "Xyz123" },
    { name: "a card number", text: "card 4242424242424242 declined", secret: "4242424242424242" },
    { name: "a card number in a JSON text", text: '{"card":"4242424242424242"}', secret: "4242424242424242" },
    { name: "a card number as it is written", text: "4242 4242 4242 4242", secret: "4242 4242" },
    { name: "a card number with hyphens", text: "4242-4242-4242-4242", secret: "4242-4242" },
    { name: "American Express", text: "378282246310005", secret: "378282246310005" },
    { name: "American Express as it is written", text: "3782 822463 10005", secret: "822463" },
    { name: "Diners Club, 14 digits", text: "36227206271667", secret: "36227206271667" },
    { name: "UnionPay, 19 digits", text: "6205500000000000004", secret: "6205500000000000004" },
    { name: "a bearer token", text: "authorization: Bearer abc.def-123", secret: "abc.def" },
    { name: "a basic authorization", text: "authorization: Basic c2tfdGVzdDo=", secret: "c2tfdGVzdDo" },
    {
      name: "the database's password",
      text: "postgresql://remit:hunter2@127.0.0.1:5432/remit",
      secret: "hunter2",
    },
    { name: "the mail server's password", text: "smtp://remit:hunter2@mail.example:587", secret: "hunter2" },
  ])("S48, AUD-08, AUD-11: hides $name", ({ text, secret }) => {
    expect(scrub(text)).toContain("****");
    expect(scrub(text)).not.toContain(secret);
  });

  test.each([
    { name: "nominal: a public id", text: "ord_01h455vb4pex5vsknk084sn02q" },
    { name: "a UUID", text: "01890a5d-ac96-774b-bcce-b302099a8057" },
    { name: "a UUID that is all digits", text: "01890123-4567-7890-8123-456789012345" },
    { name: "a payment's id at Stripe", text: "pi_3MtwBwLkdIwHu7ix28a3tqPa" },
    { name: "a trace id", text: "0af7651916cd43dd8448eb211c80319c" },
    { name: "a trace id that is all digits", text: "01234567890123456789012345678901" },
    { name: "an amount", text: '{"amountMinor":"12000","currency":"USD"}' },
    { name: "an amount past 2^53", text: '{"amountMinor":"9007199254740993"}' },
    { name: "an instant in milliseconds", text: '{"time":1763640000000}' },
    { name: "an instant", text: "2026-11-20T12:00:00.000Z" },
    { name: "a card's last four digits", text: "visa ****4242" },
    { name: "a port and an address", text: "127.0.0.1:55450" },
    { name: "prose", text: "The password is not printed here." },
    { name: "words that begin like a key", text: "3 skipped, pkware, risk_level, a basic thing: none" },
    {
      name: "an address without a password",
      text: "postgresql://127.0.0.1:5432/remit and http://localhost:3000/orders",
    },
    { name: "a mail address", text: "ada@example.com" },
  ])("leaves $name as it is", ({ text }) => {
    expect(scrub(text)).toBe(text);
  });
});

describe("a line of the log", () => {
  test("S48, S49: stays JSON, whatever was hidden in it", () => {
    const lines: string[] = [];
    const logger = pino({ ...logOptions, level: "info" }, { write: (line: string) => void lines.push(line) });
    logger.info(
      {
        header: "Bearer abc.def",
        card: "4242424242424242",
        url: "smtp://a:b@c",
        paymentId: "01890123-4567-7890-8123-456789012345",
      },
      "sk_test_51HxAbCdEf",
    );
    const parsed: unknown = JSON.parse(lines[0] ?? "");
    expect(lines[0]).toMatch(/"time":"\d{4}-\d{2}-\d{2}T/);
    expect(parsed).toMatchObject({
      level: "info",
      header: "Bearer ****",
      card: "****",
      url: "smtp://****@c",
      paymentId: "01890123-4567-7890-8123-456789012345",
      msg: "sk_****",
    });
  });
});

describe("scrub, as a law", () => {
  const digits = (length: number) =>
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length });

  /** A number that a card could have: a known first digit, and a last one that fits the others (Luhn). */
  const cardNumber = fc.tuple(fc.constantFrom(2, 3, 4, 5, 6), digits(14)).map(([first, rest]) => {
    const body = [first, ...rest];
    const sum = body.toReversed().reduce((total, digit, index) => {
      const value = index % 2 === 0 ? digit * 2 : digit;
      return total + (value > 9 ? value - 9 : value);
    }, 0);
    return [...body, (10 - (sum % 10)) % 10].join("");
  });

  test("S48, AUD-08: hides every card number, however it is grouped", () => {
    fc.assert(
      fc.property(cardNumber, fc.constantFrom("", " ", "-"), (number, gap) => {
        const written = number.replace(/(\d{4})(?=\d)/g, `$1${gap}`);
        expect(scrub(`paid with ${written}, thanks`)).toBe("paid with ****, thanks");
      }),
    );
  });

  test("never touches an id of ours", () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const text = JSON.stringify({ paymentId: id, publicId: publicId("payment", id), entryId: newId() });
        expect(scrub(text)).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });
});
