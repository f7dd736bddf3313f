"use client";

import { type ReactNode, useActionState, useEffect, useId, useRef, useState, useTransition } from "react";
import type { ActionState, FormAction } from "@/lib/schemas/action-state";
import { answerOf } from "./answer-of";
import { FailureMessage } from "./failure-message";
import { FormContextProvider } from "./form-context";

interface ActionFormProps {
  readonly action: FormAction;
  readonly children: ReactNode;
  readonly className?: string;
  /** Names the form for assistive technology, where there are several alike. */
  readonly label?: string;
  readonly locale?: string;
  /** Empties the fields after success; by default they keep what was typed. */
  readonly resetsWhenDone?: boolean;
}

const IDLE: ActionState = { status: "idle" };
const NO_FIELDS: Readonly<Record<string, string>> = {};

/**
 * A form on a server action. What was typed stays when the action refuses; the first wrong field gets the focus;
 * a dialog around it closes when it is done. Works before hydration too.
 */
export function ActionForm({ action, children, className, label, locale, resetsWhenDone }: ActionFormProps) {
  // Before hydration the browser posts the form itself, and the page comes back with the answer in it.
  const [posted, post] = useActionState(action, IDLE);
  const [answered, setAnswered] = useState<ActionState | null>(null);
  const [isPending, startTransition] = useTransition();
  const state = answered ?? posted;
  const formRef = useRef<HTMLFormElement>(null);
  const messageId = useId();

  useEffect(() => {
    const form = formRef.current;
    if (!form) return;
    if (state.status === "invalid") form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
    if (state.status !== "done") return;
    if (resetsWhenDone) form.reset();
    form.closest("dialog")?.close();
  }, [state, resetsWhenDone]);

  return (
    <form
      ref={formRef}
      action={post}
      aria-label={label}
      className={className}
      onSubmit={(event) => {
        // Sent by hand, because React empties a form after its action, also after a refused one.
        event.preventDefault();
        if (isPending) return;
        const submitter = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null;
        const data = new FormData(event.currentTarget, submitter);
        startTransition(async () => {
          const answer = await answerOf(action, state, data);
          startTransition(() => setAnswered(answer));
        });
      }}
    >
      <FormContextProvider
        value={{ isPending, fields: state.status === "invalid" ? state.fields : NO_FIELDS }}
      >
        {children}
      </FormContextProvider>
      <div id={messageId} role="status" className="empty:hidden">
        {state.status === "failed" && <FailureMessage failure={state.failure} locale={locale} />}
        {state.status === "done" && state.message && (
          <p className="font-medium text-accent">✓ {state.message}</p>
        )}
      </div>
    </form>
  );
}
