import { ELEMENT_TYPES, frameStyle } from "./element-types.js";
import { Emitter } from "./emitter.js";
import { FrameChannel, requireMounted } from "./frame-channel.js";
import { integrationError } from "./integration-error.js";

const CLASSES = {
  base: "StripeElement",
  complete: "StripeElement--complete",
  empty: "StripeElement--empty",
  focus: "StripeElement--focus",
  invalid: "StripeElement--invalid",
  webkitAutofill: "StripeElement--webkit-autofill",
};
const namesOf = (text) =>
  String(text ?? "")
    .split(/\s+/)
    .filter(Boolean);

/** One element on the merchant's page: a frame of the sandbox's origin in the merchant's container. */
export class FrameElement extends Emitter {
  #type;
  #options;
  #group;
  #channel = null;
  #container = null;
  #isDestroyed = false;
  #flags = { complete: false, empty: true, focus: false, invalid: false };

  constructor(type, options, group) {
    super();
    this.#type = type;
    this.#options = { ...options };
    this.#group = group;
    this._elementType = type;
  }

  get type() {
    return this.#type;
  }

  get group() {
    return this.#group;
  }

  get options() {
    return this.#options;
  }

  get isMounted() {
    return this.#channel !== null;
  }

  /** By which sibling frames of the same origin find this one. */
  get frameName() {
    return this.#channel?.frame.name;
  }

  /** https://docs.stripe.com/js/element/the_element_container */
  #mark(changes) {
    Object.assign(this.#flags, changes);
    if (this.#container === null) return;
    const classes = { ...CLASSES, ...this.#options.classes };
    this.#container.classList.add(...namesOf(classes.base));
    for (const [flag, isOn] of Object.entries(this.#flags))
      for (const name of namesOf(classes[flag])) this.#container.classList.toggle(name, isOn);
  }

  receive(message) {
    const elementType = this.#type;
    const { type, detail = {} } = message;
    if (type === "height") this.#channel.frame.style.height = `${message.height}px`;
    else if (type === "change") {
      this.#mark({ complete: detail.complete, empty: detail.empty, invalid: detail.error !== undefined });
      this.emit("change", { elementType, ...detail });
    } else if (type === "loaderror") this.emit("loaderror", { elementType, error: message.error });
    else if (type === "event") this.emit(message.name, { elementType, ...detail });
    else if (["ready", "focus", "blur", "escape"].includes(type)) {
      if (type === "focus" || type === "blur") this.#mark({ focus: type === "focus" });
      this.emit(type, { elementType, ...detail });
    }
  }

  #openChannel() {
    const known = ELEMENT_TYPES[this.#type];
    return new FrameChannel({
      page: this.#type,
      title: known.title,
      style: frameStyle(known),
      begin: () => {
        queueMicrotask(() => this.emit("loaderstart", { elementType: this.#type }));
        return { ...this.#group.frameOptions(), elementOptions: this.#options };
      },
      onMessage: (message) => this.receive(message),
    });
  }

  tell(message) {
    this.#channel?.tell(message);
  }

  ask(action, details = {}) {
    return requireMounted(this.#channel).ask(action, details);
  }

  mount(where) {
    if (this.#isDestroyed) {
      throw integrationError("This Element has already been destroyed. Please create a new one.");
    }
    const node = typeof where === "string" ? document.querySelector(where) : where;
    if (!(node instanceof HTMLElement)) {
      throw integrationError(
        "The selector you specified applies to no DOM elements that are currently on the page. " +
          "Make sure the element exists on the page before calling mount().",
      );
    }
    this.unmount();
    this.#channel = this.#openChannel();
    const holder = document.createElement("div");
    holder.className = "__PrivateStripeElement";
    holder.style.cssText =
      "margin:0;padding:0;border:none;display:block;background:transparent;position:relative;opacity:1";
    holder.append(this.#channel.frame);
    node.replaceChildren(holder);
    this.#container = node;
    this.#mark({});
    document.addEventListener("click", this.#followLabel);
    this.#group.announce();
    return this;
  }

  // A press on a label of the container goes to the field in the frame, as it would without one.
  #followLabel = (event) => {
    const label = event.target instanceof Element ? event.target.closest("label") : null;
    if (label !== null && this.#container?.id && label.htmlFor === this.#container.id) this.focus();
  };

  update(options) {
    Object.assign(this.#options, options);
    this.#mark({});
    this.tell({ type: "update", elementOptions: this.#options });
    return this;
  }

  /** The group's appearance, language or amount changed, or what stands beside this element. */
  refresh(more = {}) {
    this.tell({ type: "update", ...this.#group.frameOptions(), elementOptions: this.#options, ...more });
  }

  unmount() {
    if (this.#channel === null) return this;
    document.removeEventListener("click", this.#followLabel);
    this.#channel.close();
    this.#channel.frame.parentElement?.remove();
    this.#channel = null;
    const classes = { ...CLASSES, ...this.#options.classes };
    this.#container?.classList.remove(...Object.values(classes).flatMap(namesOf));
    this.#container = null;
    this.#flags = { complete: false, empty: true, focus: false, invalid: false };
    this.#group.announce();
    return this;
  }

  destroy() {
    this.unmount();
    this.#isDestroyed = true;
    this.#group.forget(this);
    return this;
  }

  focus() {
    this.#channel?.frame.focus();
    this.tell({ type: "focus" });
  }

  blur() {
    this.tell({ type: "blur" });
  }

  clear() {
    this.tell({ type: "clear" });
  }

  collapse() {
    this.tell({ type: "collapse" });
    return this;
  }

  /** What an Address Element holds now. https://docs.stripe.com/js/elements_object/get_value_address_element */
  getValue() {
    return this.ask("value");
  }
}
