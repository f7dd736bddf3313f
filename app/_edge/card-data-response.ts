/** The code by which forms know that what they sent held card data. */
const CODE = "card_number_refused";

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Refused</title></head>
<body><main><h1>This holds a card number</h1><p>It was refused, and nothing of it was kept. Take the number out and send it again.
Cards are entered in the payment form only.</p><p><a href="/">To the start</a></p></main></body></html>`;

/**
 * The refusal of a request that held card data, in the form that its sender reads: a form's action gets the code as text,
 * which the form puts into words and keeps what was typed; a browser gets a page; anything else JSON.
 */
export function cardDataResponse(headers: Headers): {
  body: string;
  status: 422;
  headers: Record<string, string>;
} {
  const answer = (body: string, type: string) => ({
    body,
    status: 422 as const,
    headers: { "content-type": type, "cache-control": "private, no-store" },
  });
  if (headers.has("next-action")) return answer(CODE, "text/plain");
  if (headers.get("accept")?.includes("text/html")) return answer(PAGE, "text/html; charset=utf-8");
  return answer(JSON.stringify({ error: { kind: "rejected", code: CODE } }), "application/json");
}
