import pg from "pg";
import { pool } from "./pool";

const INBOX = "remit_inbox";

/** At most one wake-up in this many milliseconds: the worker takes whatever waits, not what the message says. */
const INTERVAL_MS = 20;

let isPending = false;
let sentAt = Number.NEGATIVE_INFINITY;

/**
 * Hints that something waits: at once when nothing was hinted at lately, and after the insert, on nobody's time. A lost hint
 * costs one poll interval.
 */
export function notifyInbox(): void {
  if (isPending) return;
  isPending = true;
  const waitMs = Math.max(0, sentAt + INTERVAL_MS - performance.now());
  setTimeout(() => {
    isPending = false;
    sentAt = performance.now();
    pool()
      .query(`NOTIFY ${INBOX}`)
      .catch(() => undefined);
  }, waitMs).unref();
}

/** Listens for hints on a connection of its own. Answers how to stop. A connection that breaks is left to the poll. */
export async function listenInbox(connectionString: string, wake: () => void): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString, application_name: "remit-inbox" });
  client.on("notification", wake);
  client.on("error", () => undefined);
  await client.connect();
  await client.query(`LISTEN ${INBOX}`);
  return () => client.end();
}
