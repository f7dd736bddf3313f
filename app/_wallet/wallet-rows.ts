import type { LotRow } from "@/components/wallet/lot-table";
import type { MovementRow } from "@/components/wallet/movement-table";
import { isZero, type Money } from "@/lib/domain/money/money";
import { addDays, type CalendarDate } from "@/lib/domain/time/calendar-date";
import { restrictionPhrases, restrictionText } from "@/lib/domain/wallets/restriction-words";
import { LOT_KIND_WORDS, movementWords } from "@/lib/domain/wallets/wallet-words";
import type { ExplainedLot } from "@/lib/queries/wallets/find-lot";
import type { WalletMovement } from "@/lib/queries/wallets/list-movements";
import type { LotView } from "@/lib/queries/wallets/lot-view";
import { SOON_DAYS } from "@/lib/queries/wallets/wallet-balances";

/** Where the records of a wallet are looked at, by whoever looks. */
export interface WalletHrefs {
  readonly lot: (lotId: string) => string;
  /** The pages of what a movement belongs to. */
  readonly linksOf: (movement: {
    readonly entryId: string | null;
    readonly orderId: string | null;
    readonly orderNumber: bigint | null;
    readonly paymentId: string | null;
    readonly traceId: string;
  }) => MovementRow["links"];
}

const percentOf = (part: Money, whole: Money) => Number((part.amountMinor * 100n) / whole.amountMinor);

/** A civil day as the instant that dates are written from. */
const dayInstant = (day: CalendarDate | null) => (day === null ? null : new Date(`${day}T00:00:00Z`));

/** A lot as a line of the table of what a balance is made of. */
export function lotRow(
  lot: LotView,
  shown: { readonly hrefs: WalletHrefs; readonly locale: string; readonly today: CalendarDate },
): LotRow {
  const { currency, productNames, restrictions } = lot;
  return {
    id: lot.id,
    href: shown.hrefs.lot(lot.id),
    what: LOT_KIND_WORDS[lot.kind],
    reason: lot.reason,
    limits: restrictionText(
      restrictionPhrases(restrictions, { currency, locale: shown.locale, productNames }),
    ),
    expiresOn: dayInstant(lot.expiresOn),
    isSoon: lot.expiresOn !== null && lot.expiresOn <= addDays(shown.today, SOON_DAYS),
    isFrozen: lot.isFrozen,
    granted: lot.granted,
    remaining: lot.remaining,
    held: lot.held,
    leftPercent: percentOf(lot.remaining, lot.granted),
    heldPercent: percentOf(lot.held, lot.granted),
  };
}

/** A movement of a wallet as a line of its statement. */
export function movementRow(movement: WalletMovement, hrefs: WalletHrefs): MovementRow {
  const { kind, lots } = movement;
  return {
    key: String(movement.sequence),
    at: movement.occurredAt,
    what: movementWords({ kind, lotKind: lots[0]?.kind ?? null }),
    reason: movement.reason,
    actorName: movement.actorName,
    amount: movement.amount,
    held: movement.held,
    balance: movement.balance,
    links: hrefs.linksOf(movement),
    lots: lots.map((lot) => ({
      href: hrefs.lot(lot.lotId),
      label: LOT_KIND_WORDS[lot.kind],
      amount: isZero(lot.amount) ? lot.held : lot.amount,
    })),
  };
}

/** A lot's own movements, newest first, each with what remained of the lot. */
export function movementRowsOfLot(lot: ExplainedLot, hrefs: WalletHrefs): MovementRow[] {
  return lot.movements.toReversed().map((movement) => ({
    key: String(movement.sequence),
    at: movement.occurredAt,
    what: movementWords({ kind: movement.kind, lotKind: lot.kind }),
    reason: movement.reason,
    actorName: movement.actorName,
    amount: movement.amount,
    held: movement.held,
    balance: movement.remaining,
    links: hrefs.linksOf(movement),
    lots: [],
  }));
}
