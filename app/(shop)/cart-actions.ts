"use server";

import { readCart, writeCart } from "@/app/_edge/cart-cookie";
import { fieldCodes } from "@/app/_edge/field-codes";
import { withQuantity } from "@/lib/schemas/cart";
import { cartForm } from "@/lib/schemas/cart-form";
import type { ActionState } from "@/lib/schemas/action-state";

/** Adds to what is in the cart already, from catalog and product page. */
export async function addToCartAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const parsed = cartForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const { productId, quantity } = parsed.data;
  const cart = await readCart();
  const there = cart.find((line) => line.productId === productId)?.quantity ?? 0;
  await writeCart(withQuantity(cart, { productId, quantity: there + quantity }));
  return { status: "done" };
}

/** Sets a line of the cart to a quantity; zero takes it out. */
export async function setCartLineAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const parsed = cartForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  await writeCart(withQuantity(await readCart(), parsed.data));
  return { status: "done" };
}
