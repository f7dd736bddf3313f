import { allocate } from "./allocate";
import { add, type Money, money, times } from "./money";
import { portion } from "./portion";

// Compiled, never run: each wrong call below must not compile, or the directive above it is an error.

const price: Money = money(1_999n, "USD");

// @ts-expect-error An amount is a bigint of minor units, never a number.
money(19.99, "USD");

// @ts-expect-error An amount always has its currency.
money(1_999n);

// @ts-expect-error A bare bigint is not money.
add(price, 100n);

// @ts-expect-error Money is no number.
portion(price.amountMinor, { basisPoints: 290, rounding: "down" });

// @ts-expect-error An amount cannot be changed in place.
price.amountMinor = 0n;

// @ts-expect-error Money is multiplied by a quantity, never by money.
times(price, price);

// @ts-expect-error Weights are whole numbers of any size.
allocate(price, [0.5, 0.5]);

// @ts-expect-error A portion names its rounding.
portion(price, { basisPoints: 290 });

// @ts-expect-error The roundings are a closed list.
portion(price, { basisPoints: 290, rounding: "bankers" });
