import type { ReactNode } from "react";
import { requireOrder } from "@/app/_edge/require-order";

interface CheckoutLayoutProps {
  readonly params: Promise<{ orderId: string }>;
  readonly children: ReactNode;
}

export default async function CheckoutLayout({ params, children }: CheckoutLayoutProps) {
  await requireOrder((await params).orderId);
  return children;
}
