import { describe, expect, test } from "vitest";
import { scanRequest } from "./scan-request";

const CARD = "4242 4242 4242 4242";
const DIGITS = "4242424242424242";

async function scan(
  given: {
    readonly path?: string | undefined;
    readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
    readonly body?: string | FormData | URLSearchParams | undefined;
  } = {},
) {
  const { path = "/", body } = given;
  const headers = Object.entries(given.headers ?? {}).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  const request = new Request(`https://pay.example.com${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers,
    ...(body === undefined ? {} : { body }),
  });
  return scanRequest({
    url: new URL(request.url),
    headers: request.headers,
    body: body === undefined ? null : await request.arrayBuffer(),
  });
}

const json = (value: unknown) => ({
  body: JSON.stringify(value),
  headers: { "content-type": "application/json" },
});

function form(fields: readonly (readonly [string, string | File])[]): { body: FormData } {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  return { body };
}

describe("VAL-15, VAL-17, S36: scanRequest finds card data", () => {
  test.each([
    { name: "a field of a form", given: form([["1_note", CARD]]), place: "body", field: "note" },
    {
      name: "a field of an encoded form",
      given: { body: new URLSearchParams({ reason: `card ${CARD}` }) },
      place: "body",
      field: "reason",
    },
    { name: "JSON", given: json({ orderId: CARD }), place: "body", field: "body.orderId" },
    {
      name: "nested JSON",
      given: json({ a: [{ b: { c: ["x", DIGITS] } }] }),
      place: "body",
      field: "body.a..b.c.",
    },
    { name: "a number in JSON", given: json({ n: 4242424242424242 }), place: "body", field: "body.n" },
    {
      name: "a number that JSON rounds",
      given: { body: '{"n":4917610000000000003}', headers: { "content-type": "application/json" } },
      place: "body",
      field: "body",
    },
    { name: "a name in JSON", given: json({ [DIGITS]: true }), place: "body", field: "body (name)" },
    {
      name: "escapes of JSON",
      given: { body: String.raw`["\u0034242424242424242"]` },
      place: "body",
      field: "body.",
    },
    {
      name: "an argument of a server action",
      given: { body: `["$K1","${DIGITS}"]`, headers: { "content-type": "text/plain;charset=UTF-8" } },
      place: "body",
      field: "body.",
    },
    {
      name: "JSON in a field",
      given: form([["1", JSON.stringify({ deep: { er: DIGITS } })]]),
      place: "body",
      field: ".deep.er",
    },
    {
      name: "the query",
      given: { path: `/admin/orders?search=${encodeURIComponent(CARD)}` },
      place: "query",
      field: "search",
    },
    { name: "a name in the query", given: { path: `/?${DIGITS}=1` }, place: "query", field: "(name)" },
    {
      name: "the path",
      given: { path: `/orders/${encodeURIComponent(CARD)}` },
      place: "path",
      field: "path",
    },
    { name: "a header", given: { headers: { "x-note": CARD } }, place: "header", field: "x-note" },
    {
      name: "a cookie",
      given: { headers: { cookie: `a=b; c=${DIGITS}` } },
      place: "header",
      field: "cookie",
    },
    {
      name: "the address of the page before",
      given: { headers: { referer: `https://pay.example.com/?q=${encodeURIComponent(CARD)}` } },
      place: "header",
      field: "referer",
    },
    {
      name: "an upload's name",
      given: form([["evidence", new File(["x"], `${DIGITS}.pdf`, { type: "application/pdf" })]]),
      place: "file_name",
      field: "evidence",
    },
    {
      name: "a text that is uploaded",
      given: form([["import", new File([`name,number\nAda,${CARD}\n`], "a.csv", { type: "text/csv" })]]),
      place: "file",
      field: "import",
    },
  ])("in $name", async ({ given, place, field }) => {
    expect(await scan(given)).toEqual({ data: "card_number", place, field: field || "?" });
  });

  test.each([
    { name: "a code by its name", given: json({ cvc: "123" }), data: "security_code", field: "cvc" },
    { name: "a code in a form", given: form([["1_cvv", "1234"]]), data: "security_code", field: "cvv" },
    {
      name: "an expiry beside a card's field",
      given: json({ card: { card_number: "hidden", exp_month: "12" } }),
      data: "card_expiry",
      field: "exp_month",
    },
    {
      name: "a stripe's data",
      given: json({ swipe: `;${DIGITS}=27121010` }),
      data: "track_data",
      field: "body.swipe",
    },
  ])("S37, AUD-09: $name", async ({ given, data, field }) => {
    expect(await scan(given)).toMatchObject({ data, field });
  });

  test("and never tells a digit of it, wherever it stood", async () => {
    for (const given of [
      form([[`field ${CARD}`, "x"]]),
      json({ [`a ${CARD}`]: { b: CARD } }),
      { path: `/?q${DIGITS}=${DIGITS}` },
    ])
      expect(JSON.stringify(await scan(given))).not.toMatch(/\d/);
  });
});

describe("scanRequest lets by", () => {
  test.each([
    { name: "nothing", given: {} },
    { name: "an order", given: json({ orderId: "ord_01h455vb4pex5vsknk084sn02q", saveMethod: true }) },
    {
      name: "own fields that expire",
      given: json({ expires_at: "2027-12-31", expiry: "12/27", exp: "2027" }),
    },
    { name: "a code that is none of a card's", given: json({ code: "123", country_code: "049" }) },
    { name: "what follows after a field that is called cvc and is empty", given: json({ cvc: "" }) },
    {
      name: "a browser's headers",
      given: {
        headers: {
          "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36",
          traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
          "if-none-match": '"4242424242424242"',
          "next-router-state-tree": "%5B4242424242424242%5D",
          "x-forwarded-for": "203.0.113.195, 70.41.3.18",
          cookie:
            "remit.session=eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..abc-_1234; remit_cart=prod_01h455vb4pex5vsknk084sn02q:1",
        },
      },
    },
    {
      name: "a form's fields that would only together be a number",
      given: form([
        ["a", "4242 4242"],
        ["b", "4242 4242"],
      ]),
    },
    { name: "a picture", given: form([["f", new File([DIGITS], "a.png", { type: "image/png" })]]) },
  ])("$name", async ({ given }) => {
    expect(await scan(given)).toBeNull();
  });
});
