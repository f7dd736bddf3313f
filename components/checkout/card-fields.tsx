"use client";

import { PaymentElement } from "@stripe/react-stripe-js";
import { useState } from "react";
import { Skeleton } from "../ui/skeleton";

interface CardFieldsProps {
  readonly onReady: () => void;
  readonly onLoadError: () => void;
}

const OPTIONS = { layout: "tabs", terms: { card: "never" } } as const;

/** Stripe's own fields, in a frame of its origin: what is typed there never reaches this page. */
export function CardFields({ onReady, onLoadError }: CardFieldsProps) {
  const [isReady, setIsReady] = useState(false);
  return (
    <div className="relative min-h-56">
      {!isReady && (
        <div className="absolute inset-0 grid content-start gap-4" aria-hidden="true">
          <Skeleton className="h-16 w-full" />
          <div className="grid grid-cols-2 gap-3">
            <Skeleton className="h-16 w-full" />
            <Skeleton className="h-16 w-full" />
          </div>
        </div>
      )}
      <PaymentElement
        options={OPTIONS}
        onReady={() => {
          setIsReady(true);
          onReady();
        }}
        onLoadError={onLoadError}
      />
    </div>
  );
}
