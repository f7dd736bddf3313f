import { memberAt, type Row, type SqlReader, textAt, textOrNullAt } from "@/lib/db/row";
import { scrub } from "@/lib/platform/log";
import {
  INVARIANT_IDS,
  type InvariantId,
  INVARIANTS,
  LAWS,
  OFFENDER_KINDS,
  type OffenderKind,
  SUSPICIOUS_TEXTS,
} from "./integrity-laws";
import type { ChainWitnesses } from "./checkpoint-offense";
import { proveChains } from "./prove-chains";
import { proveFingerprints } from "./prove-fingerprints";
import { proveTimelines } from "./prove-timelines";

export interface Offender {
  readonly kind: OffenderKind;
  readonly id: string;
  readonly note: string;
}

export interface CheckedInvariant {
  readonly id: InvariantId;
  readonly statement: string;
  /** Null: there is nothing yet that it could be checked on. */
  readonly offenderCount: number | null;
  /** The first of them. */
  readonly offenders: readonly Offender[];
}

/** Shown of each invariant: who has more to look at than this looks for a cause, not at the next one. */
const OFFENDERS_SHOWN = 20;

const offenderOf = (row: Row): Offender => ({
  kind: memberAt(row, "kind", OFFENDER_KINDS),
  id: textAt(row, "id"),
  note: textAt(row, "note"),
});

async function offendersOf(reader: SqlReader, law: string, merchantId: string | null): Promise<Offender[]> {
  const sql = `SELECT kind, id, note FROM (${law}) found WHERE $1::uuid IS NULL OR merchant_id = $1 ORDER BY kind, id`;
  return (await reader.query(sql, [merchantId])).rows.map(offenderOf);
}

/** Texts in which the log's own net would find something to strike out. */
async function textsWithSecrets(reader: SqlReader, merchantId: string | null): Promise<Offender[]> {
  const sql = `SELECT kind, id, text FROM (${SUSPICIOUS_TEXTS}) found WHERE $1::uuid IS NULL OR merchant_id = $1`;
  const { rows } = await reader.query(sql, [merchantId]);
  return rows
    .filter((row) => {
      const text = textOrNullAt(row, "text") ?? "";
      return scrub(text) !== text;
    })
    .map((row) => ({
      kind: memberAt(row, "kind", OFFENDER_KINDS),
      id: scrub(textAt(row, "id")),
      note: "A key, a client secret or a card number stands in it.",
    }));
}

async function brokenTimelines(reader: SqlReader, merchantId: string | null): Promise<Offender[]> {
  const broken = await proveTimelines(reader, merchantId);
  return broken.map(({ orderId, note }) => ({ kind: "order", id: orderId, note }));
}

/** The whole books are looked at, whoever asks: an entry that was changed is everybody's matter. */
async function changedEntries(reader: SqlReader): Promise<Offender[]> {
  const { offender } = await proveFingerprints(reader);
  const id = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(offender ?? "")?.[0] ?? "";
  return offender === null ? [] : [{ kind: "journal_entry", id, note: offender }];
}

async function brokenChains(
  reader: SqlReader,
  merchantId: string | null,
  witnesses: ChainWitnesses,
): Promise<Offender[]> {
  const broken: Offender[] = [];
  for await (const { slug, offenders } of proveChains(reader, merchantId, witnesses))
    for (const { eventId, note } of offenders)
      broken.push({ kind: "audit_event", id: eventId ?? `the chain of ${slug}`, note });
  return broken;
}

async function check(
  reader: SqlReader,
  id: InvariantId,
  { merchantId, witnesses }: { merchantId: string | null; witnesses: ChainWitnesses },
): Promise<Offender[] | null> {
  if (id === "I7") return brokenTimelines(reader, merchantId);
  if (id === "I8") return changedEntries(reader);
  if (id === "I9") return brokenChains(reader, merchantId, witnesses);
  if (id === "I12") return textsWithSecrets(reader, merchantId);
  const law = LAWS[id];
  return law === undefined ? null : offendersOf(reader, law, merchantId);
}

/**
 * Checks what must always hold, each to its end, for one merchant or (null) for all. Run it inside a REPEATABLE READ
 * transaction, so that all of it looks at the same instant. `witnesses` say whose signatures under the audit log count.
 */
export async function proveIntegrity(
  reader: SqlReader,
  merchantId: string | null,
  witnesses: ChainWitnesses = {},
): Promise<CheckedInvariant[]> {
  const checked: CheckedInvariant[] = [];
  for (const id of INVARIANT_IDS) {
    const found = await check(reader, id, { merchantId, witnesses });
    checked.push({
      id,
      statement: INVARIANTS[id],
      offenderCount: found?.length ?? null,
      offenders: found?.slice(0, OFFENDERS_SHOWN) ?? [],
    });
  }
  return checked;
}
