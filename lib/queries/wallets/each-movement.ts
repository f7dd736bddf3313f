import type { Actor } from "@/lib/domain/actor";
import { listMovements, type MovementRequest, type WalletMovement } from "./list-movements";
import { NEWEST } from "./sequence-page";

const ROWS_AT_A_TIME = 500;

/** Every movement that the request asks for, newest first, read some at a time: for exports, in constant memory. */
export async function* eachMovement(
  actor: Actor,
  request: Omit<MovementRequest, "page">,
): AsyncGenerator<WalletMovement, void, void> {
  let from: bigint | null = null;
  for (;;) {
    const page = await listMovements(actor, { ...request, page: { ...NEWEST, from, size: ROWS_AT_A_TIME } });
    if (page === null) return;
    yield* page.rows;
    if (page.older === null) return;
    from = BigInt(page.older);
  }
}
