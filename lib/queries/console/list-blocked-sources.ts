import { permits } from "@/lib/domain/permissions";
import type { Actor } from "@/lib/domain/actor";
import { readRows } from "@/lib/db/read-rows";
import { countAt, instantAt, textAt } from "@/lib/db/row";

/** What browsers refused to load or run on one kind of page, in the last seven days. */
export interface BlockedSource {
  readonly surface: string;
  readonly directive: string;
  readonly blockedHost: string;
  readonly reportCount: number;
  readonly lastAt: Date;
}

const ROWS_SHOWN = 50;

/** The newest first; null for whoever may not see the installation's health. */
export async function listBlockedSources(actor: Actor): Promise<readonly BlockedSource[] | null> {
  if (!permits(actor, "health.read")) return null;
  const rows = await readRows(
    `SELECT surface, directive, blocked_host, sum(report_count)::bigint AS report_count, max(last_at) AS last_at
       FROM csp_violation WHERE merchant_id = $1 AND last_at > now() - interval '7 days'
       GROUP BY surface, directive, blocked_host ORDER BY max(last_at) DESC LIMIT ${ROWS_SHOWN}`,
    [actor.merchantId],
  );
  return rows.map((row) => ({
    surface: textAt(row, "surface"),
    directive: textAt(row, "directive"),
    blockedHost: textAt(row, "blocked_host"),
    reportCount: countAt(row, "report_count"),
    lastAt: instantAt(row, "last_at"),
  }));
}
