"use client";

import { type ReactNode, useId } from "react";
import { cn } from "./cn";
import { fieldSentence } from "./field-sentence";
import { useFormContext } from "./form-context";

export interface FieldProps {
  readonly label: string;
  readonly name: string;
  readonly hint?: ReactNode;
  /** Code or sentence; without it the form's own answer for this name is shown. */
  readonly error?: string | undefined;
  /** Keeps the label for screen readers only, where the context already says it. */
  readonly isLabelHidden?: boolean;
  readonly className?: string;
}

interface ControlProps {
  readonly id: string;
  readonly name: string;
  readonly "aria-invalid": true | undefined;
  readonly "aria-describedby": string | undefined;
}

export const CONTROL_STYLE =
  "w-full rounded-md border border-rule-strong bg-paper-raised px-3 py-2 text-base text-ink min-h-10 placeholder:text-ink-faint hover:border-ink aria-invalid:border-danger aria-invalid:border-2 disabled:opacity-60";

/** Label, control, hint and error of one field, tied together for every reader. */
export function Field({
  label,
  name,
  hint,
  error,
  isLabelHidden = false,
  className,
  children,
}: FieldProps & { readonly children: (control: ControlProps) => ReactNode }) {
  const id = useId();
  const { fields } = useFormContext();
  const code = error ?? fields[name];
  const described = [hint ? `${id}-hint` : "", code ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={cn("grid content-start gap-1", className)}>
      <label htmlFor={id} className={isLabelHidden ? "sr-only" : "text-sm font-semibold"}>
        {label}
      </label>
      {children({
        id,
        name,
        "aria-invalid": code ? true : undefined,
        "aria-describedby": described || undefined,
      })}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-ink-soft">
          {hint}
        </p>
      )}
      {code && (
        <p id={`${id}-error`} className="flex gap-1.5 text-sm font-medium text-danger">
          <span aria-hidden="true">▲</span>
          {fieldSentence(code)}
        </p>
      )}
    </div>
  );
}
