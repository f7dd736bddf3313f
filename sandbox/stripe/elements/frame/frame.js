import { speakFor } from "./api.js";
import { applyAppearance, loadFonts } from "./appearance.js";
import { speak, word } from "./words.js";

const PARENT = new URLSearchParams(location.search).get("parent") ?? "";
const ELEMENT = location.pathname.split("/").at(-1) ?? "";

/** Which module draws an element. */
const MODULES = {
  payment: "payment-element.js",
  card: "line-element.js",
  cardNumber: "line-element.js",
  cardExpiry: "line-element.js",
  cardCvc: "line-element.js",
  iban: "line-element.js",
  address: "address-element.js",
  linkAuthentication: "email-element.js",
  contactDetails: "email-element.js",
  expressCheckout: "express-element.js",
  paymentMethodMessaging: "messaging-element.js",
  walletSheet: "wallet-sheet.js",
};
const TITLES = {
  card: "Secure card payment input frame",
  cardNumber: "Secure card number input frame",
  cardExpiry: "Secure expiration date input frame",
  cardCvc: "Secure CVC input frame",
  iban: "Secure IBAN input frame",
  address: "Secure address input frame",
  linkAuthentication: "Secure email input frame",
  contactDetails: "Secure email input frame",
  expressCheckout: "Secure express checkout frame",
  paymentMethodMessaging: "Payment method messaging",
  walletSheet: "Wallet",
};

const tell = (message) => window.parent.postMessage(message, PARENT);
const root = document.getElementById("root");
let element = null;

/** A frame that the page has not laid out yet is narrower than any field; a height measured then would be a column's. */
const LAID_OUT_WIDTH_PX = 40;

let lastHeight = 0;
function reportHeight() {
  if (window.innerWidth < LAID_OUT_WIDTH_PX || document.body.classList.contains("is-sheet")) return;
  const height = Math.ceil(root.getBoundingClientRect().height + root.offsetTop * 2);
  if (height === lastHeight || height <= root.offsetTop * 2) return;
  lastHeight = height;
  tell({ type: "height", height });
}

async function init(message) {
  speakFor(message.client);
  loadFonts(message.fonts);
  document.body.classList.add(`is-${ELEMENT}`);
  applyAppearance(message.appearance);
  await speak(message.locale);
  const { createElement } = await import(`./${MODULES[ELEMENT]}`);
  new ResizeObserver(reportHeight).observe(root);
  element = createElement({
    type: ELEMENT,
    root,
    tell,
    group: message,
    options: message.elementOptions ?? {},
  });
  document.body.classList.add("is-loading");
  const error = (await element.load?.()) ?? null;
  document.body.classList.remove("is-loading");
  if (error !== null) return tell({ type: "loaderror", error });
  document.body.classList.add("is-ready");
  reportHeight();
  tell({ type: "ready", detail: element.readyDetail?.() ?? {} });
}

async function update(message) {
  if (message.appearance !== undefined) applyAppearance(message.appearance);
  if (message.locale !== undefined) await speak(message.locale);
  await element?.update?.(message);
  reportHeight();
}

async function answer({ id, action, ...details }) {
  const ask = element?.[action];
  const result =
    ask === undefined
      ? { error: { type: "api_connection_error", message: word("loadFailed") } }
      : await ask(details);
  reportHeight();
  tell({ type: "reply", id, result });
}

const HANDLERS = {
  init,
  update,
  focus: () => element?.focus?.(),
  blur: () => document.activeElement?.blur?.(),
  clear: () => element?.clear?.(),
  collapse: () => element?.collapse?.(),
  ask: answer,
  tell: (message) => element?.hear?.(message.detail),
};

// What arrives while the frame is still being drawn waits for that: in order, as it was said.
let turn = Promise.resolve();
window.addEventListener("message", (event) => {
  if (event.source !== window.parent || event.origin !== PARENT) return;
  const handler = HANDLERS[event.data?.type];
  if (handler === undefined) return;
  if (event.data.type === "ask") void turn.then(() => handler(event.data));
  else turn = turn.then(() => handler(event.data));
});
document.title = TITLES[ELEMENT] ?? document.title;
document.addEventListener("submit", (event) => event.preventDefault());
tell({ type: "loaded" });
