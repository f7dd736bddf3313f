import type { ReactNode } from "react";
import type { LineMarkKind } from "./line-mark";
import { LineOfMarks } from "./line-of-marks";

export interface PaymentStep {
  readonly key: string;
  readonly kind: LineMarkKind;
  readonly label: string;
  /** When, by what, with which answer. */
  readonly detail?: ReactNode;
}

interface PaymentPathProps {
  readonly steps: readonly PaymentStep[];
  readonly label?: string;
}

/** The way of one payment, from its start over each try to where it stands. */
export function PaymentPath({ steps, label = "Path of the payment" }: PaymentPathProps) {
  return <LineOfMarks label={label} steps={steps} />;
}
