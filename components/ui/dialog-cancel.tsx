"use client";

import type { ReactNode } from "react";
import { Button } from "./button";

/** Closes the dialog around it; nothing is done. */
export function DialogCancel({ children = "Keep as it is" }: { readonly children?: ReactNode }) {
  return <Button onClick={(event) => event.currentTarget.closest("dialog")?.close()}>{children}</Button>;
}
