import { fetchSession } from "./api.js";
import { make, drawing } from "./dom.js";
import { WALLET_LOOKS } from "./wallets.js";
import { say, word } from "./words.js";

const GAP_PX = 8;
const BUTTON_WIDTH_MIN_PX = 140;

/** The wallets that this page may offer: cards for the two that hold them, their own type for all others. */
function availability(types, options) {
  const wanted = { ...options.wallets, ...options.paymentMethods };
  return Object.fromEntries(
    Object.entries(WALLET_LOOKS).map(([type, look]) => [
      type,
      wanted[look.option] !== "never" && types.includes(look.needs ?? type),
    ]),
  );
}

/** Wallet buttons; a press is answered by the page, which opens the sheet. https://docs.stripe.com/elements/express-checkout-element */
export function createElement({ root, tell, group, options: given }) {
  let options = given;
  let intent = group.intent;
  let offered = [];
  let available = {};
  let drawn = "";
  const grid = make("div", { class: "WalletButtons" });
  root.replaceChildren(grid);

  function button(type) {
    const look = WALLET_LOOKS[type];
    const theme = options.buttonTheme?.[look.option];
    const made = make(
      "button",
      { type: "button", class: `WalletButton WalletButton--${type}`, "data-theme": theme },
      drawing(look.mark, { class: "WalletMark" }),
    );
    say(made, () => made.setAttribute("aria-label", word("buyWith", { wallet: look.name })));
    made.style.height = `${options.buttonHeight ?? 44}px`;
    made.addEventListener("click", () =>
      tell({ type: "event", name: "press", detail: { expressPaymentType: type } }),
    );
    made.addEventListener("focus", () => tell({ type: "focus" }));
    made.addEventListener("blur", () => tell({ type: "blur" }));
    made.addEventListener("keydown", (event) => event.key === "Escape" && tell({ type: "escape" }));
    return made;
  }

  function draw() {
    const order = options.paymentMethodOrder ?? [];
    const shown = [
      ...order.filter((type) => offered.includes(type)),
      ...offered.filter((type) => !order.includes(type)),
    ];
    const { maxColumns = 0, maxRows = 0 } = options.layout ?? {};
    const fitting = Math.max(1, Math.floor((window.innerWidth + GAP_PX) / (BUTTON_WIDTH_MIN_PX + GAP_PX)));
    const columns = Math.max(1, Math.min(shown.length, fitting, maxColumns || 2));
    const room = maxRows > 0 && options.layout?.overflow !== "never" ? maxRows * columns : shown.length;
    const wanted = shown.slice(0, room);
    // A button that is replaced while it is pressed is never clicked: they change only when something about them does.
    const looks = JSON.stringify([wanted, columns, options.buttonHeight, options.buttonTheme]);
    if (looks === drawn) return;
    drawn = looks;
    grid.style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
    grid.replaceChildren(...wanted.map(button));
  }

  const byOption = () =>
    Object.fromEntries(
      Object.entries(WALLET_LOOKS).map(([type, look]) => [look.option, available[type] === true]),
    );

  async function load() {
    const session = await fetchSession(intent, group.customerSession);
    if (session.error !== undefined) return session.error;
    available = availability(session.payment_method_preference.ordered_payment_method_types, options);
    offered = Object.keys(available).filter((type) => available[type]);
    draw();
    const paymentMethods = Object.fromEntries(
      Object.entries(byOption()).map(([name, isAvailable]) => [name, { available: isAvailable }]),
    );
    tell({ type: "event", name: "availablepaymentmethodschange", detail: { paymentMethods } });
    return null;
  }

  window.addEventListener("resize", draw);
  return {
    load,
    readyDetail: () => ({ availablePaymentMethods: offered.length === 0 ? undefined : byOption() }),
    async update(message) {
      options = message.elementOptions ?? options;
      const isOther =
        message.intent !== undefined && JSON.stringify(message.intent) !== JSON.stringify(intent);
      intent = message.intent ?? intent;
      if (isOther || message.isRefetch === true) await load();
      else draw();
    },
    focus: () => grid.querySelector("button")?.focus(),
  };
}
