import { applyAppearance, loadFonts } from "./appearance.js";
import { createFields } from "./fields.js";

const PARENT = new URLSearchParams(location.search).get("parent") ?? "";
const tell = (message) => window.parent.postMessage(message, PARENT);

let publishableKey = "";
let settings = {};
let intent = {};

const ISSUE_FIELDS = { number: "number", exp_month: "expiry", exp_year: "expiry", cvc: "cvc" };

const fields = createFields({
  onChange({ complete, empty, brand }) {
    tell({ type: "change", complete, empty, value: { type: "card" }, brand });
    reportHeight();
  },
  onFocus: () => tell({ type: "focus" }),
  onBlur: () => {
    tell({ type: "blur" });
    reportHeight();
  },
  onEscape: () => tell({ type: "escape" }),
});

/** A frame that the page has not laid out yet is narrower than any screen; a height measured then would be a column's. */
const LAID_OUT_WIDTH_PX = 200;

let lastHeight = 0;
function reportHeight() {
  if (window.innerWidth < LAID_OUT_WIDTH_PX) return;
  const height = Math.ceil(document.getElementById("form").getBoundingClientRect().height) + 8;
  if (height === lastHeight || height <= 8) return;
  lastHeight = height;
  tell({ type: "height", height });
}

async function call(method, path, params) {
  const form = new URLSearchParams(params);
  const headers = { authorization: `Bearer ${publishableKey}` };
  const response = await fetch(method === "GET" ? `${path}?${form}` : path, {
    method,
    headers,
    ...(method === "GET" ? {} : { body: form }),
  });
  return response.json();
}

const TERMINAL = ["succeeded", "canceled", "processing", "requires_capture"];

/** What keeps this form from being used at all, as Stripe reports it in `loaderror`. */
async function loadIntent({ clientSecret }) {
  if (clientSecret === undefined) {
    const session = await call("GET", "/v1/elements/sessions", { type: "deferred_intent" });
    return session.error ?? null;
  }
  const isSetup = clientSecret.startsWith("seti_");
  const path = `/v1/${isSetup ? "setup" : "payment"}_intents/${clientSecret.split("_secret_")[0]}`;
  const answer = await call("GET", path, { client_secret: clientSecret });
  if (answer.error) return answer.error;
  intent = {
    ...intent,
    setupFutureUsage: isSetup ? answer.usage : answer.setup_future_usage,
    mode: isSetup ? "setup" : "payment",
  };
  if (!TERMINAL.includes(answer.status)) return null;
  const kind = isSetup ? "SetupIntent" : "PaymentIntent";
  return {
    type: "invalid_request_error",
    message: `${kind} ${answer.id} is in a terminal state (${answer.status}) and cannot be used to initialize Elements.`,
  };
}

function showTerms() {
  const terms = document.getElementById("terms");
  const wanted = settings.terms?.card ?? "auto";
  const isSaved = intent.mode === "setup" || ["off_session", "on_session"].includes(intent.setupFutureUsage);
  terms.hidden = wanted === "never" || (wanted === "auto" && !isSaved);
  const merchant = settings.business?.name ?? "this merchant";
  terms.textContent = `By providing your card information, you allow ${merchant} to charge your card for future payments in accordance with their terms.`;
}

function applySettings(options = {}) {
  settings = options;
  const billing = options.fields?.billingDetails;
  const address = billing === "never" ? "never" : billing?.address;
  const isHidden = (part) => address === "never" || address?.[part] === "never";
  fields.hide("country", isHidden("country"));
  fields.hide("postalCode", isHidden("postalCode"));
  fields.disable(options.readOnly === true);
  showTerms();
}

async function init(message) {
  publishableKey = message.publishableKey;
  intent = message.intent ?? {};
  loadFonts(message.fonts);
  applyAppearance(message.appearance);
  const preset = message.elementOptions?.defaultValues?.billingDetails?.address;
  fields.preset(preset?.country, preset?.postal_code);
  applySettings(message.elementOptions);
  document.body.classList.add("is-loading");
  reportHeight();
  new ResizeObserver(reportHeight).observe(document.getElementById("form"));
  const error = await loadIntent(intent).catch(() => ({
    type: "api_connection_error",
    message: "The payment form could not be loaded.",
  }));
  if (error) {
    document.body.classList.remove("is-loading");
    return tell({ type: "loaderror", error });
  }
  showTerms();
  document.body.classList.replace("is-loading", "is-ready");
  reportHeight();
  tell({ type: "ready" });
}

function update(message) {
  if (message.appearance !== undefined) applyAppearance(message.appearance);
  if (message.intent !== undefined)
    intent = {
      ...intent,
      ...Object.fromEntries(Object.entries(message.intent).filter(([, value]) => value !== undefined)),
    };
  applySettings(message.elementOptions);
  reportHeight();
}

function flatten(prefix, value, into) {
  if (value === undefined || value === null) return;
  if (typeof value === "object")
    for (const [key, item] of Object.entries(value)) flatten(`${prefix}[${key}]`, item, into);
  else into[prefix] = String(value);
}

/** Card data leaves this frame here, to the sandbox; the merchant's page learns the payment method's id. */
async function tokenize({ billingDetails = {}, allowRedisplay, metadata }) {
  const params = { type: "card" };
  flatten("card", fields.card(), params);
  const address = { ...fields.address(), ...billingDetails.address };
  flatten("billing_details", { ...billingDetails, address }, params);
  flatten("allow_redisplay", allowRedisplay, params);
  flatten("metadata", metadata, params);
  try {
    const answer = await call("POST", "/v1/payment_methods", params);
    if (!answer.error) return { paymentMethod: answer };
    fields.refuse(ISSUE_FIELDS[answer.error.param], answer.error.message);
    reportHeight();
    return { error: answer.error };
  } catch {
    return {
      error: {
        type: "api_connection_error",
        message: "We could not reach the payment service. Check your connection and try again.",
      },
    };
  }
}

async function answer(message) {
  if (message.action === "tokenize") return tokenize(message);
  const error = fields.validate();
  reportHeight();
  return error === null ? {} : { error };
}

const HANDLERS = {
  init,
  update,
  focus: () => fields.focus(),
  blur: () => fields.blur(),
  clear: () => fields.clear(),
  ask: async (message) => tell({ type: "reply", id: message.id, result: await answer(message) }),
};

window.addEventListener("message", (event) => {
  if (event.source !== window.parent || event.origin !== PARENT) return;
  void HANDLERS[event.data?.type]?.(event.data);
});
document.getElementById("form").addEventListener("submit", (event) => event.preventDefault());
tell({ type: "loaded" });
