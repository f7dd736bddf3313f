import { drawing, make } from "./dom.js";
import { methodMark, methodName } from "./methods.js";
import { say, word } from "./words.js";

const TAB_WIDTH_MIN_PX = 118;
const MORE_WIDTH_PX = 54;

function move(event, items, current) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const last = items.length - 1;
  const jump = { Home: 0, End: last }[event.key];
  if (step === undefined && jump === undefined) return;
  event.preventDefault();
  const index = jump ?? (items.indexOf(current) + step + items.length) % items.length;
  items[index].focus();
  items[index].click();
}

/** Tabs with what does not fit behind "More". https://docs.stripe.com/payments/payment-element#layout */
function createTabs({ panel, onChoose }) {
  const list = make("div", { class: "TabList", role: "tablist" });
  const more = make("select", { class: "TabMore", id: "more" });
  const moreHolder = make("div", { class: "TabMoreHolder", hidden: true }, more);
  const node = make("div", { class: "Tabs", hidden: true }, list, moreHolder);
  let types = [];
  let chosen = "";
  let lastWidth = 0;
  panel.setAttribute("role", "tabpanel");
  panel.id = "panel";
  say(list, () => list.setAttribute("aria-label", word("paymentMethods")));

  function tab(type) {
    const isSelected = type === chosen;
    const name = make("span", { class: "TabLabel" });
    const button = make(
      "button",
      {
        type: "button",
        role: "tab",
        id: `tab-${type}`,
        class: isSelected ? "Tab Tab--selected" : "Tab",
        "aria-selected": String(isSelected),
        "aria-controls": "panel",
        tabindex: isSelected ? "0" : "-1",
      },
      drawing(methodMark(type), { class: "TabIcon" }),
      name,
    );
    say(name, () => (name.textContent = methodName(type)));
    button.addEventListener("click", () => choose(type));
    button.addEventListener("keydown", (event) => move(event, [...list.children], button));
    return button;
  }

  function arrange() {
    node.hidden = types.length < 2;
    if (node.hidden) return;
    const width = node.clientWidth;
    lastWidth = width;
    const fitting = Math.max(1, Math.floor(width / TAB_WIDTH_MIN_PX));
    const room =
      types.length <= fitting
        ? types.length
        : Math.max(1, Math.floor((width - MORE_WIDTH_PX) / TAB_WIDTH_MIN_PX));
    const shown = types.slice(0, room);
    // The choice is always to be seen: it takes the last place.
    if (chosen !== "" && !shown.includes(chosen)) shown[shown.length - 1] = chosen;
    const focused = document.activeElement?.id;
    list.replaceChildren(...shown.map(tab));
    const hidden = types.filter((type) => !shown.includes(type));
    moreHolder.hidden = hidden.length === 0;
    say(more, () => {
      more.setAttribute("aria-label", word("more"));
      more.replaceChildren(
        new Option(`${word("more")}…`, ""),
        ...hidden.map((type) => new Option(methodName(type), type)),
      );
    });
    panel.setAttribute("aria-labelledby", `tab-${chosen}`);
    if (focused?.startsWith("tab-")) document.getElementById(`tab-${chosen}`)?.focus();
  }

  function choose(type) {
    chosen = type;
    arrange();
    onChoose(type);
  }

  more.addEventListener("change", () => {
    choose(more.value);
    document.getElementById(`tab-${chosen}`)?.focus();
  });
  new ResizeObserver(() => {
    if (node.clientWidth === lastWidth) return;
    arrange();
  }).observe(node);
  return {
    node,
    choose,
    draw(offered) {
      types = offered;
      if (!types.includes(chosen)) chosen = "";
      arrange();
    },
  };
}

/** One item under the other; the chosen one holds the fields. */
function createAccordion({ layout, panel, onChoose }) {
  const node = make("div", {
    class: layout.spacedAccordionItems === false ? "Accordion" : "Accordion Accordion--spaced",
  });
  let items = new Map();
  let chosen = "";
  let isExpanded = false;

  function item(type) {
    const name = make("span", { class: "AccordionItemLabel" });
    say(name, () => (name.textContent = methodName(type)));
    const hasRadio =
      layout.radios === "always" || layout.radios === true || (layout.radios ?? "auto") === "auto";
    const mark = drawing(methodMark(type), { class: "Mark" });
    const logoLast = layout.paymentMethodLogoPosition === "end";
    const button = make(
      "button",
      { type: "button", class: "AccordionButton", id: `item-${type}`, "aria-expanded": "false" },
      ...(hasRadio ? [make("span", { class: "RadioIcon", "aria-hidden": "true" })] : []),
      ...(logoLast ? [name, mark] : [mark, name]),
    );
    button.addEventListener("click", () => choose(type));
    const body = make("div", { class: "AccordionBody" });
    const whole = make("div", { class: "AccordionItem" }, button, body);
    return { whole, button, body };
  }

  function choose(type) {
    chosen = type;
    for (const [name, { whole, button, body }] of items) {
      const isSelected = name === type;
      whole.classList.toggle("AccordionItem--selected", isSelected);
      button.classList.toggle("AccordionButton--selected", isSelected);
      button.setAttribute("aria-expanded", String(isSelected));
      if (isSelected) body.append(panel);
    }
    onChoose(type);
  }

  function draw(types) {
    items = new Map(types.map((type) => [type, item(type)]));
    const limit = layout.visibleAccordionItemsCount ?? 5;
    const isCut = !isExpanded && limit > 0 && types.length > limit;
    const shown = isCut ? types.slice(0, limit) : types;
    node.replaceChildren(...shown.map((type) => items.get(type).whole));
    if (isCut) {
      const rest = make("button", { type: "button", class: "AccordionMore", "aria-expanded": "false" });
      say(rest, () => (rest.textContent = word("more")));
      rest.addEventListener("click", () => {
        isExpanded = true;
        draw(types);
        if (chosen !== "") choose(chosen);
        items.get(types[limit])?.button.focus();
      });
      node.append(rest);
    }
    // A single way to pay needs no choice, only its fields.
    node.classList.toggle("Accordion--single", types.length === 1);
  }

  return { node, choose, draw };
}

/** How the customer chooses between ways to pay. `layout` is the element's option as an object. */
export const createMethodPicker = (wanted) =>
  wanted.layout.type === "accordion" ? createAccordion(wanted) : createTabs(wanted);
