import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "pg";
import { publicId } from "@/lib/platform/ids";
import type { Stack } from "../stack/bring-up";
import { withOwner } from "../stack/with-owner";
import { freePort } from "../supervise/free-port";
import { type Progress, seconds } from "../terminal/progress";
import { goShopping, type KnownOrders, type Shop } from "./customer";
import { type Disaster, disasterPlan } from "./disaster-plan";
import { createFigures, type Figures } from "./figures";
import type { Fleet } from "./fleet";
import type { ChaosOptions } from "./options";
import { judge, type Verdict } from "./verdict";
import { told, waitingSince } from "./waiting";
import { watchUnknown } from "./watch-unknown";
import { endBadWeather, startBadWeather } from "./weather";

/** Within this long after the faults have ended, everything has come to its end by itself. */
export const CONVERGES_WITHIN_MS = 5 * 60_000;

const LOOK_EVERY_MS = 1_000;

export interface ChaosReport extends Verdict {
  readonly orderCount: number;
  readonly unknownAtWorst: number;
  /** Null when it did not. */
  readonly convergedAfterMs: number | null;
  readonly figures: Figures;
}

interface Front {
  url: string;
}

async function courseOf(client: Client): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT p.id FROM product p JOIN merchant m ON m.id = p.merchant_id
       WHERE p.kind = 'course' AND p.is_active AND 'localhost' = ANY (m.hosts) ORDER BY p.price_minor LIMIT 1`,
  );
  const [course] = rows;
  if (!course) throw new Error("The seed sells no course on localhost.");
  return publicId("product", course.id);
}

/** A second web server takes over, the first is told to end, comes back, and takes over again. */
async function restartRolling(fleet: Fleet, front: Front, progress: Progress): Promise<void> {
  const own = front.url;
  const port = await freePort();
  const beside = fleet.webOn(port);
  await beside.start();
  front.url = `http://localhost:${port}`;
  const exits = [await fleet.member("web").end(), await fleet.member("worker").end()];
  await Promise.all([fleet.member("web").start(), fleet.member("worker").start()]);
  front.url = own;
  exits.push(await beside.end());
  progress.line(`    web, worker and second web ended with ${exits.join(", ")}`);
}

async function befall(disaster: Disaster, fleet: Fleet, front: Front, progress: Progress): Promise<void> {
  const begunAt = Date.now();
  if (disaster === "restart_database") await fleet.restartDatabase();
  else if (disaster === "rolling_restart") await restartRolling(fleet, front, progress);
  else await Promise.all([fleet.member("web").killAndRestart(), fleet.member("worker").killAndRestart()]);
  progress.line(`    ${disaster.replaceAll("_", " ")}: back after ${seconds(Date.now() - begunAt)}`);
}

async function liveThrough(
  fleet: Fleet,
  front: Front,
  durationMs: number,
  progress: Progress,
): Promise<void> {
  const begunAt = Date.now();
  const until = (atMs: number) => pause(Math.max(0, begunAt + atMs - Date.now()));
  for (const { atMs, disaster } of disasterPlan(durationMs)) {
    await until(atMs);
    if (Date.now() - begunAt < durationMs) await befall(disaster, fleet, front, progress);
  }
  await until(durationMs);
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

/** Lets customers order and pay while everything fails, ends the faults, and says what became of it. */
export async function runChaos(
  stack: Stack,
  fleet: Fleet,
  { minutes, customerCount }: ChaosOptions,
  progress: Progress,
): Promise<ChaosReport> {
  const { manifest, ownerUrl, environment } = stack;
  const { sandbox, url: appUrl } = manifest;
  if (sandbox === null) throw new Error("Chaos needs the sandbox.");
  const front: Front = { url: appUrl };
  const figures = createFigures();
  const orders: KnownOrders = new Map();
  const phase = { isClosing: false, isOver: false };
  const since = new Date();
  const shop: Shop = {
    front: () => front.url,
    appUrl,
    sandbox,
    productId: await withOwner(ownerUrl, courseOf),
    figures,
    isClosing: () => phase.isClosing,
    isOver: () => phase.isOver,
  };
  const unknown = watchUnknown(ownerUrl);
  await startBadWeather(sandbox.url);
  const shopping = Promise.all(
    Array.from({ length: customerCount }, (_, index) => goShopping(shop, index, orders)),
  );
  try {
    await progress.stage(`Shopping for ${minutes} min while everything fails`, () =>
      Promise.race([liveThrough(fleet, front, minutes * 60_000, progress), failureOf(shopping)]),
    );
    phase.isClosing = true;
    await endBadWeather(sandbox.url);
    const outcome = await progress.stage("Faults are off: coming to an end", () =>
      withOwner(ownerUrl, (client) => converge(client, since, shopping)),
    );
    phase.isOver = true;
    await shopping;
    const verdict = await progress.stage("Comparing gateway, books and customers", () =>
      judge({ ownerUrl, environment, sandbox, since, orders }),
    );
    const stuck =
      typeof outcome === "string"
        ? [`after ${seconds(CONVERGES_WITHIN_MS)} without faults this still waits: ${outcome}`]
        : [];
    return {
      ...verdict,
      offenders: [...verdict.offenders, ...stuck],
      orderCount: orders.size,
      unknownAtWorst: await unknown.stop(),
      convergedAfterMs: typeof outcome === "number" ? outcome : null,
      figures,
    };
  } finally {
    phase.isClosing = true;
    phase.isOver = true;
    await unknown.stop();
  }
}

/** Rejects when one of the customers breaks; what they meet from the shop never does that. */
async function failureOf(shopping: Promise<unknown>): Promise<never> {
  await shopping;
  throw new Error("All customers went home before the shop closed.");
}
