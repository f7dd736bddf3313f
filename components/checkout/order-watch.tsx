"use client";

import { useRouter } from "next/navigation";
import { useOrderWatch } from "./use-order-watch";

interface OrderWatchProps {
  readonly orderId: string;
  readonly payLink?: string | null;
  /** The version that this page shows. */
  readonly version: number;
  readonly isUrgent: boolean;
}

/** Keeps an open page current: when the order has changed, the page is read again in place. Draws nothing. */
export function OrderWatch({ orderId, payLink = null, version, isUrgent }: OrderWatchProps) {
  const router = useRouter();
  useOrderWatch({
    orderId,
    payLink,
    isUrgent,
    onNews: (news) => {
      if (news.version !== version) router.refresh();
    },
  });
  return null;
}
