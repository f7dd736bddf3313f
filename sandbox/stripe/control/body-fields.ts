/** A text of a control request, or the fallback when it is none. */
export const textOf = (value: unknown, fallback: string): string =>
  typeof value === "string" && value !== "" ? value : fallback;

/** A number of a control request that is not negative, or the fallback when it is none. */
export const countOf = (value: unknown, fallback: number): number =>
  typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : fallback;
