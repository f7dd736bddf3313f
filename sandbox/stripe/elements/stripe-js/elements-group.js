import { FrameElement } from "./element.js";
import { ELEMENT_TYPES } from "./element-types.js";
import { Emitter } from "./emitter.js";
import { ExpressCheckoutElement } from "./express-checkout.js";
import { integrationError } from "./integration-error.js";
import { checkOptions } from "./group-options.js";

/** Elements that hold parts of one payment, in the order in which they are checked. */
const CHECKED = ["linkAuthentication", "contactDetails", "address", "payment"];
/** Elements that need to know what is paid. */
const PAYING = ["payment", "expressCheckout"];

const keyOf = (type, options) => (type === "address" ? `address:${options?.mode}` : type);

/** `stripe.elements(options)`: the elements that collect one payment together. */
export class ElementsGroup {
  #client;
  #options;
  #elements = new Map();
  #emitter = new Emitter();
  #isSubmitted = false;
  #isAnnouncing = false;

  constructor(client, options) {
    checkOptions(options);
    this.#client = client;
    this.#options = { ...options };
  }

  get options() {
    return this.#options;
  }

  get client() {
    return this.#client;
  }

  /** Deferred groups know no intent yet and must be submitted before they are confirmed. */
  get isDeferred() {
    return this.#options.clientSecret === undefined;
  }

  get isSubmitted() {
    return this.#isSubmitted;
  }

  get setupFutureUsage() {
    return this.#options.setupFutureUsage ?? this.#options.setup_future_usage ?? undefined;
  }

  #mounted() {
    return [...this.#elements.entries()].filter(([, element]) => element.isMounted);
  }

  frameOptions() {
    const options = this.#options;
    return {
      client: this.#client,
      intent: {
        clientSecret: options.clientSecret,
        mode: options.mode,
        amount: options.amount,
        currency: options.currency,
        setupFutureUsage: this.setupFutureUsage,
        captureMethod: options.captureMethod ?? options.capture_method,
        paymentMethodConfiguration:
          options.paymentMethodConfiguration ?? options.payment_method_configuration,
        allowedTypes: options.allowedPaymentMethodTypes,
        excludedTypes: options.excludedPaymentMethodTypes,
      },
      customerSession: options.customerSessionClientSecret,
      appearance: options.appearance,
      fonts: options.fonts,
      locale: options.locale ?? this.#client.locale ?? "auto",
      siblings: this.#mounted().map(([key]) => key),
    };
  }

  create(type, options = {}) {
    if (ELEMENT_TYPES[type] === undefined) {
      throw integrationError(
        `A valid Element name must be provided. Valid Elements are:\n  ${Object.keys(ELEMENT_TYPES).join(", ")}; you passed: ${type}.`,
      );
    }
    if (type === "address" && !["billing", "shipping"].includes(options.mode)) {
      throw integrationError(
        "You must provide a mode of `billing` or `shipping` when creating an Address Element.",
      );
    }
    const key = keyOf(type, options);
    if (this.#elements.has(key))
      throw integrationError(`Can only create one ${type} Element of a type on a page.`);
    if (PAYING.includes(type) && this.isDeferred && this.#options.mode === undefined) {
      throw integrationError(
        `In order to create a ${type} element, you must pass a clientSecret or mode when creating the Elements group.`,
      );
    }
    const Kind = type === "expressCheckout" ? ExpressCheckoutElement : FrameElement;
    const element = new Kind(type, options, this);
    element.on("change", () => (this.#isSubmitted = false));
    this.#elements.set(key, element);
    return element;
  }

  getElement(type, options) {
    const name = typeof type === "string" ? type : type?.__elementType;
    if (name !== "address") return this.#elements.get(name) ?? null;
    const keys =
      options?.mode === undefined ? ["address:shipping", "address:billing"] : [keyOf(name, options)];
    return keys.map((key) => this.#elements.get(key)).find((element) => element !== undefined) ?? null;
  }

  forget(element) {
    for (const [key, known] of this.#elements) if (known === element) this.#elements.delete(key);
  }

  /** Elements show less when another on the page asks for the same: they hear of each other once a turn. */
  announce() {
    if (this.#isAnnouncing) return;
    this.#isAnnouncing = true;
    queueMicrotask(() => {
      this.#isAnnouncing = false;
      for (const [, element] of this.#mounted()) element.refresh();
    });
  }

  async update(options) {
    if ("clientSecret" in options)
      throw integrationError("elements.update(): `clientSecret` cannot be changed.");
    const merged = { ...this.#options, ...options };
    checkOptions(merged);
    this.#options = merged;
    for (const [, element] of this.#mounted()) element.refresh();
    this.#emitter.emit("update-end");
  }

  /** Looks at the intent again after the server has changed it. https://docs.stripe.com/js/elements_object/fetch_updates */
  async fetchUpdates() {
    for (const [, element] of this.#mounted()) element.refresh({ isRefetch: true });
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

  /** The element that pays: the wallet whose sheet was approved, else the Payment Element. */
  payingElement() {
    const express = this.#elements.get("expressCheckout");
    if (express?.isApproved === true) return express;
    const element = this.#elements.get("payment");
    if (element?.isMounted === true) return element;
    if (express?.isMounted === true) return express;
    throw integrationError(
      "Invalid value for stripe.confirmPayment(): elements should have a mounted Payment Element or Express Checkout Element.",
    );
  }

  /** Checks every element and shows what is missing; answers the first error. */
  async validate() {
    const paying = this.payingElement();
    const inOrder = this.#mounted()
      .map(([, element]) => element)
      .filter(
        (element) => CHECKED.includes(element.type) && (element.type !== "payment" || element === paying),
      )
      .toSorted((a, b) => CHECKED.indexOf(a.type) - CHECKED.indexOf(b.type));
    const results = [];
    for (const element of inOrder) results.push(await element.ask("validate"));
    const failed = results.findIndex((result) => result.error !== undefined);
    if (failed === -1) return paying.type === "payment" ? results.at(-1) : paying.validate();
    // The focus belongs in the first field that is wrong, in whichever frame it is.
    inOrder[failed].focus();
    return results[failed];
  }

  /** What the elements beside the paying one know of the customer. */
  async collect() {
    const billing = {};
    let shipping = null;
    for (const [key, element] of this.#mounted()) {
      if (key === "linkAuthentication" || key === "contactDetails") {
        const { value } = await element.ask("value");
        if (value?.email) billing.email = value.email;
      } else if (key === "address:billing" || key === "address:shipping") {
        const { name, phone, address } = (await element.ask("value")).value;
        const contact = { name, ...(phone ? { phone } : {}), address };
        if (key === "address:billing") Object.assign(billing, contact);
        else shipping = contact;
      }
    }
    return { billing, shipping };
  }

  /** Shows what is missing, as a press on "Pay" does first. */
  async submit() {
    const result = await this.validate();
    if (result.error !== undefined) return { error: result.error };
    this.#isSubmitted = true;
    return { selectedPaymentMethod: result.selected ?? "card" };
  }
}
