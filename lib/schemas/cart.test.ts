import { describe, expect, it } from "vitest";
import { cartCount, formatCart, parseCart, withQuantity } from "./cart";

const course = "prod_01h455vb4pex5vsknk084sn02q";
const site = "prod_01h455vb4pex5vsknk084sn02r";

describe("cart", () => {
  it("reads back what it wrote", () => {
    const lines = [
      { productId: course, quantity: 1 },
      { productId: site, quantity: 3 },
    ];
    expect(parseCart(formatCart(lines))).toEqual(lines);
    expect(cartCount(lines)).toBe(4);
  });

  it("leaves out what it did not write", () => {
    expect(parseCart(`${course}:1.prod_x:2.${site}:0.${site}:-1.${site}:100.<script>`)).toEqual([
      { productId: course, quantity: 1 },
    ]);
    expect(parseCart("")).toEqual([]);
  });

  it("holds each product once", () => {
    expect(parseCart(`${course}:1.${course}:5`)).toEqual([{ productId: course, quantity: 5 }]);
  });

  it("takes a product out at quantity zero and stops at 99", () => {
    const lines = [{ productId: course, quantity: 1 }];
    expect(withQuantity(lines, { productId: course, quantity: 0 })).toEqual([]);
    expect(withQuantity(lines, { productId: course, quantity: 500 })).toEqual([
      { productId: course, quantity: 99 },
    ]);
    expect(withQuantity(lines, { productId: site, quantity: 2 })).toHaveLength(2);
  });
});
