import { FrameElement } from "./element.js";
import { Emitter } from "./emitter.js";
import { integrationError } from "./integration-error.js";

const CURRENCY = /^[a-z]{3}$/;

function checkOptions(options) {
  if (options.paymentMethodTypes !== undefined || options.payment_method_types !== undefined) {
    throw integrationError(
      "elements(): `paymentMethodTypes` is no longer supported. Use `allowedPaymentMethodTypes` or `excludedPaymentMethodTypes`.",
    );
  }
  if (options.clientSecret !== undefined) {
    if (options.mode !== undefined)
      throw integrationError("elements(): `mode` cannot be used together with `clientSecret`.");
    if (!/^(pi|seti)_\w+_secret_\w+$/.test(options.clientSecret)) {
      throw integrationError(
        `Invalid value for elements(): clientSecret should be a client secret of the form \${id}_secret_\${secret}. You specified: ${options.clientSecret}.`,
      );
    }
    return;
  }
  if (options.mode === undefined) return;
  if (!["payment", "setup", "subscription"].includes(options.mode)) {
    throw integrationError(
      `Invalid value for elements(): mode should be one of payment, setup or subscription. You specified: ${options.mode}.`,
    );
  }
  if (options.mode !== "setup" && !(Number.isInteger(options.amount) && options.amount >= 0)) {
    throw integrationError(
      `Invalid value for elements(): amount must be a non-negative integer. You specified: ${options.amount}.`,
    );
  }
  if (options.mode !== "setup" && !CURRENCY.test(options.currency ?? "")) {
    throw integrationError(
      "Invalid value for elements(): currency must be a three-letter ISO currency code in lower case.",
    );
  }
}

/** `stripe.elements(options)`: the elements that collect one payment together. */
export class ElementsGroup {
  #publishableKey;
  #options;
  #elements = new Map();
  #emitter = new Emitter();
  #isSubmitted = false;

  constructor(publishableKey, options) {
    checkOptions(options);
    this.#publishableKey = publishableKey;
    this.#options = { ...options };
  }

  get options() {
    return this.#options;
  }

  /** Deferred groups know no intent yet and must be submitted before they are confirmed. */
  get isDeferred() {
    return this.#options.clientSecret === undefined;
  }

  get isSubmitted() {
    return this.#isSubmitted;
  }

  frameOptions() {
    const {
      clientSecret,
      mode,
      amount,
      currency,
      appearance,
      fonts,
      locale,
      setupFutureUsage,
      setup_future_usage,
    } = this.#options;
    return {
      publishableKey: this.#publishableKey,
      merchantHost: location.host,
      intent: {
        clientSecret,
        mode,
        amount,
        currency,
        setupFutureUsage: setupFutureUsage ?? setup_future_usage,
      },
      appearance,
      fonts,
      locale,
    };
  }

  create(type, options = {}) {
    if (type !== "payment")
      throw integrationError(
        `The sandbox serves the Payment Element only; elements.create("${type}") is not available.`,
      );
    if (this.#elements.has(type))
      throw integrationError(`Can only create one ${type} Element of a type on a page.`);
    if (this.isDeferred && this.#options.mode === undefined) {
      throw integrationError(
        "In order to create a payment element, you must pass a clientSecret or mode when creating the Elements group.",
      );
    }
    const element = new FrameElement(type, options, this);
    element.on("change", () => (this.#isSubmitted = false));
    this.#elements.set(type, element);
    return element;
  }

  getElement(type) {
    return this.#elements.get(typeof type === "string" ? type : type?.__elementType) ?? null;
  }

  forget(type) {
    this.#elements.delete(type);
  }

  async update(options) {
    if ("clientSecret" in options)
      throw integrationError("elements.update(): `clientSecret` cannot be changed.");
    const merged = { ...this.#options, ...options };
    checkOptions(merged);
    this.#options = merged;
    for (const element of this.#elements.values()) element.refresh();
    this.#emitter.emit("update-end");
  }

  async fetchUpdates() {
    for (const element of this.#elements.values()) element.refresh();
    return {};
  }

  on(type, handler) {
    this.#emitter.on(type, handler);
    return this;
  }

  off(type, handler) {
    this.#emitter.off(type, handler);
    return this;
  }

  paymentElement() {
    const element = this.#elements.get("payment");
    if (element === undefined || !element.isMounted) {
      throw integrationError(
        "Invalid value for stripe.confirmPayment(): elements should have a mounted Payment Element or Express Checkout Element.",
      );
    }
    return element;
  }

  /** Shows what is missing, as a press on "Pay" does first. */
  async submit() {
    const result = await this.paymentElement().ask("validate");
    if (result.error !== undefined) return { error: result.error };
    this.#isSubmitted = true;
    return { selectedPaymentMethod: "card" };
  }
}
