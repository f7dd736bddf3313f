// npm run ingest: receives webhooks without the web server. See the README, "Webhooks and jobs".
import { closePool } from "@/lib/db/pool";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { requireEnv } from "@/lib/platform/require-env";
import { batchInserts } from "@/lib/webhooks/batch-inserts";
import { ingestListener } from "@/lib/webhooks/ingest-listener";

requireEnv();
const { INGEST_PORT, INGEST_HOST, INGEST_BATCH_MAX } = env();
const server = ingestListener(INGEST_BATCH_MAX === 1 ? undefined : batchInserts(INGEST_BATCH_MAX));
server.listen(INGEST_PORT, INGEST_HOST, () => {
  log.info({ port: INGEST_PORT, host: INGEST_HOST, eventsPerInsert: INGEST_BATCH_MAX }, "ingest listens");
  process.send?.({ ready: true });
});

let isStopping = false;

/** Takes no new connection, answers what is in hand, and ends. */
function stop(): void {
  if (isStopping) return;
  isStopping = true;
  server.close(() => void closePool().then(() => process.exit(0)));
  server.closeIdleConnections();
}

process.on("SIGTERM", stop);
process.on("SIGINT", stop);
process.on("disconnect", stop);
