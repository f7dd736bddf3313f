"use client";

import { useEffect, useEffectEvent } from "react";
import type { PayAccess } from "./pay-access";
import { askForNews, type OrderNews } from "./payment-api";

const URGENT_MS = 1_500;
const CALM_MS = 10_000;
const LOST_MS = 20_000;

interface OrderWatch extends PayAccess {
  /** Something is under way that may end any moment. */
  readonly isUrgent: boolean;
  readonly onNews: (news: OrderNews) => void;
}

/** Asks how the order stands while the page can be seen, and stops where nothing more can happen. */
export function useOrderWatch({ orderId, payLink, isUrgent, onNews }: OrderWatch): void {
  const tell = useEffectEvent(onNews);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const again = (delayMs: number) => {
      clearTimeout(timer);
      if (!isOver) timer = setTimeout(() => void look(), delayMs);
    };
    const look = async () => {
      if (document.visibilityState === "hidden") return;
      const news = await askForNews({ orderId, payLink });
      if (isOver) return;
      if (news) tell(news);
      if (news?.state === "canceled") isOver = true;
      again(news ? (isUrgent ? URGENT_MS : CALM_MS) : LOST_MS);
    };
    const onVisible = () => again(0);
    again(isUrgent ? URGENT_MS : CALM_MS);
    document.addEventListener("visibilitychange", onVisible);
    window.addEventListener("online", onVisible);
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onVisible);
      window.removeEventListener("online", onVisible);
    };
  }, [orderId, payLink, isUrgent]);
}
