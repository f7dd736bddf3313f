"use client";

import { type ReactNode, startTransition, useActionState, useEffect, useId, useRef } from "react";
import type { ActionState, FormAction } from "@/lib/schemas/action-state";
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
  const [state, dispatch, isPending] = useActionState(action, IDLE);
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
      action={dispatch}
      aria-label={label}
      className={className}
      onSubmit={(event) => {
        // Sent by hand, because React empties a form after its action, also after a refused one.
        event.preventDefault();
        if (isPending) return;
        const submitter = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null;
        const data = new FormData(event.currentTarget, submitter);
        startTransition(() => dispatch(data));
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
