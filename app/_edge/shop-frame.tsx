import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { ShopShell } from "@/components/shop/shop-shell";
import { parseTheme, THEME_COOKIE } from "@/components/ui/theme";
import { currentActor } from "@/lib/auth/current-actor";
import { currentMerchant } from "@/lib/auth/current-merchant";
import { cartCount } from "@/lib/schemas/cart";
import { readCart } from "./cart-cookie";

/** The shell with what this request knows: whose shop, who visits, what is in the cart. */
export async function ShopFrame({ children }: { readonly children: ReactNode }) {
  const [merchant, actor, cart, jar] = await Promise.all([
    currentMerchant(),
    currentActor(),
    readCart(),
    cookies(),
  ]);
  return (
    <ShopShell
      merchant={merchant}
      visitorName={actor?.name ?? null}
      isStaff={actor?.kind === "staff"}
      cartCount={cartCount(cart)}
      theme={parseTheme(jar.get(THEME_COOKIE)?.value)}
    >
      {children}
    </ShopShell>
  );
}
