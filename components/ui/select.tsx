"use client";

import type { ComponentProps } from "react";
import { CONTROL_STYLE, Field, type FieldProps } from "./field";

interface SelectOption {
  readonly value: string;
  readonly label: string;
}

type SelectProps = FieldProps &
  Omit<ComponentProps<"select">, "name" | "id" | "className" | "children"> & {
    readonly options: readonly SelectOption[];
  };

/** A choice of one from a short list. */
export function Select({
  label,
  name,
  hint,
  error,
  isLabelHidden,
  className,
  options,
  ...select
}: SelectProps) {
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
        <select {...select} {...control} className={CONTROL_STYLE}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
