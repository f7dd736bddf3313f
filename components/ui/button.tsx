import type { ComponentProps } from "react";
import { type ButtonSize, buttonStyle, type ButtonVariant } from "./button-style";

interface ButtonProps extends ComponentProps<"button"> {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
}

/** A button that does something here. To go somewhere, use LinkButton; to send a form, SubmitButton. */
export function Button({
  variant = "secondary",
  size = "medium",
  className,
  type = "button",
  ...rest
}: ButtonProps) {
  return <button type={type} className={buttonStyle(variant, size, className)} {...rest} />;
}
