import { make, drawing } from "./dom.js";
import { brandMark, methodMark, savedDetail, savedName } from "./methods.js";
import { say, word } from "./words.js";

/** Two presses to remove: the second one says yes. */
function removal(method, onRemoved) {
  const ask = make("button", { type: "button", class: "SecondaryLink" });
  const question = make("span", { class: "SavedQuestion" });
  const yes = make("button", { type: "button", class: "SecondaryLink SecondaryLink--danger" });
  const no = make("button", { type: "button", class: "SecondaryLink" });
  const sure = make("span", { class: "SavedSure", role: "group", hidden: true }, question, yes, no);
  say(ask, () => {
    ask.textContent = word("remove");
    ask.setAttribute("aria-label", `${word("remove")}: ${savedName(method)}`);
    question.textContent = word("removeQuestion");
    sure.setAttribute("aria-label", word("removeQuestion"));
    yes.textContent = word("remove");
    no.textContent = word("keep");
  });
  const turn = (isSure) => {
    ask.hidden = isSure;
    sure.hidden = !isSure;
    (isSure ? yes : ask).focus();
  };
  ask.addEventListener("click", () => turn(true));
  no.addEventListener("click", () => turn(false));
  yes.addEventListener("click", onRemoved);
  return make("div", { class: "SavedActions" }, ask, sure);
}

/**
 * What the customer has saved before, and "new" as the last choice. `chosen()` is the saved method, or null for a new one.
 * https://docs.stripe.com/payments/save-customer-payment-methods
 */
export function createSavedMethods({ onChoose, onRemove }) {
  let methods = [];
  let chosenId = null;
  const legend = make("legend", { class: "Label" });
  const list = make("div", { class: "SavedList" });
  const node = make("fieldset", { class: "Saved", hidden: true }, legend, list);
  say(legend, () => (legend.textContent = word("saved")));

  function choose(id) {
    chosenId = id;
    for (const item of list.children)
      item.classList.toggle("PickerItem--selected", item.dataset.id === (id ?? "new"));
    onChoose();
  }

  function item(id, mark, name, detail) {
    const radio = make("input", { type: "radio", name: "saved", class: "RadioInput", value: id ?? "new" });
    const title = make("span", { class: "PickerItemTitle" });
    const line = make("span", { class: "PickerItemDetail" });
    say(title, () => {
      title.textContent = name();
      line.textContent = detail();
    });
    radio.checked = chosenId === id;
    radio.addEventListener("change", () => choose(id));
    const label = make(
      "label",
      { class: "PickerItemLabel" },
      radio,
      drawing(mark, { class: "Mark" }),
      title,
      line,
    );
    return make("div", { class: "PickerItem", "data-id": id ?? "new" }, label);
  }

  function draw(found, canRemove) {
    methods = found;
    node.hidden = methods.length === 0;
    if (!methods.some((method) => method.id === chosenId)) chosenId = methods[0]?.id ?? null;
    list.replaceChildren(
      ...methods.map((method) => {
        const mark = method.type === "card" ? brandMark(method.card.brand) : methodMark(method.type);
        const row = item(
          method.id,
          mark,
          () => savedName(method),
          () => savedDetail(method),
        );
        if (canRemove) {
          row.append(
            removal(method, async () => {
              const rest = methods.filter((other) => other !== method);
              if (await onRemove(method)) draw(rest, canRemove);
            }),
          );
        }
        return row;
      }),
      item(
        null,
        methodMark("card"),
        () => word("newMethod"),
        () => "",
      ),
    );
    choose(chosenId);
  }

  return {
    node,
    draw,
    chosen: () => methods.find((method) => method.id === chosenId) ?? null,
    focus: () => list.querySelector("input:checked")?.focus(),
  };
}
