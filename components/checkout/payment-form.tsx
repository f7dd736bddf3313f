"use client";

import { useElements, useStripe } from "@stripe/react-stripe-js";
import { type ReactNode, useEffect, useEffectEvent, useState } from "react";
import { formatMoney } from "@/lib/domain/money/format-money";
import type { Money } from "@/lib/domain/money/money";
import type { CreditWish } from "@/lib/domain/wallets/wallet-hold";
import { buttonStyle } from "../ui/button-style";
import { cn } from "../ui/cn";
import { Notice } from "../ui/notice";
import { CardFields } from "./card-fields";
import { AUTHENTICATING, CONFIRMING, LOADING_FAILED, OFFLINE, SETTLING } from "./checkout-words";
import type { PayAccess } from "./pay-access";
import { type SavedCard, SavedMethods } from "./saved-methods";
import { useIsOnline } from "./use-is-online";
import { usePayment } from "./use-payment";

interface PaymentFormProps {
  readonly access: PayAccess;
  readonly version: number;
  readonly toPay: {
    /** What pressing Pay takes: from the card, or, where credit pays all, from the credit. */
    readonly amount: Money;
    readonly credit: CreditWish | null;
    readonly isAllCredit: boolean;
    /** What was entered as credit cannot be used as it is. */
    readonly hasProblem: boolean;
  };
  readonly locale: string;
  readonly onBusy: (isBusy: boolean) => void;
  /** What is paid with what, right above the button. */
  readonly summary: ReactNode;
  readonly cards: readonly SavedCard[];
  readonly consentText: string;
  readonly saveMethod: boolean;
  readonly onSaveMethod: (saveMethod: boolean) => void;
  readonly isScriptLost: boolean;
}

const BUSY_WORDS = {
  confirming: CONFIRMING,
  authenticating: AUTHENTICATING,
  done: "Paid. Opening your order…",
} as const;
const BUTTON_WORDS = {
  confirming: "Confirming…",
  authenticating: "Waiting for your bank…",
  unknown: "Confirming…",
  done: "Paid",
} as const;

/** Chooses a card and pays. Fields keep what was typed through every refusal, and nothing is sent twice. */
export function PaymentForm(props: PaymentFormProps) {
  const { access, version, toPay, locale, cards, consentText, saveMethod, onSaveMethod, isScriptLost } =
    props;
  const stripe = useStripe();
  const elements = useElements();
  const isOnline = useIsOnline();
  const usable = cards.filter((card) => card.expiry !== "expired");
  const [chosen, setChosen] = useState<string | null>(usable[0]?.gatewayMethodId ?? null);
  const [wantsFields, setWantsFields] = useState(chosen === null);
  const [areFieldsReady, setAreFieldsReady] = useState(false);
  const [isLost, setIsLost] = useState(false);
  const { phase, message, pay } = usePayment({ access, version, stripe, elements });
  const isIdle = phase === "idle";
  const isCardReady = stripe !== null && (chosen !== null || areFieldsReady);
  const isReady = !toPay.hasProblem && (toPay.isAllCredit || isCardReady);
  const hasFailedToLoad = (isScriptLost || isLost) && !toPay.isAllCredit;
  const tellBusy = useEffectEvent(props.onBusy);
  useEffect(() => tellBusy(!isIdle), [isIdle]);

  return (
    <form
      aria-label="Payment"
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (isIdle && isReady && isOnline) void pay({ savedMethodId: chosen, saveMethod, ...toPay });
      }}
    >
      {cards.length > 0 && !toPay.isAllCredit && (
        <SavedMethods
          cards={cards}
          chosen={chosen}
          isDisabled={!isIdle}
          onChoose={(next) => {
            setChosen(next);
            if (next === null) setWantsFields(true);
          }}
        />
      )}
      {wantsFields && !hasFailedToLoad && (
        <div hidden={chosen !== null || toPay.isAllCredit} className="grid gap-4">
          <CardFields onReady={() => setAreFieldsReady(true)} onLoadError={() => setIsLost(true)} />
          {access.payLink === null && (
            <label className="grid grid-cols-[1.5rem_1fr] gap-x-2">
              <input
                type="checkbox"
                className="mt-0.5 size-6"
                checked={saveMethod}
                disabled={!isIdle}
                aria-describedby="save-consent"
                onChange={(event) => onSaveMethod(event.currentTarget.checked)}
              />
              <span className="self-center">Save this card for later</span>
              <span id="save-consent" className="col-start-2 text-sm text-ink-soft">
                {consentText}
              </span>
            </label>
          )}
        </div>
      )}
      {hasFailedToLoad && <Notice tone="danger">{LOADING_FAILED}</Notice>}
      {props.summary}
      <div className="grid gap-3">
        <div role="alert" className="empty:hidden">
          {isIdle && message && <Notice tone={message.tone}>{message.text}</Notice>}
        </div>
        <button
          type="submit"
          aria-disabled={!isIdle || !isReady || !isOnline || undefined}
          className={cn(buttonStyle("primary", "large", "w-full"))}
        >
          {phase === "idle"
            ? `Pay ${formatMoney(toPay.amount, locale)}${toPay.isAllCredit ? " with credit" : ""}`
            : BUTTON_WORDS[phase]}
        </button>
        <div role="status" className="min-h-6 text-sm text-ink-soft">
          {!isOnline && isIdle && OFFLINE}
          {phase === "unknown" && message && <Notice tone={message.tone}>{message.text}</Notice>}
          {phase === "confirming" && toPay.isAllCredit
            ? SETTLING
            : phase !== "idle" && phase !== "unknown" && BUSY_WORDS[phase]}
        </div>
      </div>
    </form>
  );
}
