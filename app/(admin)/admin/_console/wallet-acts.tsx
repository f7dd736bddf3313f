import { randomUUID } from "node:crypto";
import { Dialog } from "@/components/ui/dialog";
import { ClawBackForm } from "@/components/wallet/claw-back-form";
import type { ClawBackLot } from "@/components/wallet/claw-back-preview";
import { GrantCreditForm } from "@/components/wallet/grant-credit-form";
import { formatMoney } from "@/lib/domain/money/format-money";
import { type Money, zero } from "@/lib/domain/money/money";
import { LOT_POLICIES } from "@/lib/domain/wallets/expiry-policy";
import type { GrantableKind } from "@/lib/domain/wallets/wallet-lot";
import type { WalletRules } from "@/lib/domain/wallets/wallet-rules";
import { LOT_KIND_WORDS } from "@/lib/domain/wallets/wallet-words";
import { publicId } from "@/lib/platform/ids";
import type { ProductView } from "@/lib/queries/catalog/product-view";
import type { LotView } from "@/lib/queries/wallets/lot-view";
import type { WalletHolder } from "@/lib/queries/wallets/wallet-holder";
import { clawBackAction, grantCreditAction } from "../wallets/actions";
import { confirmableEnvironment } from "./confirmable-environment";

interface GrantCreditProps {
  readonly holder: WalletHolder;
  readonly currencies: readonly string[];
  readonly balances: readonly Money[];
  readonly products: readonly ProductView[];
  readonly rules: WalletRules | null;
  readonly locale: string;
}

const named = (holder: WalletHolder) => ({
  publicId: publicId("customer", holder.customerId),
  name: holder.name,
});

const policyOf = (kind: GrantableKind, rules: WalletRules | null) => {
  const days = rules?.expiryDays[kind] ?? null;
  return {
    priority: LOT_POLICIES[kind].priority,
    expires: days === null ? "never" : `after ${days} days`,
  };
};

/** The button and the form that give credit. */
export function GrantCredit({ holder, currencies, balances, products, rules, locale }: GrantCreditProps) {
  return (
    <Dialog trigger="Grant credit" triggerSize="small" title={`Grant credit to ${holder.name}`}>
      <GrantCreditForm
        action={grantCreditAction}
        adjustmentKey={randomUUID()}
        customer={named(holder)}
        balances={currencies.map(
          (currency) => balances.find((balance) => balance.currency === currency) ?? zero(currency),
        )}
        policies={{ promotional: policyOf("promotional", rules), goodwill: policyOf("goodwill", rules) }}
        products={products.map(({ id, name }) => ({ publicId: publicId("product", id), name }))}
        environment={confirmableEnvironment()}
        locale={locale}
      />
    </Dialog>
  );
}

function clawBackLot(lot: LotView, locale: string): ClawBackLot {
  const what = LOT_KIND_WORDS[lot.kind];
  return {
    publicId: publicId("walletLot", lot.id),
    label: `${what}, ${formatMoney(lot.remaining, locale)} of ${formatMoney(lot.granted, locale)} left`,
    what,
    lot: {
      id: lot.id,
      currency: lot.currency,
      kind: lot.kind,
      grantedMinor: lot.granted.amountMinor,
      remainingMinor: lot.remaining.amountMinor,
      heldMinor: lot.held.amountMinor,
      grantedAt: lot.grantedAt,
    },
  };
}

interface ClawBackProps {
  readonly holder: WalletHolder;
  readonly balance: Money;
  readonly lots: readonly LotView[];
  readonly locale: string;
}

/** The button and the form that take credit back. */
export function ClawBack({ holder, balance, lots, locale }: ClawBackProps) {
  return (
    <Dialog trigger="Take credit back" triggerSize="small" title={`Take credit back from ${holder.name}`}>
      <ClawBackForm
        action={clawBackAction}
        adjustmentKey={randomUUID()}
        customer={named(holder)}
        currency={balance.currency}
        balance={balance}
        lots={lots.map((lot) => clawBackLot(lot, locale))}
        environment={confirmableEnvironment()}
        locale={locale}
      />
    </Dialog>
  );
}
