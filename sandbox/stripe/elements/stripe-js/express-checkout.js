import { FrameElement } from "./element.js";
import { FrameChannel } from "./frame-channel.js";
import { focusFrame, modalFrameStyle, openModal } from "./modal.js";

const WALLET_NAMES = {
  apple_pay: "Apple Pay",
  google_pay: "Google Pay",
  amazon_pay: "Amazon Pay",
  link: "Link",
  paypal: "PayPal",
  klarna: "Klarna",
};

/** Buttons of wallets, and the sheet that a real wallet would draw. https://docs.stripe.com/elements/express-checkout-element */
export class ExpressCheckoutElement extends FrameElement {
  #sheet = null;
  #closeSheet = null;
  #isApproved = false;

  /** The customer has agreed in the sheet; the merchant has yet to confirm. */
  get isApproved() {
    return this.#isApproved;
  }

  receive(message) {
    if (message.type === "event" && message.name === "press") this.#press(message.detail.expressPaymentType);
    else super.receive(message);
  }

  /** Emits an event that the merchant answers with `resolve` or `reject`; nobody listening is a yes. */
  #ask(name, detail, onResolve, onReject) {
    if (!this.hears(name)) return onResolve();
    let isAnswered = false;
    const once =
      (answer) =>
      (given = {}) => {
        if (isAnswered) return;
        isAnswered = true;
        answer(given);
      };
    this.emit(name, { ...detail, resolve: once(onResolve), reject: once(onReject) });
  }

  #press(expressPaymentType) {
    this.#ask(
      "click",
      { elementType: this.type, expressPaymentType },
      (details = {}) => this.#open(expressPaymentType, { ...this.options, ...details }),
      () => {},
    );
  }

  #open(expressPaymentType, options) {
    if (this.#sheet !== null || !this.isMounted) return;
    this.#sheet = new FrameChannel({
      page: "walletSheet",
      title: `${WALLET_NAMES[expressPaymentType]} sheet`,
      style: modalFrameStyle(620),
      begin: () => ({ ...this.group.frameOptions(), elementOptions: { ...options, expressPaymentType } }),
      onMessage: (message) => this.#hear(message, expressPaymentType),
    });
    this.#closeSheet = openModal({
      label: `${WALLET_NAMES[expressPaymentType]} (test)`,
      frame: this.#sheet.frame,
      onDismiss: () => this.#cancel(),
    });
  }

  #hear({ type, name, detail = {} }, expressPaymentType) {
    // The press that opened the sheet left the focus in the frame of the buttons.
    if (type === "ready") {
      focusFrame(this.#sheet.frame);
      this.#sheet.tell({ type: "focus" });
    }
    if (type === "escape") return this.#cancel();
    if (type !== "event") return;
    if (name === "cancel") this.#cancel();
    else if (name === "approve") {
      this.#isApproved = true;
      this.emit("confirm", {
        elementType: this.type,
        expressPaymentType,
        ...detail,
        paymentFailed: (why = {}) => this.#fail(why),
      });
    } else {
      this.#ask(
        name,
        detail,
        (given = {}) => this.#sheet?.tell({ type: "tell", detail: { answer: "resolved", ...given } }),
        () => this.#sheet?.tell({ type: "tell", detail: { answer: "rejected" } }),
      );
    }
  }

  #fail({ message, reason = "fail" }) {
    this.#isApproved = false;
    this.#sheet?.tell({ type: "tell", detail: { answer: "failed", reason, message } });
  }

  #close() {
    this.#closeSheet?.();
    this.#sheet?.close();
    this.#sheet = null;
    this.#closeSheet = null;
    this.#isApproved = false;
  }

  #cancel() {
    if (this.#sheet === null) return;
    this.#close();
    this.emit("cancel", { elementType: this.type });
  }

  /** The confirmation came to an end: the sheet of a wallet shows no more of it. */
  finish() {
    if (this.#isApproved) this.#close();
  }

  /** A wallet checks what it holds by itself. */
  async validate() {
    if (this.#isApproved) return { selected: (await this.#sheet.ask("selected")).type };
    return {
      error: { type: "validation_error", code: "incomplete_payment_details", message: "Choose a wallet." },
    };
  }

  ask(action, details) {
    return action === "tokenize" && this.#sheet !== null
      ? this.#sheet.ask(action, details)
      : super.ask(action, details);
  }

  unmount() {
    this.#close();
    return super.unmount();
  }
}
