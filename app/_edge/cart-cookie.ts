import { cookies } from "next/headers";
import { type CartLine, formatCart, parseCart } from "@/lib/schemas/cart";
import { env } from "@/lib/platform/env";

const CART_COOKIE = "remit_cart";
const THIRTY_DAYS_SECONDS = 30 * 24 * 60 * 60;

/** The cart of this browser. It names products and quantities; what they cost is the catalog's to say. */
export async function readCart(): Promise<CartLine[]> {
  return parseCart((await cookies()).get(CART_COOKIE)?.value ?? "");
}

/** Keeps the cart in the browser; an empty one is forgotten. Only in actions and route handlers. */
export async function writeCart(lines: readonly CartLine[]): Promise<void> {
  const jar = await cookies();
  if (lines.length === 0) {
    jar.delete(CART_COOKIE);
    return;
  }
  jar.set(CART_COOKIE, formatCart(lines), {
    httpOnly: true,
    sameSite: "lax",
    secure: env().APP_URL.startsWith("https:"),
    path: "/",
    maxAge: THIRTY_DAYS_SECONDS,
  });
}
