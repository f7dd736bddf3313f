import type { Actor } from "@/lib/domain/actor";
import { permits } from "@/lib/domain/permissions";
import { readRows } from "@/lib/db/read-rows";
import { countAt, instantAt, instantOrNullAt, textAt, textOrNullAt } from "@/lib/db/row";
import { env } from "@/lib/platform/env";
import { sha256 } from "@/lib/platform/ids";

/** A signing secret that verified deliveries, known by the head of its hash. */
export interface SecretUse {
  readonly fingerprint: string;
  readonly place: "present" | "previous" | "no longer set";
  readonly verifiedCount: number;
  readonly lastUsedAt: Date | null;
}

/** How deliveries come in: under which secrets, and what the sweep had to fetch. */
export interface WebhookDelivery {
  readonly secrets: readonly SecretUse[];
  readonly sweep: {
    readonly sweptUntil: Date;
    readonly lastRunAt: Date;
    readonly totalFoundCount: number;
    readonly lastFoundAt: Date | null;
    readonly lastError: string | null;
  } | null;
}

const fingerprintOf = (secret: string) => sha256(secret).slice(0, 8);

async function secretUses(): Promise<SecretUse[]> {
  const { STRIPE_WEBHOOK_SECRET, STRIPE_WEBHOOK_SECRET_PREVIOUS } = env();
  const places = new Map<string, SecretUse["place"]>([[fingerprintOf(STRIPE_WEBHOOK_SECRET), "present"]]);
  if (STRIPE_WEBHOOK_SECRET_PREVIOUS !== undefined)
    places.set(fingerprintOf(STRIPE_WEBHOOK_SECRET_PREVIOUS), "previous");
  const rows = await readRows(
    "SELECT fingerprint, verified_count, last_used_at FROM webhook_secret_use WHERE gateway = 'stripe' ORDER BY last_used_at DESC LIMIT 10",
  );
  const used = rows.map((row): SecretUse => {
    const fingerprint = textAt(row, "fingerprint");
    return {
      fingerprint,
      place: places.get(fingerprint) ?? "no longer set",
      verifiedCount: countAt(row, "verified_count"),
      lastUsedAt: instantAt(row, "last_used_at"),
    };
  });
  const unused = [...places].filter(([fingerprint]) => used.every((use) => use.fingerprint !== fingerprint));
  return [
    ...used,
    ...unused.map(([fingerprint, place]) => ({ fingerprint, place, verifiedCount: 0, lastUsedAt: null })),
  ];
}

/** How deliveries come in. Null for anybody but staff. */
export async function webhookDelivery(actor: Actor): Promise<WebhookDelivery | null> {
  if (actor.kind !== "staff" || !permits(actor, "webhook.read")) return null;
  const [secrets, [row]] = await Promise.all([
    secretUses(),
    readRows(
      "SELECT swept_until, last_run_at, total_found_count, last_found_at, last_error FROM webhook_sweep WHERE gateway = 'stripe'",
    ),
  ]);
  return {
    secrets,
    sweep: row
      ? {
          sweptUntil: instantAt(row, "swept_until"),
          lastRunAt: instantAt(row, "last_run_at"),
          totalFoundCount: countAt(row, "total_found_count"),
          lastFoundAt: instantOrNullAt(row, "last_found_at"),
          lastError: textOrNullAt(row, "last_error"),
        }
      : null,
  };
}
