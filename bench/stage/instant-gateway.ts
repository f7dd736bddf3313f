import { createServer } from "node:http";

/** As long as Stripe's own, or no call would be made with it. */
const idBody = (run: string, count: number): string => `bench${run}${String(count).padStart(12, "0")}`;

interface Kept {
  readonly amount: number;
  readonly currency: string;
  readonly customer: string | null;
  readonly metadata: Record<string, string>;
}

export interface InstantGateway {
  readonly url: string;
  readonly close: () => Promise<void>;
}

function intentText(id: string, kept: Kept, isPaid: boolean): string {
  const charge = {
    id: id.replace("pi_", "ch_"),
    object: "charge",
    status: "succeeded",
    amount: kept.amount,
    currency: kept.currency,
    created: 1_795_176_000,
    payment_method_details: { card: { brand: "visa", last4: "4242", funding: "credit" } },
    balance_transaction: { id: id.replace("pi_", "txn_"), fee: 378, currency: kept.currency },
  };
  return JSON.stringify({
    id,
    object: "payment_intent",
    ...kept,
    amount_received: isPaid ? kept.amount : 0,
    client_secret: `${id}_secret_bench`,
    livemode: false,
    status: isPaid ? "succeeded" : "requires_payment_method",
    last_payment_error: null,
    latest_charge: isPaid ? charge : null,
    payment_method: null,
    setup_future_usage: null,
  });
}

function keptOf(form: URLSearchParams): Kept {
  const metadata = Object.fromEntries(
    [...form].flatMap(([name, value]) => {
      const key = /^metadata\[(.+)\]$/.exec(name)?.[1];
      return key === undefined ? [] : [[key, value]];
    }),
  );
  const currency = form.get("currency") ?? "usd";
  return { amount: Number(form.get("amount")), currency, customer: form.get("customer"), metadata };
}

/**
 * A gateway that answers at once, whatever it is asked: payments are paid as soon as they are read again. What is measured
 * beside it is the product and not the sandbox, which keeps the rules of Stripe and takes its time for them.
 */
export async function startInstantGateway(): Promise<InstantGateway> {
  const payments = new Map<string, Kept>();
  const run = Date.now().toString(36);
  let count = 0;
  const server = createServer((request, response) => {
    const answer = (text: string) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(text);
    };
    const [, , kind = "", id = ""] = (request.url ?? "").split("?")[0]?.split("/") ?? [];
    if (request.method === "GET") {
      const kept = payments.get(id);
      if (kept !== undefined) return answer(intentText(id, kept, true));
      response.writeHead(404).end();
      return;
    }
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString("utf8")));
    request.on("end", () => {
      count += 1;
      if (kind === "customers")
        return answer(JSON.stringify({ id: `cus_${idBody(run, count)}`, object: "customer" }));
      const made = keptOf(new URLSearchParams(body));
      const madeId = `pi_${idBody(run, count)}`;
      payments.set(madeId, made);
      answer(intentText(madeId, made, false));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
