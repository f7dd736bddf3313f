import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { newestCheckpoints } from "@/lib/db/audit-checkpoints";
import { createPool, pool } from "@/lib/db/pool";
import { inTransaction } from "@/lib/db/transaction";
import type { SignedCheckpoint } from "@/lib/domain/audit/checkpoint";
import { emptyChainHash, nextChainHash } from "@/lib/platform/audit-hash";
import { signCheckpoint, signingKey } from "@/lib/platform/checkpoint-signature";
import { sealAuditLog } from "@/lib/services/audit/seal-audit-log";
import { signAuditChains } from "@/lib/services/audit/sign-audit-chains";
import { aShop, type Shop } from "@/test/builders/shop";
import { AN_AUDIT_KEY, ANOTHER_AUDIT_KEY } from "@/test/builders/audit-keys";
import { serviceDatabase } from "@/test/support/service-database";
import { until } from "@/test/support/until";
import type { ChainWitnesses } from "./checkpoint-offense";
import { type ChainProof, proveChain } from "./prove-chain";

const database = serviceDatabase(() => ({ AUDIT_SIGNING_KEY: AN_AUDIT_KEY }));
let owner: pg.Pool;
let shop: Shop;
let ids: string[];

/** Seals until sealing has gone past all of it, which takes as long as any transaction of the server began before goes on. */
const seal = () =>
  until("all is sealed", async () => {
    await sealAuditLog();
    const { rows } = await pool().query(
      `SELECT FROM audit_event e JOIN audit_chain c USING (merchant_id)
         WHERE e.merchant_id = $1 AND e.written_xid >= c.sealed_below`,
      [shop.merchantId],
    );
    return rows.length === 0;
  });

beforeAll(async () => {
  owner = createPool(database.ownerUrl, 1);
  shop = await aShop();
  const record = (command: string) =>
    inTransaction((tx) =>
      recordAuditEvent(tx, shop.system(), { eventType: "test.done", command, outcome: "succeeded" }),
    );
  for (let number = 1; number <= 8; number += 1) await record(`act ${number}`);
  await seal();
  await signAuditChains();
  for (let number = 9; number <= 10; number += 1) await record(`act ${number}`);
  await seal();
  const { rows } = await pool().query<{ event_id: string }>(
    "SELECT event_id FROM audit_seal WHERE merchant_id = $1 ORDER BY sequence",
    [shop.merchantId],
  );
  ids = rows.map(({ event_id }) => event_id);
});
afterAll(() => owner.end());

const idAt = (sequence: number) => ids[sequence - 1] ?? "";
const end = () => ids.length;

/** Proves the chain after something was done past every guard, and takes it back. */
async function after(statements: readonly string[], witnesses: ChainWitnesses = {}): Promise<ChainProof> {
  const client = await owner.connect();
  try {
    await client.query("BEGIN");
    for (const table of ["audit_event", "audit_seal", "audit_checkpoint"])
      await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    for (const sql of statements) await client.query(sql.replaceAll(":merchant", `'${shop.merchantId}'`));
    return await proveChain(client, shop.merchantId, { witnesses });
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

const first = ({ offenders }: ChainProof) => offenders[0]?.note;
const event = (sequence: number) => `merchant_id = :merchant AND id = '${idAt(sequence)}'`;
const link = (sequence: number) => `merchant_id = :merchant AND sequence = ${sequence}`;
/** The links from one on, made anew so that all of them follow: what somebody with every right would do. */
async function rewriteFrom(sequence: number, recordHashOfIt: string): Promise<string[]> {
  const { rows } = await pool().query<{ sequence: bigint; record_hash: string; chain_hash: string }>(
    "SELECT sequence, record_hash, chain_hash FROM audit_seal WHERE merchant_id = $1 ORDER BY sequence",
    [shop.merchantId],
  );
  let hash = rows[sequence - 2]?.chain_hash ?? emptyChainHash(shop.merchantId);
  return rows.slice(sequence - 1).map((row, index) => {
    const own = index === 0 ? recordHashOfIt : row.record_hash;
    hash = nextChainHash(hash, row.sequence, own);
    return `UPDATE audit_seal SET record_hash = '${own}', chain_hash = '${hash}' WHERE ${link(Number(row.sequence))}`;
  });
}

describe("the chain of audit records", () => {
  test("AUD-05: holds as it was sealed, up to its last record and its checkpoint", async () => {
    const proof = await after([]);
    expect(proof).toMatchObject({ checkedCount: end(), checkpointCount: 1, waitingCount: 0, offenders: [] });
    expect(proof.end.sequence).toBe(BigInt(end()));
  });

  const FIELDS = [
    "timestamp = timestamp + interval '1 microsecond'",
    "actor_name = 'Somebody else'",
    "outcome = 'failed'",
    "amount_minor = 1",
    "reason = ''",
    `changes = '{"a": 1}'`,
  ];
  test.each(FIELDS)("F59, AUD-05, S47: names the record that was edited: %s", async (change) => {
    const proof = await after([`UPDATE audit_event SET ${change} WHERE ${event(5)}`]);
    const note = `Record ${idAt(5)}, number 5, was edited: it is not what was sealed.`;
    expect(proof.offenders).toEqual([{ eventId: idAt(5), sequence: 5n, note }]);
  });

  test("AUD-05, S47: names the record that was removed", async () => {
    const proof = await after([`DELETE FROM audit_event WHERE ${event(4)}`]);
    expect(first(proof)).toBe(`Record ${idAt(4)}, number 4, was removed.`);
  });

  test("S47: names the record that was removed together with its seal", async () => {
    const proof = await after([
      `DELETE FROM audit_event WHERE ${event(4)}`,
      `DELETE FROM audit_seal WHERE ${link(4)}`,
    ]);
    expect(first(proof)).toBe("Number 4 was removed from the chain.");
  });

  test("S47: names two records whose places were exchanged", async () => {
    const proof = await after([
      `UPDATE audit_seal SET event_id = '00000000-0000-7000-8000-000000000000' WHERE ${link(3)}`,
      `UPDATE audit_seal SET event_id = '${idAt(3)}' WHERE ${link(6)}`,
      `UPDATE audit_seal SET event_id = '${idAt(6)}' WHERE ${link(3)}`,
    ]);
    expect(proof.offenders.map(({ note }) => note)).toEqual([
      `Record ${idAt(6)} stands as number 3, but was sealed as number 6: the order was changed.`,
      `Record ${idAt(3)} stands as number 6, but was sealed as number 3: the order was changed.`,
    ]);
  });

  test("S47: names where the chain itself was changed", async () => {
    const proof = await after([`UPDATE audit_seal SET chain_hash = repeat('ab', 32) WHERE ${link(6)}`]);
    expect(first(proof)).toContain(`Number 6, record ${idAt(6)}, does not follow`);
  });

  test("S47: names the record whose seal was removed at the end of the chain", async () => {
    const proof = await after([`DELETE FROM audit_seal WHERE ${link(end())}`]);
    expect(first(proof)).toContain(`Record ${idAt(end())} is in no chain`);
  });

  test("S47: names a record that was slipped in past the sealer", async () => {
    const id = "0198c3a0-0000-7000-8000-000000000001";
    const proof = await after([
      `INSERT INTO audit_event SELECT (jsonb_populate_record(e, '{"id": "${id}"}')).* FROM audit_event e WHERE ${event(2)}`,
    ]);
    expect(first(proof)).toContain(`Record ${id} is in no chain`);
  });
});

describe("a checkpoint", () => {
  const kept = async () => newestCheckpoints(pool());
  const cutTo = (sequence: number) => [
    `DELETE FROM audit_event WHERE merchant_id = :merchant AND id IN
       (SELECT event_id FROM audit_seal WHERE merchant_id = :merchant AND sequence > ${sequence})`,
    `DELETE FROM audit_seal WHERE merchant_id = :merchant AND sequence > ${sequence}`,
  ];

  test("F59, S47: finds a chain that was truncated, records and seals together", async () => {
    const [checkpoint] = await kept();
    expect(first(await after(cutTo(3)))).toContain(
      `The chain was truncated: it ends at number 3, and at ${checkpoint?.takenAt} it had ${checkpoint?.sequence}.`,
    );
  });

  test("S47: finds it from elsewhere, too, when it was removed here with all the rest", async () => {
    const all = [...cutTo(0), "DELETE FROM audit_checkpoint"];
    expect((await after(all)).offenders).toEqual([]);
    expect(first(await after(all, { kept: await kept() }))).toContain("truncated: it ends at number 0");
  });

  test("F59, S47: finds a chain that was made anew from an edited record on", async () => {
    const rewritten = await rewriteFrom(5, "cd".repeat(32));
    const notes = (await after(rewritten)).offenders.map(({ note }) => note);
    expect(notes[0]).toContain(idAt(5));
    expect(notes.at(-1)).toContain(`The chain was rewritten: at number`);
  });

  test("S47: counts only with the signature of a key that is trusted", async () => {
    const [real] = await kept();
    if (real === undefined) throw new Error("There is no checkpoint.");
    const { chainHash } = (await after([])).end;
    const stand = { merchantId: shop.merchantId, sequence: BigInt(end()), chainHash, takenAt: real.takenAt };
    const forged: SignedCheckpoint = signCheckpoint(signingKey(ANOTHER_AUDIT_KEY), stand);
    const trustedKeyIds = new Set([signingKey(AN_AUDIT_KEY).keyId]);
    expect((await after([], { kept: [forged] })).offenders).toEqual([]);
    expect(first(await after([], { kept: [forged], trustedKeyIds }))).toContain("which is not trusted");
    expect(first(await after([], { kept: [{ ...forged, takenAt: "2020-01-01T00:00:00.000Z" }] }))).toContain(
      "does not have a valid signature",
    );
    expect((await after([], { kept: [real], trustedKeyIds })).offenders).toEqual([]);
  });

  test("S47: goes on counting after its key was replaced, as long as that key's id is trusted", async () => {
    const old = signingKey(AN_AUDIT_KEY).keyId;
    const trusted = (...ids: string[]) => ({
      trustedKeyIds: new Set([signingKey(ANOTHER_AUDIT_KEY).keyId, ...ids]),
    });
    expect((await after([], trusted(old))).offenders).toEqual([]);
    expect(first(await after([], trusted()))).toContain("which is not trusted");
  });
});
