import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "pg";
import { publicId } from "@/lib/platform/ids";
import type { Stack } from "../stack/bring-up";
import { withOwner } from "../stack/with-owner";
import { type Progress, seconds } from "../terminal/progress";
import { goShopping, type KnownOrders, type Shop } from "./customer";
import { liveThrough } from "./disasters";
import { createFigures, type Figures } from "./figures";
import type { Fleet } from "./fleet";
import type { ChaosOptions } from "./options";
import { judge, type Verdict } from "./verdict";
import { told, waitingSince } from "./waiting";
import { watchUnknown } from "./watch-unknown";
import { startBadWeather } from "./weather";

/** Within this long after the faults have ended, everything has come to its end by itself. */
const CONVERGES_WITHIN_MS = 5 * 60_000;

const LOOK_EVERY_MS = 1_000;

export interface ChaosReport extends Verdict {
  readonly orderCount: number;
  readonly unknownAtWorst: number;
  /** Null when it did not. */
  readonly convergedAfterMs: number | null;
  readonly figures: Figures;
}

/** What customers ask for. Whatever befalls the shop, its answer says what was not done and may be tried again; a 500 does not. */
const ASKED_FOR = [
  "sign-up page",
  "sign up",
  "cart page",
  "place order",
  "start payment",
  "refresh payment",
  "order's state",
] as const;

async function courseOf(client: Client): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT p.id FROM product p JOIN merchant m ON m.id = p.merchant_id
       WHERE p.kind = 'course' AND p.is_active AND 'localhost' = ANY (m.hosts) ORDER BY p.price_minor LIMIT 1`,
  );
  const [course] = rows;
  if (!course) throw new Error("The seed sells no course on localhost.");
  return publicId("product", course.id);
}

/** Answers after how long nothing waited any more, or null with what still does. */
async function converge(client: Client, since: Date, shopping: Promise<unknown>): Promise<string | number> {
  const begunAt = Date.now();
  let areDone = false;
  void shopping.then(() => (areDone = true));
  for (;;) {
    const waiting = await waitingSince(client, since);
    if (areDone && waiting.length === 0) return Date.now() - begunAt;
    if (Date.now() - begunAt > CONVERGES_WITHIN_MS)
      return told(waiting) || "customers who still wait for an answer";
    await pause(LOOK_EVERY_MS);
  }
}

interface OpenShop {
  readonly shop: Shop;
  readonly front: { url: string };
  readonly orders: KnownOrders;
  /** Nobody orders any more; what was ordered is paid. */
  readonly close: () => void;
  /** Everybody goes home, served or not. */
  readonly end: () => void;
}

async function openShop({ manifest, ownerUrl }: Stack, figures: Figures): Promise<OpenShop> {
  const { sandbox, url } = manifest;
  if (sandbox === null) throw new Error("Chaos needs the sandbox.");
  const front = { url };
  const phase = { isClosing: false, isOver: false };
  const shop: Shop = {
    front: () => front.url,
    appUrl: url,
    sandbox,
    productId: await withOwner(ownerUrl, courseOf),
    figures,
    isClosing: () => phase.isClosing,
    isOver: () => phase.isOver,
  };
  return {
    shop,
    front,
    orders: new Map(),
    close: () => void (phase.isClosing = true),
    end: () => void Object.assign(phase, { isClosing: true, isOver: true }),
  };
}

/** Rejects when one of the customers breaks; what they meet from the shop never does that. */
async function failureOf(shopping: Promise<unknown>): Promise<never> {
  await shopping;
  throw new Error("All customers went home before the shop closed.");
}

function unrepeatable(figures: Figures): string[] {
  return ASKED_FOR.flatMap((what) => {
    const count = figures.countOf(what, 500);
    return count > 0 ? [`${what} was answered ${count} times with 500`] : [];
  });
}

/** Lets customers order and pay while everything fails, ends the faults, and says what became of it. */
export async function runChaos(
  stack: Stack,
  fleet: Fleet,
  { minutes, customerCount }: ChaosOptions,
  progress: Progress,
): Promise<ChaosReport> {
  const { ownerUrl, environment } = stack;
  const figures = createFigures();
  const since = new Date();
  const { shop, front, orders, close, end } = await openShop(stack, figures);
  const { sandbox } = shop;
  const offenders: string[] = [];
  const unknown = watchUnknown(ownerUrl);
  const endBadWeather = await startBadWeather(sandbox.url);
  const shopping = Promise.all(
    Array.from({ length: customerCount }, (_, index) => goShopping(shop, index, orders)),
  );
  try {
    await progress.stage(`Shopping for ${minutes} min while everything fails`, () => {
      const scene = { fleet, front, figures, offenders, progress };
      return Promise.race([liveThrough(scene, minutes * 60_000), failureOf(shopping)]);
    });
    close();
    await endBadWeather();
    const outcome = await progress.stage("Faults are off: coming to an end", () =>
      withOwner(ownerUrl, (client) => converge(client, since, shopping)),
    );
    end();
    await shopping;
    const verdict = await progress.stage("Comparing gateway, books and customers", () =>
      judge({ ownerUrl, environment, sandbox, since, orders }),
    );
    if (typeof outcome === "string")
      offenders.push(`after ${seconds(CONVERGES_WITHIN_MS)} without faults this still waits: ${outcome}`);
    return {
      ...verdict,
      offenders: [...verdict.offenders, ...offenders, ...unrepeatable(figures)],
      orderCount: orders.size,
      unknownAtWorst: await unknown.stop(),
      convergedAfterMs: typeof outcome === "number" ? outcome : null,
      figures,
    };
  } finally {
    end();
    await unknown.stop();
  }
}
