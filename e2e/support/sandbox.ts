import { z } from "zod";
import type { FaultKind } from "@/sandbox/stripe/protocol/faults";
import { manifest } from "./manifest";
import { alone } from "./sandbox-turn";

const { url, secretKey } = manifest.sandbox;

async function control(method: "GET" | "POST" | "DELETE", path: string, body: object = {}): Promise<unknown> {
  const response = await fetch(`${url}/_sandbox/${path}`, {
    method,
    ...(method === "POST" ? { body: JSON.stringify(body) } : {}),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`The sandbox refused ${method} ${path}: ${JSON.stringify(answer)}`);
  return answer;
}

async function read(path: string): Promise<unknown> {
  const response = await fetch(`${url}/v1/${path}`, { headers: { authorization: `Bearer ${secretKey}` } });
  return response.json();
}

const charges = z.object({
  data: z.array(
    z.object({ id: z.string(), status: z.string(), amount: z.number(), payment_intent: z.string() }),
  ),
});
const intents = z.object({
  data: z.array(z.object({ id: z.string(), status: z.string(), amount: z.number() })),
});
const customers = z.object({ data: z.array(z.object({ id: z.string() })) });
const deliveries = z.object({ deliveries: z.array(z.object({ event: z.string(), state: z.string() })) });

export type Charge = z.infer<typeof charges>["data"][number];

async function customerIds(email: string): Promise<string[]> {
  const found = customers.parse(await read(`customers?email=${encodeURIComponent(email)}`));
  return found.data.map((customer) => customer.id);
}

/** Every charge the gateway tried for the customer of this address, declined ones included. */
export async function chargesOf(email: string): Promise<Charge[]> {
  const lists = (await customerIds(email)).map(async (id) =>
    charges.parse(await read(`charges?limit=100&customer=${id}`)),
  );
  return (await Promise.all(lists)).flatMap((list) => list.data);
}

/** The charges that took money. */
export async function takenFrom(email: string): Promise<Charge[]> {
  return (await chargesOf(email)).filter((charge) => charge.status === "succeeded");
}

/** Every PaymentIntent that exists for the customer of this address. */
export async function intentsOf(email: string): Promise<z.infer<typeof intents>["data"]> {
  const lists = (await customerIds(email)).map(async (id) =>
    intents.parse(await read(`payment_intents?limit=100&customer=${id}`)),
  );
  return (await Promise.all(lists)).flatMap((list) => list.data);
}

interface Fault {
  readonly kind: FaultKind;
  readonly method?: "GET" | "POST";
  /** A path such as /v1/payment_intents; `*` stands for any run of characters. */
  readonly path: string;
  /** How many requests it befalls. */
  readonly count: number;
}

interface Steering {
  readonly hold: () => Promise<unknown>;
  readonly release: () => Promise<unknown>;
  readonly fault: (fault: Fault) => Promise<unknown>;
  readonly clearFaults: () => Promise<unknown>;
  /** Ids of events that wait to be delivered. */
  readonly heldEvents: () => Promise<string[]>;
}

/** Steers the sandbox while no other spec uses it, and leaves it as it was found. */
export function steeringSandbox<T>(work: (steering: Steering) => Promise<T>): Promise<T> {
  return alone(async () => {
    try {
      return await work({
        hold: () => control("POST", "deliveries/hold"),
        release: () => control("POST", "deliveries/release"),
        fault: (fault) => control("POST", "faults", fault),
        clearFaults,
        heldEvents: async () =>
          deliveries
            .parse(await control("GET", "deliveries?state=held"))
            .deliveries.map((delivery) => delivery.event),
      });
    } finally {
      await clearFaults();
      await control("POST", "deliveries/release");
    }
  });
}

/** Takes back every fault. */
export function clearFaults(): Promise<unknown> {
  return control("DELETE", "faults");
}

/** A fault for one payment only, by its intent's id: it touches nobody else's. */
export function faultForIntent(
  intentId: string,
  fault: Omit<Fault, "path"> & { readonly on: "" | "/confirm" },
) {
  const { on, ...rest } = fault;
  return control("POST", "faults", { ...rest, path: `/v1/payment_intents/${intentId}${on}` });
}
