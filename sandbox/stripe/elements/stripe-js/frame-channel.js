import { ORIGIN } from "./api.js";
import { integrationError } from "./integration-error.js";

let sequence = 0;

const FRAME_ATTRIBUTES = {
  allow: "payment *; publickey-credentials-get *; clipboard-read; clipboard-write",
  allowtransparency: "true",
  scrolling: "no",
  frameborder: "0",
};

const UNMOUNTED = {
  error: { type: "validation_error", code: "element_unmounted", message: "The payment form was closed." },
};

/** A frame of the sandbox's origin and the messages to and from it: what is said before it listens waits for it. */
export class FrameChannel {
  #onMessage;
  #onListening;
  #replies = new Map();
  #outbox = [];
  #isListening = false;

  /** `page` is the element's name; `begin` answers what the frame is told first. */
  constructor({ page, title, style, begin, onMessage }) {
    this.#onMessage = onMessage;
    this.#onListening = begin;
    const frame = document.createElement("iframe");
    frame.name = `__privateStripeFrame${(sequence += 1)}`;
    frame.title = title;
    for (const [name, value] of Object.entries(FRAME_ATTRIBUTES)) frame.setAttribute(name, value);
    frame.style.cssText = style;
    frame.src = `${ORIGIN}/elements/${page}?parent=${encodeURIComponent(location.origin)}`;
    this.frame = frame;
    window.addEventListener("message", this.#receive);
  }

  #receive = (event) => {
    if (event.origin !== ORIGIN || event.source !== this.frame.contentWindow) return;
    const message = event.data ?? {};
    if (message.type === "loaded") this.#listen();
    else if (message.type === "reply") {
      this.#replies.get(message.id)?.(message.result);
      this.#replies.delete(message.id);
    } else this.#onMessage(message);
  };

  #listen() {
    // A frame that is moved within the page loads anew and must be told everything again.
    this.#isListening = true;
    this.#post({ type: "init", ...this.#onListening() });
    for (const message of this.#outbox.splice(0)) this.#post(message);
  }

  #post(message) {
    this.frame.contentWindow?.postMessage(message, ORIGIN);
  }

  tell(message) {
    if (this.#isListening) this.#post(message);
    else this.#outbox.push(message);
  }

  /** Asks the frame to validate, to tokenize or for its value; card data stays inside it. */
  ask(action, details = {}) {
    return new Promise((resolve) => {
      const id = (sequence += 1);
      this.#replies.set(id, resolve);
      this.tell({ type: "ask", id, action, ...details });
    });
  }

  /** Whoever waits for an answer gets one. */
  close() {
    window.removeEventListener("message", this.#receive);
    for (const resolve of this.#replies.values()) resolve(UNMOUNTED);
    this.#replies.clear();
  }
}

export function requireMounted(channel) {
  if (channel !== null) return channel;
  throw integrationError(
    "We could not retrieve data from the specified Element. Please make sure the Element you are attempting to use is still mounted.",
  );
}
