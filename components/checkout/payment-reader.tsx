"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
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
  const [asked, setAsked] = useState(0);

  useEffect(() => {
    let isGone = false;
    void askForReading(paymentId).then((reading) => {
      if (isGone) return;
      setIsAsking(false);
      if (reading) router.refresh();
    });
    return () => {
      isGone = true;
    };
  }, [paymentId, asked, router]);

  return (
    <Button
      size="small"
      aria-disabled={isAsking || undefined}
      onClick={() => {
        if (isAsking) return;
        setIsAsking(true);
        setAsked((count) => count + 1);
      }}
    >
      {isAsking ? "Looking…" : "Look again"}
    </Button>
  );
}
