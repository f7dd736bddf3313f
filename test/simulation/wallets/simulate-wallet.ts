import { armCrashPoints } from "@/lib/platform/crash-point";
import type { Shop } from "../../builders/shop";
import { type Prng, prng } from "../prng";
import { beginWalletLife, brokenWalletLaw, type WalletLife } from "./wallet-life";
import { restWallet, WALLET_STEPS } from "./wallet-steps";

/** The process dies at a crash point. Nothing may answer for it. */
class Died extends Error {
  override readonly name = "Died";
}

export interface WalletHistory {
  readonly seed: number;
  readonly steps: readonly string[];
  /** The law that was broken, or null. */
  readonly broken: string | null;
}

const STEPS_MIN = 3;
const STEPS_MORE = 5;
const WEIGHT = WALLET_STEPS.reduce((sum, step) => sum + step.weight, 0);

function pickStep(random: Prng): (typeof WALLET_STEPS)[number] {
  let left = random.below(WEIGHT);
  for (const step of WALLET_STEPS) {
    left -= step.weight;
    if (left < 0) return step;
  }
  throw new Error("The weights do not add up.");
}

/** Has the process die before or after one of the next commits: mostly not. */
function plantDeath({ random }: WalletLife): string {
  if (!random.chance(0.25)) return "";
  const dieAt = 1 + random.below(3);
  let count = 0;
  armCrashPoints(() => {
    if ((count += 1) === dieAt) throw new Died(`at crash point ${dieAt}`);
  });
  return `, dying at crash point ${dieAt}`;
}

/** Takes a step, or two at once. Who dies in it asks for the same again, as a caller does that heard nothing. */
async function takeStep(life: WalletLife): Promise<void> {
  const steps = life.random.chance(0.2)
    ? [pickStep(life.random), pickStep(life.random)]
    : [pickStep(life.random)];
  const acts = steps.map((step) => step.prepare(life));
  const trouble = plantDeath(life);
  life.steps.push(`${steps.map(({ name }) => name).join(" and at once ")}${trouble}`);
  const ended = await Promise.allSettled(acts.map((act) => act()));
  armCrashPoints(null);
  for (const [index, end] of ended.entries()) {
    if (end.status === "fulfilled") continue;
    if (!(end.reason instanceof Died)) throw end.reason;
    await acts[index]?.();
  }
}

/**
 * Lives through one wallet: random grants, holds, captures, releases, spends, refunds, conversions, claw backs and days that
 * pass, some at once, with crashes in between. The laws are looked at after each step (or, where many are lived through, at the
 * end: what went wrong with a lot shows in the sums from then on), and when nothing is held.
 * The same seed takes the same steps.
 */
export async function simulateWallet(
  shop: Shop,
  seed: number,
  options: { readonly isEachStepChecked: boolean } = { isEachStepChecked: true },
): Promise<WalletHistory> {
  const life = await beginWalletLife(shop, prng(seed));
  try {
    // A wallet without credit has little to tell.
    await WALLET_STEPS[0]?.prepare(life)();
    const count = STEPS_MIN + life.random.below(STEPS_MORE);
    let broken: string | null = null;
    for (let step = 0; step < count && broken === null; step += 1) {
      await takeStep(life);
      if (options.isEachStepChecked) broken = await brokenWalletLaw(life);
    }
    if (broken === null) {
      await restWallet(life);
      broken = await brokenWalletLaw(life);
    }
    return { seed, steps: life.steps, broken };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { seed, steps: life.steps, broken: `an error came out: ${message}` };
  } finally {
    armCrashPoints(null);
  }
}

/** Lives through histories from one seed on, until one breaks a law or their number is reached. */
export async function liveThroughWallets(
  shop: Shop,
  span: {
    readonly firstSeed: number;
    readonly count: number;
    readonly untilMs?: number;
    readonly isEachStepChecked?: boolean;
  },
): Promise<{ readonly count: number; readonly broken: WalletHistory | null }> {
  for (let count = 0; count < span.count; count += 1) {
    if (Date.now() >= (span.untilMs ?? Number.POSITIVE_INFINITY)) return { count, broken: null };
    const history = await simulateWallet(shop, span.firstSeed + count, {
      isEachStepChecked: span.isEachStepChecked ?? true,
    });
    if (history.broken !== null) return { count: count + 1, broken: history };
  }
  return { count: span.count, broken: null };
}

/** The line by which a failure is seen again, and what led to it. */
export function walletFailureText({ seed, steps, broken }: WalletHistory): string {
  const lines = steps.map((step, index) => `  ${index + 1}. ${step}`).join("\n");
  return `${broken}\nnpm run simulate -- --wallets --seed ${seed} --histories 1\n${lines}`;
}
