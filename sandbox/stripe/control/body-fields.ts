type Body = Readonly<Record<string, unknown>>;

/** A control request that cannot be meant: its message is the answer's `error`. */
export class BadControlRequest extends Error {}

function refuse(message: string): never {
  throw new BadControlRequest(message);
}

/** The first field that nothing here knows. */
export const unknownIn = (body: Body, known: readonly string[]): string | undefined =>
  Object.keys(body).find((name) => !known.includes(name));

export function textIn(body: Body, name: string, fallback: string): string {
  const value = body[name];
  if (value === undefined || value === null || value === "") return fallback;
  return typeof value === "string" ? value : refuse(`${name} must be text.`);
}

/** A number that is not negative. */
export function countIn(body: Body, name: string, fallback: number): number {
  const value = body[name];
  if (value === undefined || value === null) return fallback;
  return typeof value === "number" && value >= 0 ? value : refuse(`${name} must be a number, at least 0.`);
}

/** A probability; 1 when it is not given. */
export function shareIn(body: Body, name: string): number {
  const share = countIn(body, name, 1);
  return share <= 1 ? share : refuse(`${name} must be between 0 and 1.`);
}

/** A time as text or in seconds since 1970, in milliseconds. */
export function instantIn(body: Body, name: string): number | null {
  const value = body[name];
  if (value === undefined || value === null) return null;
  const timeMs =
    typeof value === "number" ? value * 1_000 : Date.parse(typeof value === "string" ? value : "");
  return Number.isFinite(timeMs) ? timeMs : refuse(`${name} must be a time such as 2026-01-31T09:00:00Z.`);
}

/** How often: at least once, or `always`. */
export function timesIn(body: Body, fallback: number): number {
  if (body["count"] === "always") return Number.POSITIVE_INFINITY;
  const times = countIn(body, "count", fallback);
  return times >= 1 ? times : refuse('count must be at least 1, or "always".');
}
