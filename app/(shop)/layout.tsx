import type { Metadata } from "next";
import type { ReactNode } from "react";
import { ShopFrame } from "@/app/_edge/shop-frame";
import { currentMerchant } from "@/lib/auth/current-merchant";

export async function generateMetadata(): Promise<Metadata> {
  const { name } = await currentMerchant();
  return { title: { absolute: name, template: `%s · ${name}` } };
}

export default function ShopLayout({ children }: { readonly children: ReactNode }) {
  return <ShopFrame>{children}</ShopFrame>;
}
