import Link from "next/link";
import type { ComponentProps } from "react";
import { type ButtonSize, buttonStyle, type ButtonVariant } from "./button-style";

interface LinkButtonProps extends ComponentProps<typeof Link> {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
}

/** A link that looks like the step it leads to. */
export function LinkButton({ variant = "secondary", size = "medium", className, ...rest }: LinkButtonProps) {
  return <Link className={buttonStyle(variant, size, className)} {...rest} />;
}
