import { createCipheriv, createHash, randomBytes } from "node:crypto";

/** A stream of bytes that nobody can foresee, or that a seed repeats. */
export type RandomBytes = (count: number) => Buffer;

/** With a seed, the same bytes in the same order at each start; `purpose` keeps streams of one seed apart. */
export function createRandomBytes(seed: string | undefined, purpose: string): RandomBytes {
  if (seed === undefined) return randomBytes;
  const key = createHash("sha256").update(`${purpose}\n${seed}`).digest();
  const cipher = createCipheriv("aes-256-ctr", key, Buffer.alloc(16));
  return (count) => cipher.update(Buffer.alloc(count));
}

/** At least 0, less than 1. */
export type Chance = () => number;

export function createChance(seed: string | undefined, purpose: string): Chance {
  const bytes = createRandomBytes(seed, purpose);
  return () => bytes(4).readUInt32BE(0) / 2 ** 32;
}
