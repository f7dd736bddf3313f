import { closePool } from "@/lib/db/pool";

/** Closes this process's connections, so that a command can end. */
export async function closeDatabase(): Promise<void> {
  await closePool();
}
