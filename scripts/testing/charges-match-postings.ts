import { Client } from "pg";
import { z } from "zod";

type Gateway = { url: string; secretKey: string };

const chargeList = z.object({
  has_more: z.boolean(),
  data: z.array(
    z.object({
      id: z.string(),
      amount_captured: z.number(),
      currency: z.string(),
      status: z.string(),
      captured: z.boolean(),
    }),
  ),
});

const PATIENCE_MS = 60_000;

/**
 * Compares what the gateway took with what the books say: each captured charge has exactly one posting that
 * debits the gateway's clearing account by its amount, and each such posting has its charge. Returns how many
 * charges there are. Events still on their way are waited for; after that the first differences are thrown.
 */
export async function chargesMatchPostings(databaseUrl: string, gateway: Gateway): Promise<number> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const charges = await capturedCharges(gateway);
      const differences = compare(charges, await clearingDebits(client));
      if (differences.length === 0) return charges.length;
      if (Date.now() > deadline) {
        const shown = differences.slice(0, 10).join("\n  ");
        throw new Error(`${differences.length} differences between gateway and ledger:\n  ${shown}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  } finally {
    await client.end();
  }
}

type Movement = { chargeId: string; amount: string };

async function capturedCharges({ url, secretKey }: Gateway): Promise<Movement[]> {
  const found: Movement[] = [];
  for (let after = ""; ;) {
    const query = after ? `?limit=100&starting_after=${after}` : "?limit=100";
    const response = await fetch(`${url}/v1/charges${query}`, {
      headers: { authorization: `Bearer ${secretKey}` },
    });
    if (!response.ok) throw new Error(`The sandbox answered ${response.status} to a list of charges.`);
    const page = chargeList.parse(await response.json());
    for (const charge of page.data) {
      if (charge.status !== "succeeded" || !charge.captured) continue;
      found.push({
        chargeId: charge.id,
        amount: `${charge.amount_captured} ${charge.currency.toUpperCase()}`,
      });
    }
    const last = page.data.at(-1);
    if (!page.has_more || !last) return found;
    after = last.id;
  }
}

async function clearingDebits(client: Client): Promise<Movement[]> {
  const { rows } = await client.query<Movement>(
    `SELECT coalesce(payment.gateway_charge_id, 'no charge, entry ' || posting.entry_id) AS "chargeId",
            posting.amount_minor || ' ' || posting.currency AS amount
     FROM posting
     JOIN ledger_account account ON (account.merchant_id, account.id) = (posting.merchant_id, posting.account_id)
     JOIN journal_entry entry ON (entry.merchant_id, entry.id) = (posting.merchant_id, posting.entry_id)
     LEFT JOIN payment ON (payment.merchant_id, payment.id) = (entry.merchant_id, entry.payment_id)
     WHERE account.code = 'gateway_clearing:stripe' AND posting.amount_minor > 0`,
  );
  return rows;
}

function compare(charges: readonly Movement[], postings: readonly Movement[]): string[] {
  const ids = new Set([...charges, ...postings].map((movement) => movement.chargeId));
  return [...ids].flatMap((id) => {
    const taken = charges.filter((charge) => charge.chargeId === id).map((charge) => charge.amount);
    const posted = postings.filter((posting) => posting.chargeId === id).map((posting) => posting.amount);
    if (taken.length === 1 && posted.length === 1 && taken[0] === posted[0]) return [];
    return [
      `${id}: the gateway took ${taken.join(", ") || "nothing"}, the books say ${posted.join(", ") || "nothing"}`,
    ];
  });
}
