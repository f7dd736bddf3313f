import { call, fetchSession } from "./api.js";
import { make, drawing } from "./dom.js";
import { amountText } from "./money.js";
import { WALLET_ADDRESSES, WALLET_CARDS, WALLET_CONTACT, WALLET_LOOKS } from "./wallets.js";
import { word } from "./words.js";

/** The two that hold cards pay with one; the others are payment methods of their own. */
const HOLDS_CARDS = ["apple_pay", "google_pay"];

const addressLine = ({ address }) =>
  [address.line1, address.city, address.postal_code, address.country].join(", ");
const partial = ({ city, state, postal_code, country }) => ({ city, state, postal_code, country });

function choice(id, label, options, value, onChange) {
  const select = make("select", { class: "Input Select", id });
  select.replaceChildren(...options.map((option) => new Option(option.text, option.value)));
  if (value !== undefined) select.value = value;
  select.addEventListener("change", () => onChange?.(select.value));
  return {
    select,
    node: make(
      "div",
      { class: "Field Field--wide" },
      make("label", { class: "Label", for: id }, label),
      select,
    ),
  };
}

/** The sheet that a real wallet would draw over the page, with cards and addresses that the customer may choose from. */
export function createElement({ root, tell, group, options }) {
  document.body.classList.add("is-sheet");
  const type = options.expressPaymentType;
  const look = WALLET_LOOKS[type];
  const send = (name, detail = {}) => tell({ type: "event", name, detail });
  let { lineItems = [], shippingRates = [] } = options;
  let amount = 0;
  let currency = "usd";
  let addressIndex = 0;
  let rateId = shippingRates[0]?.id;
  let isBusy = false;
  let problem = "";

  const allowed = options.allowedShippingCountries;
  const addresses = WALLET_ADDRESSES.filter(({ address }) => allowed?.includes(address.country) !== false);
  const rate = () => shippingRates.find(({ id }) => id === rateId) ?? shippingRates[0];
  const total = () =>
    lineItems.length === 0
      ? amount
      : lineItems.reduce((sum, item) => sum + item.amount, 0) + (rate()?.amount ?? 0);
  let card = WALLET_CARDS[0].value;

  function rows() {
    const items = lineItems.map(({ name, amount: price }) => [name, price]);
    if (rate() !== undefined) items.push([rate().displayName, rate().amount]);
    return [...items, [word("total"), Math.max(total(), amount)]].flatMap(([name, price]) => [
      make("dt", {}, name),
      make("dd", {}, amountText(price, currency)),
    ]);
  }

  function choices() {
    const nodes = [];
    if (HOLDS_CARDS.includes(type)) {
      const cards = WALLET_CARDS.map(({ value, words }) => ({ value, text: word(words) }));
      nodes.push(choice("card", word("walletCard"), cards, card, (value) => (card = value)).node);
    }
    if (options.shippingAddressRequired === true) {
      const known = addresses.map((one, index) => ({ value: String(index), text: addressLine(one) }));
      nodes.push(choice("address", word("shippingAddress"), known, String(addressIndex), chooseAddress).node);
    }
    if (shippingRates.length > 0) {
      const known = shippingRates.map(({ id, displayName, amount: price }) => ({
        value: id,
        text: `${displayName} – ${amountText(price, currency)}`,
      }));
      nodes.push(choice("rate", word("shippingMethod"), known, rate().id, chooseRate).node);
    }
    return nodes;
  }

  function draw() {
    const focused = document.activeElement?.id;
    const pay = make("button", {
      type: "button",
      class: "SheetPay",
      id: "pay",
      disabled: isBusy || problem === "cannotShip",
    });
    pay.textContent = word("pay", { amount: amountText(Math.max(total(), amount), currency) });
    pay.addEventListener("click", approve);
    const cancel = make("button", { type: "button", class: "SheetCancel", id: "cancel" }, word("cancel"));
    cancel.addEventListener("click", () => send("cancel"));
    const title = make(
      "h1",
      { class: "SheetTitle" },
      drawing(look.mark, { class: "SheetMark" }),
      make("span", { class: "Hidden" }, look.name),
    );
    root.replaceChildren(
      make(
        "div",
        { class: "Sheet", "aria-busy": String(isBusy) },
        title,
        make("p", { class: "SheetNote" }, word("sheetNote")),
        ...choices(),
        make("dl", { class: "SheetRows" }, ...rows()),
        make("p", { class: "Error", role: "alert" }, problem === "" ? "" : (word(problem) ?? problem)),
        pay,
        cancel,
      ),
    );
    (document.getElementById(focused) ?? pay).focus();
  }

  function chooseAddress(index) {
    addressIndex = Number(index);
    problem = "";
    const { name, address } = addresses[addressIndex];
    wait();
    send("shippingaddresschange", { name, address: partial(address) });
  }

  function chooseRate(id) {
    rateId = id;
    wait();
    send("shippingratechange", { shippingRate: rate() });
  }

  function wait() {
    isBusy = true;
    draw();
  }

  const person = () => addresses[addressIndex] ?? WALLET_ADDRESSES[0];

  function approve() {
    wait();
    const { name, address } = person();
    const { email, phone } = WALLET_CONTACT;
    send("approve", {
      billingDetails: {
        name,
        ...(options.emailRequired === true ? { email } : {}),
        ...(options.phoneNumberRequired === true ? { phone } : {}),
        address: options.billingAddressRequired === false ? { ...address, line1: "" } : address,
      },
      ...(options.shippingAddressRequired === true ? { shippingAddress: { name, address } } : {}),
      ...(rate() === undefined ? {} : { shippingRate: rate() }),
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") tell({ type: "escape" });
    if (event.key !== "Tab") return;
    const stops = [...root.querySelectorAll("select, button:not(:disabled)")];
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    if (document.activeElement !== edge) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0]).focus();
  });

  return {
    async load() {
      const session = await fetchSession(group.intent);
      if (session.error !== undefined) return session.error;
      amount = session.intent?.amount ?? group.intent.amount ?? 0;
      currency = session.intent?.currency ?? group.intent.currency ?? "usd";
      draw();
      if (options.shippingAddressRequired === true && addresses.length > 0) chooseAddress(0);
      return null;
    },
    update(message) {
      amount = message.intent?.amount ?? amount;
      draw();
    },
    focus: () => (document.querySelector("#pay:not(:disabled)") ?? document.getElementById("cancel")).focus(),
    /** What the merchant answered to the last event. */
    hear({ answer, ...given }) {
      isBusy = false;
      problem = "";
      if (given.lineItems !== undefined) ({ lineItems } = given);
      if (given.shippingRates !== undefined) {
        ({ shippingRates } = given);
        rateId = rate()?.id;
      }
      if (answer === "rejected") problem = "cannotShip";
      if (answer === "failed") problem = given.message ?? "walletFailed";
      draw();
    },
    selected: () => ({ type }),
    async tokenize({
      billingDetails = {},
      allowRedisplay,
      metadata,
      into = "/v1/payment_methods",
      extra = {},
    }) {
      const { name, address } = person();
      const own = HOLDS_CARDS.includes(type)
        ? { type: "card", card: { token: `tok_${look.option}_${card}` } }
        : { type, [type]: {} };
      const data = {
        ...own,
        billing_details: {
          name,
          email: WALLET_CONTACT.email,
          ...billingDetails,
          address: { ...address, ...billingDetails.address },
        },
        allow_redisplay: allowRedisplay,
        metadata,
      };
      const params = into === "/v1/payment_methods" ? data : { ...extra, payment_method_data: data };
      const answer = await call("POST", into, params);
      return answer.error === undefined ? { object: answer, type: own.type } : { error: answer.error };
    },
  };
}
