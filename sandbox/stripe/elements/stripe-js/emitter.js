/** Events with the chaining that Stripe's elements offer. */
export class Emitter {
  #handlers = new Map();

  on(type, handler) {
    const handlers = this.#handlers.get(type) ?? new Set();
    this.#handlers.set(type, handlers.add(handler));
    return this;
  }

  once(type, handler) {
    const wrapped = (event) => {
      this.off(type, wrapped);
      handler(event);
    };
    return this.on(type, wrapped);
  }

  off(type, handler) {
    if (handler === undefined) this.#handlers.delete(type);
    else this.#handlers.get(type)?.delete(handler);
    return this;
  }

  hears(type) {
    return (this.#handlers.get(type)?.size ?? 0) > 0;
  }

  emit(type, event) {
    // A handler may add or remove others: those registered now are the ones that hear of it.
    const handlers = Array.from(this.#handlers.get(type) ?? []);
    handlers.forEach((handler) => handler(event));
  }
}
