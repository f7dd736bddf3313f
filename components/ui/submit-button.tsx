"use client";

import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";
import { type ButtonSize, buttonStyle, type ButtonVariant } from "./button-style";
import { useFormContext } from "./form-context";

interface SubmitButtonProps extends Omit<ComponentProps<"button">, "type"> {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  /** What the button says while the form is being sent, such as "Approving…". */
  readonly pendingLabel?: string;
}

/**
 * Sends the form around it, once: while it is being sent the button keeps the focus and its place but refuses a second click.
 */
export function SubmitButton({
  variant = "primary",
  size = "medium",
  pendingLabel,
  className,
  children,
  onClick,
  ...rest
}: SubmitButtonProps) {
  const status = useFormStatus();
  const isPending = useFormContext().isPending || status.pending;
  return (
    <button
      {...rest}
      type="submit"
      aria-disabled={isPending || undefined}
      className={buttonStyle(variant, size, className)}
      onClick={(event) => {
        if (isPending) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {isPending && pendingLabel ? pendingLabel : children}
    </button>
  );
}
