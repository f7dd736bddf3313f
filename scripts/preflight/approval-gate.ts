import { sha256 } from "@/lib/platform/ids";
import { keyOffenses } from "@/lib/platform/key-modes";
import type { Env } from "@/lib/platform/env-schema";
import type { PartialRecord } from "./record";

/** One thing that has to be true before a deployment, with what shows that it is, or what is missing. */
export interface GateItem {
  readonly name: string;
  readonly isDone: boolean;
  readonly evidence: string;
}

/** What was found by looking, rather than told by people. */
export interface GateFindings {
  /** Null when the gateway could not be asked. */
  readonly accountIsLive: boolean | null;
  readonly cardScan: {
    readonly tableCount: number;
    readonly rowCount: number;
    readonly foundIn: readonly string[];
  };
  /** What the keys may do beyond their need, and what they lack; null when they could not be tried. */
  readonly keys: { readonly excess: readonly string[]; readonly missing: readonly string[] } | null;
  readonly today: string;
}

const DAYS_MAX = { pciChecklist: 365, rollback: 90, testMode: 30 } as const;
const DAY_MS = 86_400_000;

function daysSince(day: string, today: string): number {
  return Math.round((Date.parse(today) - Date.parse(day)) / DAY_MS);
}

const item = (name: string, isDone: boolean, evidence: string): GateItem => ({ name, isDone, evidence });

function dated(
  name: string,
  part: { readonly testedOn: string; readonly evidence: string } | undefined,
  daysMax: number,
  today: string,
): GateItem {
  if (part === undefined) return item(name, false, "not in the record: testedOn and evidence are needed");
  const days = daysSince(part.testedOn, today);
  const isDone = days >= 0 && days <= daysMax;
  return item(
    name,
    isDone,
    `${part.testedOn}: ${part.evidence}${isDone ? "" : ` (allowed: ${daysMax} days)`}`,
  );
}

function pciChecklist(record: PartialRecord, today: string): GateItem {
  const name = "PCI checklist reviewed";
  const part = record.pciChecklist;
  if (part === undefined) return item(name, false, "not in the record: go through docs/pci-checklist.md");
  const days = daysSince(part.reviewedOn, today);
  const isDone = part.openItems.length === 0 && days >= 0 && days <= DAYS_MAX.pciChecklist;
  const open = part.openItems.length === 0 ? "" : `; open: ${part.openItems.join(", ")}`;
  return item(name, isDone, `${part.reviewedBy} on ${part.reviewedOn}${open}`);
}

function cardScan({ cardScan: { tableCount, rowCount, foundIn } }: GateFindings): GateItem {
  const read = `${rowCount} rows of ${tableCount} tables read`;
  return item(
    "No card number in the database",
    foundIn.length === 0 && rowCount > 0,
    foundIn.length === 0 ? read : `${read}; found in ${foundIn.join(", ")}`,
  );
}

function target(env: Env, record: PartialRecord, { accountIsLive }: GateFindings): GateItem {
  const name = "Target environment named, keys and account of its mode";
  const isLive = env.DEPLOY_ENV === "production";
  const problems = [
    ...(record.target === undefined ? ["the record names no target"] : []),
    ...(record.target && record.target.environment !== env.DEPLOY_ENV
      ? [`the record says ${record.target.environment}, DEPLOY_ENV is ${env.DEPLOY_ENV}`]
      : []),
    ...(record.target && record.target.url !== env.APP_URL ? ["the record's url is not APP_URL"] : []),
    ...keyOffenses(env).map(({ path, message }) => `${path} ${message}`),
    ...(accountIsLive === null ? ["the gateway did not accept the key, or could not be reached"] : []),
    ...(accountIsLive !== null && accountIsLive !== isLive ? ["the account is of the other mode"] : []),
  ];
  return item(
    name,
    problems.length === 0,
    problems.length === 0
      ? `${env.DEPLOY_ENV} at ${env.APP_URL}, ${isLive ? "live" : "test"} mode`
      : problems.join("; "),
  );
}

/** How a signing secret is known without being told. */
export const fingerprintOf = (secret: string): string => sha256(secret).slice(0, 8);

function webhookSecret(env: Env, record: PartialRecord): GateItem {
  const name = "Webhook secret rotated when the endpoint's address changed";
  const url = new URL("/api/webhooks/stripe", env.APP_URL).href;
  const fingerprint = fingerprintOf(env.STRIPE_WEBHOOK_SECRET);
  if (record.webhook === undefined)
    return item(
      name,
      false,
      `not in the record. The first time: "webhook": null; then { url, secretFingerprint }`,
    );
  if (record.webhook === null) return item(name, true, `first approval of ${url}, secret ${fingerprint}`);
  const isMoved = record.webhook.url !== url;
  const isSame = record.webhook.secretFingerprint === fingerprint;
  if (!isMoved) return item(name, true, `${url} as before, secret ${fingerprint}`);
  return item(name, !isSame, `moved to ${url}, secret ${isSame ? "still" : "now"} ${fingerprint}`);
}

function scopedKey({ DEPLOY_ENV, STRIPE_SECRET_KEY }: Env, { keys }: GateFindings): GateItem {
  const name = "Key restricted to what is needed";
  if (STRIPE_SECRET_KEY.startsWith("rk_")) {
    if (keys === null) return item(name, false, "the restricted key could not be tried");
    const { excess, missing } = keys;
    const problems = [
      ...(excess.length > 0 ? [`it may do more than is needed: ${excess.join(", ")}`] : []),
      ...(missing.length > 0 ? [`it lacks ${missing.join(", ")}`] : []),
    ];
    return item(name, problems.length === 0, ["a restricted key (rk_)", ...problems].join("; "));
  }
  if (DEPLOY_ENV !== "production") return item(name, true, `an unrestricted test key, in ${DEPLOY_ENV}`);
  return item(name, false, "an unrestricted key (sk_): make a restricted one in Stripe's dashboard");
}

/** The eight items of the approval gate, in the order in which they are asked. */
export function approvalGate(env: Env, record: PartialRecord, findings: GateFindings): GateItem[] {
  const { today } = findings;
  return [
    item("Ticket", record.ticket !== undefined, record.ticket ?? "not in the record"),
    pciChecklist(record, today),
    cardScan(findings),
    dated("Tried in test mode", record.testMode, DAYS_MAX.testMode, today),
    dated("Rollback tried", record.rollback, DAYS_MAX.rollback, today),
    target(env, record, findings),
    webhookSecret(env, record),
    scopedKey(env, findings),
  ];
}
