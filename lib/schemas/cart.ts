import { LINE_QUANTITY_MAX } from "@/lib/domain/orders/order";

/** What somebody means to order, before it is an order: public product ids and quantities, no prices. */
export interface CartLine {
  readonly productId: string;
  readonly quantity: number;
}

export const CART_LINES_MAX = 20;

const LINE = /^(prod_[0-9a-z]{26}):([1-9]\d?)$/;

/** Reads one line as the cookie and the form write it: "prod_…:2". Null for anything else. */
export function parseCartLine(text: string): CartLine | null {
  const [, productId, quantity] = LINE.exec(text) ?? [];
  return productId && quantity ? { productId, quantity: Number(quantity) } : null;
}

export function formatCartLine(line: CartLine): string {
  return `${line.productId}:${line.quantity}`;
}

/** Reads a cart's cookie. What cannot be read is left out, each product stands once, and there is an end to its length. */
export function parseCart(text: string): CartLine[] {
  const lines = text.split(".").map(parseCartLine);
  const known = new Map(lines.flatMap((line) => (line ? [[line.productId, line] as const] : [])));
  return [...known.values()].slice(0, CART_LINES_MAX);
}

export function formatCart(lines: readonly CartLine[]): string {
  return lines.map(formatCartLine).join(".");
}

/** The cart with this product at this quantity; zero takes it out. */
export function withQuantity(lines: readonly CartLine[], line: CartLine): CartLine[] {
  const quantity = Math.min(line.quantity, LINE_QUANTITY_MAX);
  const isThere = lines.some((each) => each.productId === line.productId);
  if (quantity <= 0) return lines.filter((each) => each.productId !== line.productId);
  if (isThere) return lines.map((each) => (each.productId === line.productId ? { ...each, quantity } : each));
  return [...lines, { ...line, quantity }].slice(0, CART_LINES_MAX);
}

/** How many things are in it. */
export function cartCount(lines: readonly CartLine[]): number {
  return lines.reduce((count, line) => count + line.quantity, 0);
}
