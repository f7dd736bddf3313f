"use client";

import { createContext, useContext } from "react";

interface FormContextValue {
  readonly isPending: boolean;
  /** Code or sentence of what is wrong, by field name. */
  readonly fields: Readonly<Record<string, string>>;
}

const EMPTY: FormContextValue = { isPending: false, fields: {} };

const FormContext = createContext<FormContextValue>(EMPTY);

export const FormContextProvider = FormContext.Provider;

/** What the form around knows: whether it is being sent, and what was wrong with which field. */
export function useFormContext(): FormContextValue {
  return useContext(FormContext);
}
