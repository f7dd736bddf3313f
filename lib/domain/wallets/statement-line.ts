import { decimalText } from "../money/format-money";
import type { Money } from "../money/money";

/** A movement of a wallet in the words and ids of a statement that leaves the house. */
export interface StatementLine {
  readonly occurredAt: Date;
  readonly what: string;
  readonly reason: string | null;
  readonly actorName: string;
  readonly orderNumber: string | null;
  /** As URLs show it. */
  readonly paymentId: string | null;
  readonly amount: Money;
  readonly held: Money;
  readonly balance: Money;
  /** What each lot gave or got; ids as URLs show them. */
  readonly lots: readonly { readonly id: string; readonly amount: Money }[];
}

/** "lot_…: -5.00; lot_…: -2.50": the lots behind a line. */
export function lotsText(line: Pick<StatementLine, "lots">): string {
  return line.lots.map(({ id, amount }) => `${id}: ${decimalText(amount)}`).join("; ");
}
