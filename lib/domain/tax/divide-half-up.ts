import { invariant } from "../invariant";

/** A quotient of amounts that are not negative, with halves rounded up, as tax is. @throws InvariantViolation for negative ones. */
export function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  invariant(dividend >= 0n && divisor > 0n, "Tax is rounded of amounts that are not negative.");
  return (2n * dividend + divisor) / (2n * divisor);
}
