"use client";

import type { ComponentProps } from "react";
import { CONTROL_STYLE, Field, type FieldProps } from "./field";

type TextAreaProps = FieldProps & Omit<ComponentProps<"textarea">, "name" | "id" | "className">;

/** Several lines of text with their label, hint and error. */
export function TextArea({ label, name, hint, error, isLabelHidden, className, ...textarea }: TextAreaProps) {
  return (
    <Field
      label={label}
      name={name}
      hint={hint}
      error={error}
      isLabelHidden={isLabelHidden}
      className={className}
    >
      {(control) => <textarea rows={3} {...textarea} {...control} className={CONTROL_STYLE} />}
    </Field>
  );
}
