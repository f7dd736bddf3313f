import { env } from "./env";

/**
 * For the start of a process: with a configuration that is not complete, or that would mix real money with play, it says so in
 * words without a stack or a value, and ends with 1 before anything else begins.
 */
export function requireEnv(): void {
  try {
    env();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
