/** Elements without a template language: `make("p", { class: "Error", role: "alert" }, "text")`. */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false || value === null) continue;
    node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

/** Marks that are drawn in this repository: never anything that a merchant or a customer wrote. */
export function drawing(markup, attributes = {}) {
  const node = make("span", { "aria-hidden": "true", ...attributes });
  node.innerHTML = markup;
  return node;
}
