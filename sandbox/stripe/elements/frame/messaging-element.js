import { make } from "./dom.js";
import { amountText } from "./money.js";
import { methodName } from "./methods.js";
import { say, word } from "./words.js";

/** In how many parts each divides a price. */
const PARTS = { klarna: 4, afterpay_clearpay: 4, affirm: 4 };

/** What a price comes to when it is paid in parts. https://docs.stripe.com/elements/payment-method-messaging */
export function createElement({ root, options: given }) {
  let options = given;
  const line = make("p", { class: "Messaging" });
  root.replaceChildren(line);

  function draw() {
    const types = options.paymentMethodTypes ?? options.paymentMethods ?? Object.keys(PARTS);
    const known = types.filter((type) => PARTS[type] !== undefined);
    const order = options.paymentMethodOrder ?? [];
    const shown = [
      ...order.filter((type) => known.includes(type)),
      ...known.filter((type) => !order.includes(type)),
    ];
    line.hidden = shown.length === 0 || !(options.amount > 0);
    say(line, () => {
      const count = PARTS[shown[0]] ?? 4;
      const amount = amountText(Math.ceil(options.amount / count), options.currency);
      line.textContent = `${word("payments", { count, amount })} · ${shown.map(methodName).join(", ")}`;
    });
  }

  draw();
  return {
    update(message) {
      options = message.elementOptions ?? options;
      draw();
    },
  };
}
