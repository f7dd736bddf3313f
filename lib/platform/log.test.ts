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

/** What a logger with our options wrote. */
function written(write: (logger: pino.Logger) => void): string {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  write(pino({ ...logOptions, level: "info" }, destination));
  return lines.join("");
}

const FIXTURES = [
  { name: "nominal: a card number", text: "4242424242424242", secret: "4242424242424242" },
  { name: "a card number in groups", text: "card 4242 4242 4242 4242 declined", secret: "4242 4242" },
  { name: "a secret key", text: "sk_test_51HxAbCdEf", secret: "51HxAbCdEf" },
  { name: "a live key", text: "sk_live_51HxAbCdEf", secret: "51HxAbCdEf" },
  { name: "a restricted key", text: "rk_live_51HxAbCdEf", secret: "51HxAbCdEf" },
  { name: "a signing secret", text: "whsec_AbCd+EfGh/IjKl==", secret: "IjKl" },
  { name: "a bearer token", text: "Authorization: Bearer abc.def-123", secret: "abc.def" },
  { name: "a cookie", text: "cookie: remit.session=Zm9vYmFy; theme=dark", secret: "Zm9vYmFy" },
  { name: "a cookie that is set", text: "Set-Cookie: __Host-remit=Zm9vYmFy; HttpOnly", secret: "Zm9vYmFy" },
  { name: "a cookie in JSON", text: '{"cookie":"a=Zm9vYmFy"}', secret: "Zm9vYmFy" },
  { name: "who a mail address is of", text: "to ada.lovelace+x@example.com now", secret: "lovelace" },
  { name: "a mail address of another script", text: "анна@пример.рф", secret: "анна" },
  { name: "a line of its own", text: 'x\r\n{"level":"info","msg":"forged"}', secret: "\r" },
  { name: "a line feed", text: "x\nforged", secret: "x\nforged" },
  { name: "an escape sequence", text: "\u001b[2J\u001b]0;title\u0007", secret: "\u001b" },
  { name: "an escape sequence of one byte", text: "\u009b31m", secret: "\u009b" },
  { name: "a text that is turned around", text: "invoice\u202efdp.exe", secret: "\u202e" },
  { name: "a line separator", text: "a\u2028b", secret: "\u2028" },
];

describe("a line of the log", () => {
  const paths = {
    message: (text: string) => written((logger) => logger.info(text)),
    "listed field": (text: string) => written((logger) => logger.warn({ reason: text }, "refused")),
    "field that nobody listed": (text: string) => written((logger) => logger.info({ header: text }, "seen")),
    "nested field": (text: string) => written((logger) => logger.info({ data: { a: [text] } }, "seen")),
    "error's message": (text: string) =>
      written((logger) => logger.error({ err: new Error(text) }, "failed")),
    "bare error": (text: string) => written((logger) => logger.error(new Error(text))),
    "error's cause": (text: string) =>
      written((logger) => logger.error({ err: new Error("it failed", { cause: new Error(text) }) })),
    "what a library hung on an error": (text: string) =>
      written((logger) =>
        logger.error({ err: Object.assign(new Error("it failed"), { headers: { text } }) }),
      ),
    "what was thrown and is no error": (text: string) => written((logger) => logger.error({ err: { text } })),
    "child logger's binding": (text: string) =>
      written((logger) => logger.child({ source: text, headers: { text } }).info("seen")),
    "child logger's message": (text: string) =>
      written((logger) => logger.child({ source: "queue" }).child({}).info(text)),
  };

  test.each(FIXTURES.flatMap((fixture) => Object.keys(paths).map((path) => ({ ...fixture, path }))))(
    "S48, S49, AUD-08, AUD-11: has nothing of $name, given as $path",
    ({ text, secret, path }) => {
      const write = Object.entries(paths).find(([name]) => name === path)?.[1];
      const line = write?.(text) ?? "";
      expect(line.endsWith("\n")).toBe(true);
      const body = line.slice(0, -1);
      expect(body).not.toContain(secret);
      expect(body).not.toMatch(/[\r\n]/);
      expect(() => void JSON.parse(body)).not.toThrow();
    },
  );

  test("S48: leaves out what is not listed, and says so", () => {
    const line = written((logger) =>
      logger.info({ header: "x", paymentId: "01890123-4567-7890-8123-456789012345", data: { a: 1 } }, "seen"),
    );
    expect(line).toMatch(/"time":"\d{4}-\d{2}-\d{2}T/);
    expect(JSON.parse(line)).toMatchObject({
      level: "info",
      header: "[not listed]",
      data: "[not listed]",
      paymentId: "01890123-4567-7890-8123-456789012345",
      msg: "seen",
    });
  });

  test("S48: tells of an error its kind, message, code, stack and cause, and nothing that a library hung on it", () => {
    const error = Object.assign(new TypeError("no"), {
      code: "23505",
      detail: "Key (email)=(x)",
      raw: { a: 1 },
    });
    const line = written((logger) => logger.error({ err: new Error("outer", { cause: error }) }));
    const told: unknown = JSON.parse(line);
    expect(told).toMatchObject({
      err: { type: "Error", message: "outer", cause: { type: "TypeError", message: "no", code: "23505" } },
    });
    expect(line).not.toMatch(/detail|Key|raw/);
    expect(line).toContain("log.test.ts");
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
