import type { ReactNode } from "react";
import { requireOrder } from "@/app/_edge/require-order";

interface OrderLayoutProps {
  readonly params: Promise<{ orderId: string }>;
  readonly children: ReactNode;
}

export default async function OrderLayout({ params, children }: OrderLayoutProps) {
  await requireOrder((await params).orderId);
  return children;
}
