"use client";

import type { ComponentProps } from "react";
import { cn } from "./cn";
import { CONTROL_STYLE, Field, type FieldProps } from "./field";

type TextFieldProps = FieldProps & Omit<ComponentProps<"input">, "name" | "id" | "className">;

/** One line of text with its label, hint and error. */
export function TextField({ label, name, hint, error, isLabelHidden, className, ...input }: TextFieldProps) {
  return (
    <Field
      label={label}
      name={name}
      hint={hint}
      error={error}
      isLabelHidden={isLabelHidden}
      className={className}
    >
      {(control) => (
        <input
          type="text"
          {...input}
          {...control}
          className={cn(CONTROL_STYLE, input.type === "number" && "figures")}
        />
      )}
    </Field>
  );
}
