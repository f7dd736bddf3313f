import pg from "pg";
import { pool } from "./pool";

const INBOX = "remit_inbox";

/** At most one wake-up in this many milliseconds: the worker takes whatever waits, not what the message says. */
const INTERVAL_MS = 20;

let isPending = false;

/** Hints that something waits. It is sent after the insert, on nobody's time; a lost hint costs one poll interval. */
export function notifyInbox(): void {
  if (isPending) return;
  isPending = true;
  setTimeout(() => {
    isPending = false;
    pool()
      .query(`NOTIFY ${INBOX}`)
      .catch(() => undefined);
  }, INTERVAL_MS).unref();
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
