import { chainedMerchants } from "@/lib/db/audit-chain";
import type { SqlReader } from "@/lib/db/row";
import type { ChainWitnesses } from "./checkpoint-offense";
import { type ChainProof, proveChain } from "./prove-chain";

/** Links that a page looks at: the newest, so that it answers soon however long the chain is. The whole is proven each night. */
const NEWEST_ON_A_PAGE = 5_000n;

export interface MerchantChainProof extends ChainProof {
  readonly merchantId: string;
  readonly slug: string;
}

/** Proves the chain of each merchant that has one, one after the other: of all from its beginning, of one by its newest links. */
export async function* proveChains(
  reader: SqlReader,
  merchantId: string | null,
  witnesses: ChainWitnesses,
): AsyncGenerator<MerchantChainProof> {
  const newest = merchantId === null ? {} : { newest: NEWEST_ON_A_PAGE };
  for (const { id, slug } of await chainedMerchants(reader, merchantId))
    yield { merchantId: id, slug, ...(await proveChain(reader, id, { witnesses, ...newest })) };
}
