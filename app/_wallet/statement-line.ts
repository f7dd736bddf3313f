import type { StatementLine } from "@/lib/domain/wallets/statement-line";
import { movementWords } from "@/lib/domain/wallets/wallet-words";
import { publicId } from "@/lib/platform/ids";
import type { WalletMovement } from "@/lib/queries/wallets/list-movements";

/** A movement in the words and ids of what customers and staff download. */
export function statementLine(movement: WalletMovement): StatementLine {
  const { kind, lots } = movement;
  return {
    occurredAt: movement.occurredAt,
    what: movementWords({ kind, lotKind: lots[0]?.kind ?? null }),
    reason: movement.reason,
    actorName: movement.actorName,
    orderNumber: movement.orderNumber === null ? null : String(movement.orderNumber),
    paymentId: movement.paymentId === null ? null : publicId("payment", movement.paymentId),
    amount: movement.amount,
    held: movement.held,
    balance: movement.balance,
    lots: lots.map((lot) => ({ id: publicId("walletLot", lot.lotId), amount: lot.amount })),
  };
}
