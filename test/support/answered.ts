import type { Failure } from "@/lib/domain/failure";
import type { Result } from "@/lib/domain/result";

/** The value of an act that must have succeeded. */
export function answered<T>(result: Result<T>): T {
  if (!result.ok)
    throw new Error(
      `It was refused: ${JSON.stringify(result.error, (_key, value: unknown) => (typeof value === "bigint" ? `${value}n` : value))}.`,
    );
  return result.value;
}

/** The refusal of an act that must have been refused. */
export function refused<T>(result: Result<T>): Failure {
  if (result.ok) throw new Error("It was not refused.");
  return result.error;
}
