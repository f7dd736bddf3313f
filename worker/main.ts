import { runWorker } from "@/lib/jobs/run-worker";
import { log } from "@/lib/platform/log";
import { actAs } from "@/lib/platform/process-role";
import { requireEnv } from "@/lib/platform/require-env";

requireEnv();
actAs("worker");
const worker = await runWorker();
log.info("worker ready");
process.send?.({ ready: true });

let isStopping = false;

async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await worker.stop();
  process.exit(0);
}

process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
// The supervisor died: without it nobody would stop this process.
process.on("disconnect", () => void stop());
