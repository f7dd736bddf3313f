"use client";

import { useElements, useStripe } from "@stripe/react-stripe-js";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { declineAdvice } from "@/lib/domain/payments/decline-advice";
import type { ActionState } from "@/lib/schemas/action-state";
import { Button } from "../ui/button";
import { buttonStyle } from "../ui/button-style";
import { Checkbox } from "../ui/checkbox";
import { failureSentence } from "../ui/failure-sentence";
import { Notice } from "../ui/notice";
import { CardFields } from "./card-fields";
import { setupRefusalSentence } from "./setup-words";

export type StartSetup = (
  hasConsent: boolean,
) => Promise<{ readonly clientSecret: string } | { readonly failed: ActionState }>;
export type RecordMethod = (setupId: string) => Promise<ActionState>;

interface AddCardFormProps {
  readonly consentText: string;
  readonly isScriptLost: boolean;
  readonly startSetup: StartSetup;
  readonly recordMethod: RecordMethod;
  readonly onClose: () => void;
}

const LOST = "The card was not saved: the connection was lost. Nothing was charged. Try again.";
const NOT_LOADED =
  "The card form could not be loaded. Nothing was charged. Check your connection and reload the page.";

/** The fields of a card to be saved, the consent it rests on, and what came of it. */
export function AddCardForm({
  consentText,
  isScriptLost,
  startSetup,
  recordMethod,
  onClose,
}: AddCardFormProps) {
  const stripe = useStripe();
  const elements = useElements();
  const router = useRouter();
  const [isReady, setIsReady] = useState(false);
  const [isLost, setIsLost] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [hasConsent, setHasConsent] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isSaving = useRef(false);

  async function save(): Promise<string | null> {
    if (!stripe || !elements) return null;
    if ((await elements.submit()).error)
      return "Some card details are missing or not right. They are marked above.";
    const started = await startSetup(hasConsent);
    if ("failed" in started)
      return started.failed.status === "failed" ? failureSentence(started.failed.failure) : LOST;
    const { error, setupIntent } = await stripe.confirmSetup({
      elements,
      clientSecret: started.clientSecret,
      confirmParams: { return_url: location.href },
      redirect: "if_required",
    });
    if (error)
      return setupRefusalSentence(
        declineAdvice({ failureCode: error.code ?? "", declineCode: error.decline_code ?? null }),
      );
    const recorded = await recordMethod(setupIntent.id);
    if (recorded.status === "failed") return failureSentence(recorded.failure);
    router.refresh();
    onClose();
    return null;
  }

  async function submit(): Promise<void> {
    if (isSaving.current || !isReady) return;
    isSaving.current = true;
    setIsBusy(true);
    setProblem(null);
    setProblem(await save().catch(() => LOST));
    setIsBusy(false);
    isSaving.current = false;
  }

  if (isLost || isScriptLost) return <Notice tone="danger">{NOT_LOADED}</Notice>;
  return (
    <form
      aria-label="Add a card"
      className="grid max-w-md gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <CardFields onReady={() => setIsReady(true)} onLoadError={() => setIsLost(true)} />
      <Checkbox
        label="Save this card for later"
        name="consent"
        hint={consentText}
        checked={hasConsent}
        disabled={isBusy}
        onChange={(event) => setHasConsent(event.currentTarget.checked)}
      />
      <div role="alert" className="empty:hidden">
        {problem && <Notice tone="danger">{problem}</Notice>}
      </div>
      <div className="flex flex-wrap gap-2">
        <button
          type="submit"
          aria-disabled={isBusy || !isReady || undefined}
          className={buttonStyle("primary", "medium")}
        >
          {isBusy ? "Saving…" : "Save card"}
        </button>
        <Button onClick={onClose}>Do not add a card</Button>
      </div>
      <p className="text-sm text-ink-soft">
        Nothing is charged. Your bank may ask you to confirm that it is you.
      </p>
    </form>
  );
}
