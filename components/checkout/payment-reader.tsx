"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useState } from "react";
import { Button } from "../ui/button";
import { askForReading } from "./payment-api";

interface PaymentReaderProps {
  /** Public id of a payment whose end is not known. */
  readonly paymentId: string;
}

/** Has the server ask the gateway about a payment when the page opens, and again at a click. */
export function PaymentReader({ paymentId }: PaymentReaderProps) {
  const router = useRouter();
  const [isAsking, setIsAsking] = useState(false);

  async function look(): Promise<void> {
    if (await askForReading(paymentId)) router.refresh();
  }
  const lookOnce = useEffectEvent(look);

  useEffect(() => {
    // Keyed by the payment, so that another one on the same page is looked at as well.
    if (paymentId) void lookOnce();
  }, [paymentId]);

  return (
    <Button
      size="small"
      aria-disabled={isAsking || undefined}
      onClick={() => {
        if (isAsking) return;
        setIsAsking(true);
        void look().finally(() => setIsAsking(false));
      }}
    >
      {isAsking ? "Looking…" : "Look again"}
    </Button>
  );
}
