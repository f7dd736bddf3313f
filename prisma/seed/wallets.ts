import type { CustomerActor } from "@/lib/domain/actor";
import { money } from "@/lib/domain/money/money";
import { addDays, calendarDateAt } from "@/lib/domain/time/calendar-date";
import type { GrantCredit } from "@/lib/domain/wallets/wallet-adjustment";
import { defaultWalletRules } from "@/lib/domain/wallets/wallet-rules";
import { refreshPayment } from "@/lib/services/payments/refresh-payment";
import { startPayment } from "@/lib/services/payments/start-payment";
import { adjustWallet } from "@/lib/services/wallets/adjust-wallet";
import { changeWalletRules } from "@/lib/services/wallets/change-wallet-rules";
import { topUpWallet } from "@/lib/services/wallets/top-up-wallet";
import { answered, answeredOnce } from "./answered";
import { confirmCard } from "./confirm-card";
import { type SeedMerchant, seedId } from "./merchants";
import { contextAt, type People, staffMember } from "./people";

const DAY_MS = 86_400_000;

type Gift = Pick<GrantCredit, "kind" | "expiresOn" | "restrictions" | "reason"> & {
  readonly name: string;
  readonly amountMinor: bigint;
  readonly daysAgo: number;
};

/** Credit of both kinds that staff give: one for anything, one for courses only, one that expires soon. */
function giftsOf(today: string): Gift[] {
  return [
    {
      name: "welcome",
      kind: "promotional",
      amountMinor: 1_000n,
      daysAgo: 12,
      expiresOn: addDays(today, 9),
      reason: "Welcome credit.",
    },
    {
      name: "courses",
      kind: "promotional",
      amountMinor: 1_500n,
      daysAgo: 6,
      restrictions: { productKinds: ["course"], minimumOrderMinor: 5_000n },
      reason: "Try one of our courses.",
    },
    {
      name: "friend",
      kind: "goodwill",
      amountMinor: 2_500n,
      daysAgo: 1,
      reason: "Thank you for sending us a friend.",
    },
  ];
}

/** A tenth on top from 50.00 on, so that there is an offer to take. */
async function seedRules(merchant: SeedMerchant, people: People, now: Date): Promise<void> {
  const rules = defaultWalletRules(merchant.currencies);
  const bonus = { fromMinor: 5_000n, basisPoints: 1_000 };
  const changed = await changeWalletRules(contextAt(staffMember(people, "finance_admin"), now), {
    rules: { ...rules, topUps: rules.topUps.map((terms) => ({ ...terms, bonus })) },
    reason: "A tenth on top for early customers.",
  });
  answered("wallet rules", changed);
}

/** A top-up that was paid by card. */
async function seedTopUp(merchant: SeedMerchant, customer: CustomerActor, now: Date): Promise<void> {
  const [currency] = merchant.currencies;
  if (currency === undefined) return;
  const ctx = contextAt(customer, now);
  const topUpKey = seedId("top-up", merchant.slug);
  const { orderId } = answered(
    "top-up",
    await topUpWallet(ctx, { topUpKey, amount: money(5_000n, currency) }),
  );
  const started = answeredOnce("top-up", await startPayment(ctx, { orderId, saveMethod: false }));
  if (started === null) return;
  await confirmCard(started.clientSecret, "pm_card_visa");
  answered("top-up", await refreshPayment(ctx, { paymentId: started.paymentId }));
}

/** Credit for the first customers, so that a wallet's page has something to explain. */
export async function seedWallets(merchant: SeedMerchant, people: People, now: Date): Promise<void> {
  const [currency] = merchant.currencies;
  if (currency === undefined) return;
  const today = calendarDateAt(now, merchant.timeZone);
  const finance = staffMember(people, "finance_admin");
  await seedRules(merchant, people, new Date(now.getTime() - 15 * DAY_MS));
  for (const [index, customer] of people.customers.slice(0, 2).entries()) {
    const gifts = giftsOf(today).slice(index);
    for (const { name, amountMinor, daysAgo, ...gift } of gifts) {
      const granted = await adjustWallet(contextAt(finance, new Date(now.getTime() - daysAgo * DAY_MS)), {
        ...gift,
        adjustmentKey: seedId("wallet", merchant.slug, String(index), name),
        customerId: customer.customerId,
        direction: "grant",
        amount: money(amountMinor, currency),
      });
      answered(`wallet ${name}`, granted);
    }
  }
  const [first] = people.customers;
  if (first !== undefined) await seedTopUp(merchant, first, now);
}
