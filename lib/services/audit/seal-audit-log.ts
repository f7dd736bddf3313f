import type { ChainHead } from "@/lib/db/audit-chain";
import {
  becomeSealer,
  insertSeals,
  lastSeal,
  merchantsToSeal,
  type NewSeal,
  noteSealed,
  sealingState,
  type UnsealedRecord,
  unsealedRecords,
} from "@/lib/db/audit-seals";
import { inTransaction } from "@/lib/db/transaction";
import type { AuditRecord } from "@/lib/domain/audit/audit-record";
import { emptyChainHash, nextChainHash, recordHash } from "@/lib/platform/audit-hash";

/** Records that one transaction seals: enough to be quick, few enough that another worker takes over soon after a crash. */
const RECORDS_PER_SEALING = 1_000;

function sealsOf(head: ChainHead, records: readonly AuditRecord[]): NewSeal[] {
  let { sequence, chainHash } = head;
  return records.map((record) => {
    const hash = recordHash(record);
    sequence += 1n;
    chainHash = nextChainHash(chainHash, sequence, hash);
    return { sequence, chainHash, eventId: record.id, recordHash: hash };
  });
}

/** How far all is sealed: as far as transactions have ended, or, when there is more to seal, as far as was sealed now. */
function sealedNow(endedBelow: bigint, unsealed: readonly UnsealedRecord[]): bigint {
  const last = unsealed.at(-1);
  if (last === undefined || unsealed.length < RECORDS_PER_SEALING) return endedBelow;
  return last.writtenXid < endedBelow ? last.writtenXid : endedBelow;
}

/**
 * Seals what a merchant's log has that is not sealed, one sealer at a time. Answers whether there may be more.
 *
 * The order of commits is nobody's to know beforehand: a transaction that began early may commit late. So everything that can
 * be seen is sealed, and the next sealing looks again from the oldest transaction that had not ended when this one looked.
 */
async function sealMerchant(merchantId: string): Promise<boolean> {
  return inTransaction(async (tx) => {
    if (!(await becomeSealer(tx, merchantId))) return false;
    // Asked before the records are: what ended by now is seen by then.
    const { sealedBelow, endedBelow } = await sealingState(tx, merchantId);
    const head = (await lastSeal(tx, merchantId)) ?? {
      sequence: 0n,
      chainHash: emptyChainHash(merchantId),
    };
    const unsealed = await unsealedRecords(tx, merchantId, { sealedBelow, limit: RECORDS_PER_SEALING });
    await insertSeals(
      tx,
      merchantId,
      sealsOf(
        head,
        unsealed.map(({ record }) => record),
      ),
    );
    const below = sealedNow(endedBelow, unsealed);
    if (below !== sealedBelow || unsealed.length > 0) await noteSealed(tx, merchantId, below);
    return unsealed.length === RECORDS_PER_SEALING;
  });
}

/** Gives each record of the audit log that has none its place in its merchant's chain. Answers whether there may be more. */
export async function sealAuditLog(): Promise<boolean> {
  const merchantIds = await merchantsToSeal();
  let isMore = false;
  for (const merchantId of merchantIds) isMore = (await sealMerchant(merchantId)) || isMore;
  return isMore;
}
