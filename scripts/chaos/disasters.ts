import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../supervise/free-port";
import { type Progress, seconds } from "../terminal/progress";
import { type Disaster, disasterPlan } from "./disaster-plan";
import type { Figures } from "./figures";
import type { Fleet } from "./fleet";

/** What the disasters work on. */
interface Scene {
  readonly fleet: Fleet;
  /** Where customers go. */
  readonly front: { url: string };
  readonly figures: Figures;
  readonly offenders: string[];
  readonly progress: Progress;
}

/** A second web server takes over, the first is told to end, comes back, and takes over again. Nobody is to notice. */
async function restartRolling(scene: Scene): Promise<void> {
  const { fleet, front, figures, offenders } = scene;
  const own = front.url;
  const cutBefore = figures.cutCount();
  const beside = fleet.webOn(await freePort());
  await beside.start();
  front.url = beside.url();
  const exits = [await fleet.member("web").end(), await fleet.member("worker").end()];
  await Promise.all([fleet.member("web").start(), fleet.member("worker").start()]);
  front.url = own;
  exits.push(await beside.end());
  const cutCount = figures.cutCount() - cutBefore;
  if (cutCount > 0) offenders.push(`a rolling restart cut ${cutCount} requests of customers`);
  // 143 is how the framework says that it was asked to end, and did.
  const isInOrder = exits.every((exit) => exit === 0 || exit === 143);
  if (!isInOrder) offenders.push(`processes that were told to end did so with ${exits.join(", ")}`);
}

async function befall(disaster: Disaster, scene: Scene): Promise<void> {
  const { fleet, progress } = scene;
  const begunAt = Date.now();
  if (disaster === "restart_database") await fleet.restartDatabase();
  else if (disaster === "rolling_restart") await restartRolling(scene);
  else await Promise.all([fleet.member("web").killAndRestart(), fleet.member("worker").killAndRestart()]);
  progress.line(`    ${disaster.replaceAll("_", " ")}: back after ${seconds(Date.now() - begunAt)}`);
}

/** Lets everything befall the scene that is planned for a run of this length. */
export async function liveThrough(scene: Scene, durationMs: number): Promise<void> {
  const begunAt = Date.now();
  const until = (atMs: number) => pause(Math.max(0, begunAt + atMs - Date.now()));
  for (const { atMs, disaster } of disasterPlan(durationMs)) {
    await until(atMs);
    // On a slow machine each comes later, and none is left out.
    await befall(disaster, scene);
  }
  await until(durationMs);
}
