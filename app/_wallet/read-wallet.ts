import type { Actor } from "@/lib/domain/actor";
import type { MerchantView } from "@/lib/domain/merchant";
import { zero } from "@/lib/domain/money/money";
import { type CalendarDate, calendarDateAt } from "@/lib/domain/time/calendar-date";
import type { DayRange } from "@/lib/queries/console/sql-filter";
import { listLots, type OpenLots } from "@/lib/queries/wallets/list-lots";
import { listMovements, type MovementPage } from "@/lib/queries/wallets/list-movements";
import { sequencePage } from "@/lib/queries/wallets/sequence-page";
import { type WalletBalances, walletBalances } from "@/lib/queries/wallets/wallet-balances";

export interface WalletPage {
  readonly currency: string;
  /** Currencies that ever moved. */
  readonly currencies: readonly string[];
  readonly today: CalendarDate;
  readonly balances: WalletBalances;
  readonly lots: OpenLots;
  readonly movements: MovementPage;
  readonly days: DayRange;
}

/** What a wallet that never moved comes to. */
function nothing(currency: string): WalletBalances {
  const none = zero(currency);
  const amounts = { balance: none, available: none, held: none, frozen: none, overdue: none };
  return { currency, ...amounts, expiring: none, nextExpiryOn: null, pending: none };
}

/** Everything that a wallet's page shows, in the currency that its address names. Null for whoever may not look into it. */
export async function readWallet(
  who: {
    readonly actor: Actor;
    readonly merchant: MerchantView;
    readonly customerId: string | null;
    readonly now: Date;
  },
  asked: { readonly text: (name: string) => string; readonly days: DayRange },
): Promise<WalletPage | null> {
  const { actor, merchant, customerId } = who;
  const today = calendarDateAt(who.now, merchant.timeZone);
  const all = await walletBalances(actor, { customerId, today });
  if (all === null) return null;
  const currencies = all.map(({ currency }) => currency);
  const wished = [...currencies, ...merchant.currencies].find((one) => one === asked.text("currency"));
  const currency =
    wished ?? merchant.currencies.find((one) => currencies.includes(one)) ?? merchant.currencies[0] ?? "";
  const { days } = asked;
  const [lots, movements] = await Promise.all([
    listLots(actor, { customerId, currency }),
    listMovements(actor, { customerId, currency, days, page: sequencePage(asked.text) }),
  ]);
  if (lots === null || movements === null) return null;
  const balances = all.find((one) => one.currency === currency) ?? nothing(currency);
  return { currency, currencies, today, balances, lots, movements, days };
}
