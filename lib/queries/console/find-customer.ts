import { permits } from "@/lib/domain/permissions";
import type { Actor } from "@/lib/domain/actor";
import { receivableOf, walletOf } from "@/lib/domain/ledger/chart-of-accounts";
import { type Money, money } from "@/lib/domain/money/money";
import { prisma } from "@/lib/db/client";

/** One of the customer's accounts in the ledger; the balance as the customer sees it, never as debit and credit. */
export interface CustomerAccountView {
  readonly accountId: string;
  readonly currency: string;
  readonly balance: Money;
}

export interface ConsoleCustomer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly gatewayCustomerId: string | null;
  readonly createdAt: Date;
  /** Currencies that the merchant sells in, for granting credit. */
  readonly currencies: readonly string[];
  /** What the customer may spend. */
  readonly wallets: readonly CustomerAccountView[];
  /** What the customer owes. */
  readonly receivables: readonly CustomerAccountView[];
  readonly savedMethods: readonly {
    readonly id: string;
    readonly brand: string;
    readonly last4: string;
    readonly expMonth: number;
    readonly expYear: number;
    readonly isDefault: boolean;
  }[];
}

async function accountsOf(merchantId: string, code: string, sign: 1n | -1n): Promise<CustomerAccountView[]> {
  const accounts = await prisma().ledgerAccount.findMany({
    where: { merchantId, code },
    orderBy: { currency: "asc" },
  });
  const sums = await prisma().posting.groupBy({
    by: ["accountId"],
    where: { merchantId, accountId: { in: accounts.map((account) => account.id) } },
    _sum: { amountMinor: true },
  });
  return accounts.map((account) => {
    const sum = sums.find((candidate) => candidate.accountId === account.id)?._sum.amountMinor ?? 0n;
    return {
      accountId: account.id,
      currency: account.currency,
      balance: money(sign * sum, account.currency),
    };
  });
}

async function savedMethodsOf(merchantId: string, customerId: string) {
  return prisma().paymentMethod.findMany({
    where: { merchantId, customerId, removedAt: null },
    select: { id: true, brand: true, last4: true, expMonth: true, expYear: true, isDefault: true },
    orderBy: [{ isDefault: "desc" }, { createdAt: "desc" }],
  });
}

/** One customer with balances and saved cards. Null when not the merchant's, or for anybody but its staff. */
export async function findConsoleCustomer(
  actor: Actor,
  request: { customerId: string },
): Promise<ConsoleCustomer | null> {
  if (actor.kind !== "staff" || !permits(actor, "customer.read")) return null;
  const { merchantId } = actor;
  const { customerId } = request;
  const customer = await prisma().customer.findUnique({
    where: { merchantId_id: { merchantId, id: customerId } },
  });
  if (!customer) return null;
  const [merchant, wallets, receivables, savedMethods] = await Promise.all([
    prisma().merchant.findUniqueOrThrow({ where: { id: merchantId }, select: { currencies: true } }),
    accountsOf(merchantId, walletOf(customerId), -1n),
    accountsOf(merchantId, receivableOf(customerId), 1n),
    savedMethodsOf(merchantId, customerId),
  ]);
  const { id, name, email, gatewayCustomerId, createdAt } = customer;
  const { currencies } = merchant;
  return { id, name, email, gatewayCustomerId, createdAt, currencies, wallets, receivables, savedMethods };
}
