import { z } from "zod";

const intentList = z.object({
  has_more: z.boolean(),
  data: z.array(z.object({ id: z.string(), status: z.string(), metadata: z.record(z.string(), z.string()) })),
});

/** Every PaymentIntent of the gateway that names a payment of ours, by that payment's id. */
async function intentsByPayment(gateway: {
  readonly url: string;
  readonly secretKey: string;
}): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (let after = ""; ;) {
    const query = after ? `?limit=100&starting_after=${after}` : "?limit=100";
    const response = await fetch(`${gateway.url}/v1/payment_intents${query}`, {
      headers: { authorization: `Bearer ${gateway.secretKey}` },
    });
    if (!response.ok) throw new Error(`The sandbox answered ${response.status} to a list of PaymentIntents.`);
    const page = intentList.parse(await response.json());
    for (const { id, status, metadata } of page.data) {
      const paymentId = metadata["payment_id"];
      if (paymentId === undefined) continue;
      found.set(paymentId, [...(found.get(paymentId) ?? []), `${id} (${status})`]);
    }
    const last = page.data.at(-1);
    if (!page.has_more || !last) return found;
    after = last.id;
  }
}

/** A sentence for each payment that was asked for more than once, so that the gateway holds more than one intent of it. */
export async function paymentsWithSeveralIntents(gateway: {
  readonly url: string;
  readonly secretKey: string;
}): Promise<string[]> {
  return [...(await intentsByPayment(gateway))]
    .filter(([, intents]) => intents.length > 1)
    .map(
      ([paymentId, intents]) => `payment ${paymentId} has ${intents.length} intents: ${intents.join(", ")}`,
    );
}
