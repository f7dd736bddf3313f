import type { Actor } from "@/lib/domain/actor";
import { permits } from "@/lib/domain/permissions";
import type { WalletRules } from "@/lib/domain/wallets/wallet-rules";
import { prisma } from "@/lib/db/client";
import { readWalletRules } from "@/lib/db/wallet-rules";

/** One change of the rules, as the list of versions shows it. */
interface WalletRulesVersion {
  readonly version: number;
  readonly reason: string;
  readonly actorName: string;
  readonly createdAt: Date;
}

export interface WalletRulesView {
  readonly rules: WalletRules;
  /** Newest first, the newest twenty; none while nothing was ever set. */
  readonly versions: readonly WalletRulesVersion[];
}

const VERSIONS_SHOWN = 20;

/** How the wallets of the actor's merchant work, and who made it so; null for whoever may not read it. */
export async function getWalletRules(actor: Actor): Promise<WalletRulesView | null> {
  if (!permits(actor, "wallet_rules.read")) return null;
  const [rules, versions] = await Promise.all([
    readWalletRules(actor.merchantId),
    prisma().walletRules.findMany({
      where: { merchantId: actor.merchantId },
      orderBy: { version: "desc" },
      take: VERSIONS_SHOWN,
      select: { version: true, reason: true, actorName: true, createdAt: true },
    }),
  ]);
  return { rules, versions };
}
