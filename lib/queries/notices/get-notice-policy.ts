import type { Actor } from "@/lib/domain/actor";
import type { NoticePolicy } from "@/lib/domain/notices/notice-policy";
import { permits } from "@/lib/domain/permissions";
import { prisma } from "@/lib/db/client";
import { readNoticePolicy } from "@/lib/db/notice-policy";

export interface NoticePolicyView {
  readonly policy: NoticePolicy;
  /** Newest first, the newest twenty; none while nothing was ever set. */
  readonly versions: readonly {
    readonly version: number;
    readonly reason: string;
    readonly actorName: string;
    readonly createdAt: Date;
  }[];
}

const VERSIONS_SHOWN = 20;

/** When the actor's merchant reminds, and who made it so; null for whoever may not read it. */
export async function getNoticePolicy(actor: Actor): Promise<NoticePolicyView | null> {
  if (!permits(actor, "notice_policy.read")) return null;
  const { merchantId } = actor;
  const [policy, versions] = await Promise.all([
    readNoticePolicy(merchantId),
    prisma().noticePolicy.findMany({
      where: { merchantId },
      orderBy: { version: "desc" },
      take: VERSIONS_SHOWN,
      select: { version: true, reason: true, actorName: true, createdAt: true },
    }),
  ]);
  return { policy, versions };
}
