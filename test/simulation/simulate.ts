import { armCrashPoints } from "@/lib/platform/crash-point";
import { drainInbox } from "@/lib/webhooks/drain-inbox";
import { beginLife, collectEvents, type Life } from "./life";
import { brokenLiveness, brokenSafety, isPayable, stateOf } from "./laws";
import { prng } from "./prng";
import { confirm, deliver, janitor, runJobs, start, type Step, STEPS } from "./steps";
import { isOnTerms, subjectOf } from "./subject";
import { TERMS_STEPS } from "./terms-steps";
import type { World } from "./world";

/** The process dies at a crash point. Nothing may answer for it. */
class Died extends Error {
  override readonly name = "Died";
}

export interface History {
  readonly seed: number;
  readonly steps: readonly string[];
  /** The law that was broken, or null. */
  readonly broken: string | null;
  /** Where the order came to rest. */
  readonly state: string;
}

const STEPS_MIN = 6;
const STEPS_MORE = 12;
/** How often the buyer of an order that is still owed presses Pay. */
const PAY_ATTEMPTS = 4;
const ROUNDS_MAX = 12;

function pickStep({ random, subject }: Life): Step {
  const steps = isOnTerms(subject) ? [...STEPS, ...TERMS_STEPS] : STEPS;
  let left = random.below(steps.reduce((sum, step) => sum + step.weight, 0));
  for (const step of steps) {
    left -= step.weight;
    if (left < 0) return step;
  }
  throw new Error("The weights do not add up.");
}

/** What goes wrong during the next step: mostly nothing. */
function plantTrouble(life: Life): string {
  const { random, world } = life;
  if (random.chance(0.12)) {
    const dieAt = 1 + random.below(8);
    let count = 0;
    armCrashPoints(() => {
      if ((count += 1) === dieAt) throw new Died(`at crash point ${dieAt}`);
    });
    return `, dying at crash point ${dieAt}`;
  }
  if (!random.chance(0.12)) return "";
  const kind = random.pick(["loses_requests", "loses_replies"] as const);
  // Once to three times is mended by asking again. Thirty times, nobody knows: it is rarer, because the waits are real.
  const count = random.chance(0.05) ? 30 : random.pick([1, 1, 3]);
  const carriedFirst = random.below(3);
  world.wire.become(kind, count, carriedFirst);
  return `, while the wire ${kind.replace("_", " ")} ${count} times after ${carriedFirst}`;
}

function endTrouble(life: Life): void {
  armCrashPoints(null);
  life.world.wire.become("carries");
}

async function takeStep(life: Life): Promise<void> {
  const step = pickStep(life);
  const trouble = plantTrouble(life);
  life.steps.push(`${step.name}${trouble}`);
  try {
    await step.run(life);
  } catch (error) {
    if (!(error instanceof Died)) throw error;
  } finally {
    endTrouble(life);
  }
}

/** Nothing fails any more: what is lost is looked for, what waits is worked, until nothing does. */
async function comeToRest(life: Life): Promise<string | null> {
  let broken: string | null = "not looked at";
  for (let round = 0; round < ROUNDS_MAX && broken !== null; round += 1) {
    await collectEvents(life);
    for (const event of [...life.lost.splice(0), ...life.waiting.splice(0)]) await deliver(life, event);
    await life.world.owner.query(
      "UPDATE webhook_event SET next_attempt_at = now() WHERE state IN ('received', 'failed')",
    );
    while ((await drainInbox(100)) > 0);
    await runJobs(life);
    await janitor(life);
    broken = await brokenLiveness(life);
  }
  return broken;
}

/** An order that is still owed can be paid: whatever happened, the buyer is not stuck. */
async function payAtLast(life: Life): Promise<string | null> {
  for (let attempt = 1; attempt <= PAY_ATTEMPTS && isPayable(await stateOf(life)); attempt += 1) {
    // Credit may be refused (there may be none, or it may cover all), and a card must do at last.
    const creditMinor = attempt === PAY_ATTEMPTS ? 0n : undefined;
    await start(life, isOnTerms(life.subject) ? "all" : "due", creditMinor);
    await confirm(life, "visa");
    const broken = (await brokenSafety(life)) ?? (await comeToRest(life));
    if (broken !== null) return broken;
  }
  return isPayable(await stateOf(life)) ? "the buyer cannot pay any more" : null;
}

/**
 * Lives through one order: random steps of buyer, staff, worker and gateway, with crashes and losses in between; safety is
 * looked at after each. Then all troubles end, and everything must come to rest, and an order that is owed must be payable.
 * The same seed takes the same steps.
 */
export async function simulate(world: World, seed: number): Promise<History> {
  const random = prng(seed);
  const life = await beginLife(world, random, subjectOf(seed, random));
  const ended = (broken: string | null, state: string): History => ({
    seed,
    steps: life.steps,
    broken,
    state,
  });
  try {
    const count = STEPS_MIN + random.below(STEPS_MORE);
    for (let step = 0; step < count; step += 1) {
      await takeStep(life);
      const broken = await brokenSafety(life);
      if (broken !== null) return ended(broken, "unknown");
    }
    const broken = (await comeToRest(life)) ?? (await brokenSafety(life)) ?? (await payAtLast(life));
    return ended(broken, await stateOf(life));
  } catch (error) {
    return ended(`an error came out: ${error instanceof Error ? error.message : String(error)}`, "unknown");
  } finally {
    endTrouble(life);
  }
}
