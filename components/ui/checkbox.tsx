"use client";

import { type ComponentProps, type ReactNode, useId } from "react";
import { fieldSentence } from "./field-sentence";
import { useFormContext } from "./form-context";

interface CheckboxProps extends Omit<ComponentProps<"input">, "type" | "id" | "className"> {
  readonly label: ReactNode;
  readonly name: string;
  readonly hint?: ReactNode;
}

/** A yes or no, with what saying yes means. */
export function Checkbox({ label, name, hint, ...input }: CheckboxProps) {
  const id = useId();
  const code = useFormContext().fields[name];
  const described = [hint ? `${id}-hint` : "", code ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className="grid grid-cols-[1.5rem_1fr] gap-x-2">
      <input
        {...input}
        id={id}
        name={name}
        type="checkbox"
        aria-invalid={code ? true : undefined}
        aria-describedby={described || undefined}
        className="mt-0.5 size-6"
      />
      <label htmlFor={id} className="self-center">
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="col-start-2 text-sm text-ink-soft">
          {hint}
        </p>
      )}
      {code && (
        <p id={`${id}-error`} className="col-start-2 text-sm font-medium text-danger">
          <span aria-hidden="true">▲ </span>
          {fieldSentence(code)}
        </p>
      )}
    </div>
  );
}
