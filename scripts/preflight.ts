// npm run preflight [-- --record <file>]: the approval gate before a deployment. Exits with 1 while an item is open.
import { closePool } from "@/lib/db/pool";
import { gatewayFor } from "@/lib/gateways/registry";
import { KEY_NEEDS, NEEDS_OF_BOTH } from "@/lib/gateways/stripe/key-needs";
import { type KeyFindings, probeKey } from "@/lib/gateways/stripe/probe-key";
import { env } from "@/lib/platform/env";
import { approvalGate, fingerprintOf } from "./preflight/approval-gate";
import { readRecord } from "./preflight/record";
import { scanTables } from "./preflight/scan-tables";
import { runScript } from "./run-script";

const RECORD = "preflight.json";

function recordFile(args: readonly string[]): string {
  const at = args.indexOf("--record");
  return at === -1 ? RECORD : (args[at + 1] ?? RECORD);
}

/** What the restricted keys of web and worker may do beyond their need; null when there is none, or Stripe cannot be asked. */
async function tryKeys(): Promise<KeyFindings | null> {
  const { STRIPE_SECRET_KEY: webKey, STRIPE_WORKER_KEY: workerKey, STRIPE_API_BASE: apiBase } = env();
  const keys =
    workerKey === undefined
      ? [{ whose: "", secretKey: webKey, needs: NEEDS_OF_BOTH }]
      : [
          { whose: "web ", secretKey: webKey, needs: KEY_NEEDS.web },
          { whose: "worker ", secretKey: workerKey, needs: KEY_NEEDS.worker },
        ];
  const excess: string[] = [];
  const missing: string[] = [];
  for (const { whose, secretKey, needs } of keys) {
    const found = await probeKey({ secretKey, apiBase }, needs).catch(() => null);
    if (found === null) return null;
    excess.push(...found.excess.map((one) => whose + one));
    missing.push(...found.missing.map((one) => whose + one));
  }
  return { excess, missing };
}

await runScript(async () => {
  const given = env();
  const file = recordFile(process.argv);
  try {
    const asked = await gatewayFor("stripe").checkCredentials();
    const items = approvalGate(given, readRecord(file), {
      accountIsLive: asked.outcome === "succeeded" ? asked.value.isLive : null,
      cardScan: await scanTables(),
      keys: await tryKeys(),
      today: new Date().toISOString().slice(0, 10),
    });
    for (const [index, { name, isDone, evidence }] of items.entries())
      console.log(`${isDone ? "✓" : "✗"} ${index + 1}. ${name}\n     ${evidence}`);
    const openCount = items.filter(({ isDone }) => !isDone).length;
    if (openCount > 0)
      throw new Error(`NOT approved: ${openCount} of ${items.length} items are open. Record: ${file}`);
    const webhook = {
      url: new URL("/api/webhooks/stripe", given.APP_URL).href,
      secretFingerprint: fingerprintOf(given.STRIPE_WEBHOOK_SECRET),
    };
    console.log(`Approved. Keep for the next time: "webhook": ${JSON.stringify(webhook)}`);
  } finally {
    await closePool();
  }
});
