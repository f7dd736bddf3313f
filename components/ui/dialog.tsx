"use client";

import { type ReactNode, useId, useState } from "react";
import { Button } from "./button";
import { type ButtonSize, type ButtonVariant } from "./button-style";

interface DialogProps {
  /** Words on the button that opens it. */
  readonly trigger: ReactNode;
  readonly triggerVariant?: ButtonVariant;
  readonly triggerSize?: ButtonSize;
  /** Names the button where its words alone would be ambiguous, such as "Remove Visa 4242". */
  readonly triggerLabel?: string;
  readonly title: string;
  readonly description?: ReactNode;
  readonly children: ReactNode;
}

/** Opened as it appears; the browser remembers which button had the focus and gives it back. */
function showWhenMounted(dialog: HTMLDialogElement | null): void {
  if (dialog && !dialog.open) dialog.showModal();
}

/**
 * A question that must be answered before going on, in a native dialog: the browser keeps the focus inside and Escape leaves.
 * What is inside exists only while it is open, so it begins afresh each time. An ActionForm inside closes it when it is done; DialogCancel closes it without doing anything.
 */
export function Dialog({
  trigger,
  triggerVariant = "secondary",
  triggerSize = "medium",
  triggerLabel,
  title,
  description,
  children,
}: DialogProps) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  return (
    <>
      <Button
        variant={triggerVariant}
        size={triggerSize}
        aria-haspopup="dialog"
        aria-label={triggerLabel}
        onClick={() => setIsOpen(true)}
      >
        {trigger}
      </Button>
      {isOpen && (
        <dialog
          ref={showWhenMounted}
          aria-labelledby={`${id}-title`}
          aria-describedby={description ? `${id}-text` : undefined}
          className="m-auto w-[min(34rem,calc(100vw-2rem))] rounded-md border border-rule-strong bg-paper-raised p-6 text-ink"
          onClose={() => setIsOpen(false)}
        >
          <div className="grid gap-4 text-left">
            <h2 id={`${id}-title`} className="text-lg font-semibold">
              {title}
            </h2>
            {description && (
              <div id={`${id}-text`} className="text-ink-soft">
                {description}
              </div>
            )}
            {children}
          </div>
        </dialog>
      )}
    </>
  );
}
