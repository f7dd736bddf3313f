import { randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const POOL_BYTES = 8_192;

let pool = randomBytes(POOL_BYTES);
let used = 0;
let counter = 0;

function randomCharacters(count: number): string {
  if (used + count > POOL_BYTES) {
    pool = randomBytes(POOL_BYTES);
    used = 0;
  }
  let characters = "";
  for (let index = 0; index < count; index += 1)
    characters += ALPHABET.charAt((pool[used + index] ?? 0) % 62);
  used += count;
  return characters;
}

function base62(value: number, width: number): string {
  let rest = value;
  let digits = "";
  for (let index = 0; index < width; index += 1) {
    digits = ALPHABET.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

/** `prefix` followed by 24 alphanumerics: a counter makes it unique and sortable, the rest unguessable. */
export function newId(prefix: string): string {
  counter += 1;
  return `${prefix}3${base62(counter, 6)}${randomCharacters(17)}`;
}

/** How many ids were made so far. */
export const idCount = (): number => counter;

/** Goes on counting where an earlier run stopped, so that ids stay sortable. */
export function continueIdsAfter(count: number): void {
  counter = Math.max(counter, count);
}

/** The secret that lets Stripe.js act on one object. */
export const newClientSecret = (id: string): string => `${id}_secret_${randomCharacters(25)}`;

export const newSecret = (prefix: string): string => `${prefix}${randomCharacters(32)}`;
