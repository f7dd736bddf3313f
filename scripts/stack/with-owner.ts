import { Client } from "pg";

/** Runs the work on a connection as the owner of the schema. */
export async function withOwner<T>(ownerUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: ownerUrl });
  // A connection that is cut rejects what was asked on it; said again in an event, it would end the process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
