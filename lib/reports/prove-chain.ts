import {
  chainHead,
  linkAt,
  linksAfter,
  sequenceOfRecord,
  type StoredLink,
  strayRecords,
} from "@/lib/db/audit-chain";
import { checkpointsOf } from "@/lib/db/audit-checkpoints";
import type { SqlReader } from "@/lib/db/row";
import { AUDIT_FORMAT } from "@/lib/domain/audit/audit-record";
import type { SignedCheckpoint } from "@/lib/domain/audit/checkpoint";
import { emptyChainHash, nextChainHash, recordHash } from "@/lib/platform/audit-hash";
import { checkpointOffense, type ChainWitnesses } from "./checkpoint-offense";

/** Links read at once: enough to be quick, few enough for constant memory. */
const BATCH_SIZE = 2_000;

/** Who looks for a cause needs the first; the rest only say how far it goes. */
const OFFENDERS_MAX = 20;

export interface ChainOffender {
  /** The record's id; null where it is the chain itself that is broken. */
  readonly eventId: string | null;
  readonly sequence: bigint;
  readonly note: string;
}

export interface ChainProof {
  readonly checkedCount: number;
  readonly checkpointCount: number;
  /** Records that wait for their seal. */
  readonly waitingCount: number;
  /** Where the chain ends. */
  readonly end: { readonly sequence: bigint; readonly chainHash: string };
  /** In the order of the chain: the first is where it breaks. None when it holds. */
  readonly offenders: readonly ChainOffender[];
}

interface ChainScope {
  readonly reader: SqlReader;
  readonly merchantId: string;
}

/** A walk along a chain: the last link, and what was found on the way. */
interface Walk {
  sequence: bigint;
  chainHash: string;
  checkedCount: number;
  checkpointCount: number;
  readonly offenders: ChainOffender[];
}

/** Why a record is not the one that was sealed. */
async function recordOffense({ reader, merchantId }: ChainScope, link: StoredLink): Promise<string | null> {
  const { eventId, record, sequence } = link;
  if (record === null) return `Record ${eventId}, number ${sequence}, was removed.`;
  if (link.format !== AUDIT_FORMAT)
    return `Record ${eventId}, number ${sequence}, is sealed in a form that is not known here: ${link.format}.`;
  const hash = recordHash(record);
  if (hash === link.recordHash) return null;
  const place = await sequenceOfRecord(reader, merchantId, hash);
  return place === null
    ? `Record ${eventId}, number ${sequence}, was edited: it is not what was sealed.`
    : `Record ${eventId} stands as number ${sequence}, but was sealed as number ${place}: the order was changed.`;
}

function linkOffense(walk: Walk, link: StoredLink): string | null {
  const { eventId, sequence } = link;
  const expected = walk.sequence + 1n;
  if (sequence !== expected)
    return sequence === expected + 1n
      ? `Number ${expected} was removed from the chain.`
      : `Numbers ${expected} to ${sequence - 1n} were removed from the chain.`;
  if (nextChainHash(walk.chainHash, sequence, link.recordHash) === link.chainHash) return null;
  return `Number ${sequence}, record ${eventId}, does not follow from the one before it: the chain was changed here.`;
}

async function step(scope: ChainScope, walk: Walk, link: StoredLink): Promise<void> {
  const place = { eventId: link.eventId, sequence: link.sequence };
  const broken = linkOffense(walk, link);
  if (broken !== null) walk.offenders.push({ ...place, note: broken });
  const changed = await recordOffense(scope, link);
  if (changed !== null) walk.offenders.push({ ...place, note: changed });
  walk.sequence = link.sequence;
  walk.chainHash = link.chainHash;
  walk.checkedCount += 1;
}

/** Holds the checkpoints of a piece of the chain, or those beyond its end, against it. */
function holdAgainst(
  walk: Walk,
  checkpoints: readonly SignedCheckpoint[],
  witnesses: ChainWitnesses,
  hashAt: (sequence: bigint) => string | undefined,
): void {
  for (const checkpoint of checkpoints) {
    walk.checkpointCount += 1;
    const { sequence } = checkpoint;
    const note = checkpointOffense(checkpoint, { hash: hashAt(sequence), end: walk.sequence }, witnesses);
    if (note !== null) walk.offenders.push({ eventId: null, sequence, note });
  }
}

async function walkToEnd(scope: ChainScope, walk: Walk, witnesses: ChainWitnesses): Promise<void> {
  const { reader, merchantId } = scope;
  const kept = (witnesses.kept ?? []).filter((one) => one.merchantId === merchantId);
  const within = (after: bigint, upTo: bigint | null) =>
    kept.filter(({ sequence }) => sequence > after && (upTo === null || sequence <= upTo));
  for (;;) {
    const after = walk.sequence;
    const links = await linksAfter(reader, merchantId, { after, limit: BATCH_SIZE });
    const upTo = links.at(-1)?.sequence ?? null;
    for (const link of links) {
      await step(scope, walk, link);
      if (walk.offenders.length >= OFFENDERS_MAX) return;
    }
    const hashes = new Map(links.map((link) => [link.sequence, link.chainHash]));
    const stored = await checkpointsOf(reader, merchantId, { after, upTo, limit: BATCH_SIZE });
    holdAgainst(walk, [...stored, ...within(after, upTo)], witnesses, (sequence) => hashes.get(sequence));
    if (upTo === null || walk.offenders.length >= OFFENDERS_MAX) return;
  }
}

/** Records that sealing has passed by without a seal: their seals were removed, or they came in by a side door. */
async function strays({ reader, merchantId }: ChainScope, walk: Walk): Promise<number> {
  const { passed, waitingCount } = await strayRecords(reader, merchantId, OFFENDERS_MAX);
  for (const eventId of passed) {
    const note = `Record ${eventId} is in no chain, though the chain has gone past it: its seal was removed, or the record was slipped in.`;
    walk.offenders.push({ eventId, sequence: walk.sequence, note });
  }
  return waitingCount;
}

async function beginning(
  scope: ChainScope,
  newest: bigint | null,
): Promise<Pick<Walk, "sequence" | "chainHash">> {
  const { reader, merchantId } = scope;
  const start = { sequence: 0n, chainHash: emptyChainHash(merchantId) };
  const head = newest === null ? null : await chainHead(reader, merchantId);
  if (newest === null || head === null || head.sequence <= newest) return start;
  return (await linkAt(reader, merchantId, head.sequence - newest)) ?? start;
}

/**
 * Proves a merchant's chain against its records and against the checkpoints stored here and kept elsewhere, in constant
 * memory. Run it inside a REPEATABLE READ transaction. `newest` has it begin so many links before the end.
 */
export async function proveChain(
  reader: SqlReader,
  merchantId: string,
  how: { readonly witnesses?: ChainWitnesses; readonly newest?: bigint } = {},
): Promise<ChainProof> {
  const scope = { reader, merchantId };
  const from = await beginning(scope, how.newest ?? null);
  const walk: Walk = { ...from, checkedCount: 0, checkpointCount: 0, offenders: [] };
  await walkToEnd(scope, walk, how.witnesses ?? {});
  const waitingCount = await strays(scope, walk);
  const { checkedCount, checkpointCount, sequence, chainHash, offenders } = walk;
  return { checkedCount, checkpointCount, waitingCount, end: { sequence, chainHash }, offenders };
}
