import { ORIGIN } from "./api.js";
import { Emitter } from "./emitter.js";
import { integrationError } from "./integration-error.js";

let sequence = 0;

const FRAME_ATTRIBUTES = {
  title: "Secure payment input frame",
  allow: "payment *; publickey-credentials-get *; clipboard-read; clipboard-write",
  allowtransparency: "true",
  scrolling: "no",
  frameborder: "0",
};

// The frame is four pixels wider on each side so that focus rings are not cut off.
const FRAME_STYLE =
  "border:0;margin:-4px;padding:0;width:calc(100% + 8px);min-width:calc(100% + 8px);height:236px;display:block;overflow:hidden;" +
  "background:transparent;color-scheme:normal;transform:translate3d(0,0,0)";

/** One element on the merchant's page: a frame of the sandbox's origin and the messages to and from it. */
export class FrameElement extends Emitter {
  #type;
  #options;
  #group;
  #frame = null;
  #replies = new Map();
  #outbox = [];
  #isListening = false;
  #state = { complete: false, empty: true };

  constructor(type, options, group) {
    super();
    this.#type = type;
    this.#options = { ...options };
    this.#group = group;
    this._elementType = type;
  }

  get state() {
    return this.#state;
  }

  get isMounted() {
    return this.#frame !== null;
  }

  #receive = (event) => {
    if (event.origin !== ORIGIN || this.#frame === null || event.source !== this.#frame.contentWindow) return;
    const message = event.data ?? {};
    const elementType = this.#type;
    if (message.type === "loaded") return this.#begin();
    if (message.type === "height") this.#frame.style.height = `${message.height}px`;
    else if (message.type === "reply") this.#settle(message);
    else if (message.type === "change") {
      this.#state = { complete: message.complete, empty: message.empty };
      const { complete, empty, value } = message;
      this.emit("change", { elementType, complete, empty, collapsed: false, value });
    } else if (message.type === "loaderror") this.emit("loaderror", { elementType, error: message.error });
    else if (["ready", "focus", "blur", "escape"].includes(message.type))
      this.emit(message.type, { elementType });
  };

  #settle(message) {
    this.#replies.get(message.id)?.(message.result);
    this.#replies.delete(message.id);
  }

  #begin() {
    this.#isListening = true;
    this.#post({ type: "init", ...this.#group.frameOptions(), elementOptions: this.#options });
    for (const message of this.#outbox.splice(0)) this.#post(message);
    this.emit("loaderstart", { elementType: this.#type });
  }

  #post(message) {
    this.#frame?.contentWindow?.postMessage(message, ORIGIN);
  }

  /** Sends now, or as soon as the frame listens. */
  tell(message) {
    if (this.#isListening) this.#post(message);
    else this.#outbox.push(message);
  }

  /** Asks the frame to validate or to tokenize; card data stays inside it. */
  ask(action, details = {}) {
    if (this.#frame === null) {
      throw integrationError(
        "We could not retrieve data from the specified Element. Please make sure it is mounted.",
      );
    }
    return new Promise((resolve) => {
      const id = (sequence += 1);
      this.#replies.set(id, resolve);
      this.tell({ type: "ask", id, action, ...details });
    });
  }

  mount(where) {
    const node = typeof where === "string" ? document.querySelector(where) : where;
    if (!(node instanceof HTMLElement)) {
      throw integrationError(
        "The selector you specified applies to no DOM elements that are currently on the page.",
      );
    }
    this.unmount();
    const frame = document.createElement("iframe");
    frame.name = `__privateStripeFrame${(sequence += 1)}`;
    for (const [name, value] of Object.entries(FRAME_ATTRIBUTES)) frame.setAttribute(name, value);
    frame.style.cssText = FRAME_STYLE;
    frame.src = `${ORIGIN}/elements/payment?parent=${encodeURIComponent(location.origin)}`;
    this.#frame = frame;
    window.addEventListener("message", this.#receive);
    const holder = document.createElement("div");
    holder.className = "__PrivateStripeElement";
    holder.style.cssText =
      "margin:0;padding:0;border:none;display:block;background:transparent;position:relative;opacity:1";
    holder.append(frame);
    node.classList.add("StripeElement");
    node.replaceChildren(holder);
    return this;
  }

  update(options) {
    Object.assign(this.#options, options);
    if (this.#frame !== null) this.tell({ type: "update", elementOptions: this.#options });
    return this;
  }

  /** The group's appearance or amount changed. */
  refresh() {
    if (this.#frame !== null)
      this.tell({ type: "update", ...this.#group.frameOptions(), elementOptions: this.#options });
  }

  unmount() {
    if (this.#frame === null) return this;
    window.removeEventListener("message", this.#receive);
    this.#frame.parentElement?.remove();
    this.#frame = null;
    this.#isListening = false;
    for (const resolve of this.#replies.values()) {
      resolve({
        error: {
          type: "validation_error",
          code: "element_unmounted",
          message: "The payment form was closed.",
        },
      });
    }
    this.#replies.clear();
    return this;
  }

  destroy() {
    this.unmount();
    this.#group.forget(this.#type);
    return this;
  }

  focus() {
    this.tell({ type: "focus" });
  }

  blur() {
    this.tell({ type: "blur" });
  }

  clear() {
    this.tell({ type: "clear" });
  }

  collapse() {
    return this;
  }
}
