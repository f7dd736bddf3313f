import { sha256 } from "./ids";

/** JSON with its keys in one order and integers of any size, so that equal inputs are equal texts. */
function canonical(value: unknown): unknown {
  if (typeof value === "bigint") return `${value}n`;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, each]) => [key, canonical(each)]),
  );
}

/** SHA-256 of what was asked for, in hex: the order of its fields does not matter, everything else does. */
export function inputHash(input: unknown): string {
  return sha256(JSON.stringify(canonical(input)));
}
