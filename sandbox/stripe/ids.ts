import { createHash, randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const POOL_BYTES = 8_192;
/** Requests come and go without being objects of the account; how many there are must not change the ids of objects. */
const PASSING = "req_";

let pool = randomBytes(POOL_BYTES);
let used = 0;
let counter = 0;
let passingCounter = 0;
let seed: string | undefined;

function charactersOf(bytes: Buffer, start: number, count: number): string {
  let characters = "";
  for (let index = 0; index < count; index += 1)
    characters += ALPHABET.charAt((bytes[start + index] ?? 0) % 62);
  return characters;
}

function randomCharacters(count: number): string {
  if (used + count > POOL_BYTES) {
    pool = randomBytes(POOL_BYTES);
    used = 0;
  }
  const characters = charactersOf(pool, used, count);
  used += count;
  return characters;
}

/** What follows from the seed and a name that is used once, or what nobody can foresee. At most 64. */
function charactersFor(name: string, count: number): string {
  if (seed === undefined) return randomCharacters(count);
  return charactersOf(createHash("sha512").update(`${seed}\n${name}`).digest(), 0, count);
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
  const isPassing = prefix === PASSING;
  if (isPassing) passingCounter += 1;
  else counter += 1;
  const start = `${prefix}3${base62(isPassing ? passingCounter : counter, 6)}`;
  return start + charactersFor(start, 17);
}

/** How many ids of objects were made so far. */
export const idCount = (): number => counter;

/** Goes on counting where an earlier run stopped, so that ids stay sortable. */
export function continueIdsAfter(count: number): void {
  counter = Math.max(counter, count);
}

/** From now on the same objects, made in the same order, have the same ids and secrets; without a seed, never again. */
export function startIds(given: string | undefined): void {
  seed = given;
  if (seed === undefined) return;
  counter = 0;
  passingCounter = 0;
}

/** The secret that lets Stripe.js act on one object. */
export const newClientSecret = (id: string): string => `${id}_secret_${charactersFor(`${id}_secret`, 25)}`;

export function newSecret(prefix: string): string {
  counter += 1;
  return `${prefix}${charactersFor(`${prefix}${counter}`, 32)}`;
}
