"use client";

import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { useOutage } from "./use-outage";

/** For an error page: what asks for the page anew, and whether our records are out of reach, in which case it does so by itself. */
export function useTryAgain(reset: () => void): { readonly again: () => void; readonly isAway: boolean } {
  const router = useRouter();
  const again = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return { again, isAway: useOutage(again) };
}
