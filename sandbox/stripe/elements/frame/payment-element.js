import { call, fetchSession } from "./api.js";
import { make } from "./dom.js";
import { fieldError } from "./form.js";
import { createMethodForm } from "./method-forms.js";
import { createMethodPicker } from "./method-picker.js";
import { nextStep } from "./methods.js";
import { TERMINAL, hiddenParts, inOrder, layoutOf, noMethods, terminalError } from "./payment-options.js";
import { createSavedMethods } from "./saved-methods.js";
import { say, word } from "./words.js";

const ISSUE_FIELDS = { number: "number", exp_month: "expiry", exp_year: "expiry", cvc: "cvc" };
const TERM_OPTIONS = { us_bank_account: "usBankAccount", sepa_debit: "sepaDebit", card: "card" };

/** The Payment Element: which way to pay, and the fields of that way. https://docs.stripe.com/payments/payment-element */
export function createElement({ root, tell, group, options: given }) {
  let options = given;
  let { intent, siblings = [] } = group;
  let session = { intent: null, customer: null };
  let chosen = "";
  const forms = new Map();
  const panel = make("div", { class: "Panel" });
  const note = make("p", { class: "RedirectText", hidden: true });
  const terms = make("p", { class: "TermsText", hidden: true });
  const box = make("input", { type: "checkbox", class: "CheckboxInput", id: "save" });
  const boxLabel = make("label", { class: "CheckboxLabel", for: "save" });
  const save = make("div", { class: "Checkbox", hidden: true }, box, boxLabel);
  say(boxLabel, () => (boxLabel.textContent = word("save")));
  const layout = layoutOf(options);
  const saved = createSavedMethods({ onChoose: () => drawChoice(), onRemove: removeSaved });
  const picker = createMethodPicker({ layout, panel, onChoose: choose });
  const ways = make("div", {}, picker.node);
  root.replaceChildren(saved.node, ways);
  if (layout.type !== "accordion") root.append(panel);
  root.append(save, terms);

  const handlers = {
    onChange: () => changed(),
    onFocus: () => tell({ type: "focus" }),
    onBlur: () => tell({ type: "blur" }),
    onEscape: () => tell({ type: "escape" }),
  };
  const features = () => session.customer?.features ?? null;
  const mode = () =>
    intent.clientSecret === undefined
      ? intent.mode
      : session.intent?.object === "setup_intent"
        ? "setup"
        : "payment";
  const usage = () => session.intent?.setup_future_usage ?? intent.setupFutureUsage ?? null;
  const isReused = () => mode() !== "payment" || usage() !== null || (!save.hidden && box.checked);
  const specOf = (type) => session.payment_method_specs.find((spec) => spec.type === type);
  const isDebit = (type) => specOf(type)?.next_action === "bank_debit";
  // A debit needs the customer's consent each time; what is kept for later needs it once.
  const needsMandate = (type) => specOf(type).needs_mandate && (isDebit(type) || isReused());

  function formOf(type) {
    const known = forms.get(type);
    if (known !== undefined) return known;
    const made = createMethodForm(type, handlers, specOf(type).fields);
    made.preset(options.defaultValues?.billingDetails ?? {});
    forms.set(type, made);
    return made;
  }

  function applyOptions() {
    const hidden = hiddenParts(options, siblings);
    for (const made of forms.values()) {
      for (const [part, hide] of Object.entries(made.hide)) hide(hidden[part] === true);
      made.form.disable(options.readOnly === true);
    }
  }

  function drawTerms() {
    const option = options.terms?.[TERM_OPTIONS[chosen]] ?? "auto";
    const isDue = isDebit(chosen) || (chosen === "card" && isReused());
    const isShown = saved.chosen() === null && option !== "never" && (option === "always" || isDue);
    terms.hidden = !isShown || !["card", "us_bank_account", "sepa_debit"].includes(chosen);
    const merchant = options.business?.name ?? "Remit sandbox";
    say(terms, () => (terms.textContent = word(`terms_${chosen}`, { merchant })));
  }

  function drawChoice() {
    const isNew = saved.chosen() === null;
    ways.hidden = !isNew;
    panel.hidden = !isNew || chosen === "";
    save.hidden = !isNew || chosen === "" || features()?.payment_method_save !== "enabled";
    drawTerms();
    changed();
  }

  function choose(type) {
    chosen = type;
    if (type !== "") {
      const made = formOf(type);
      applyOptions();
      const step = nextStep(specOf(type));
      note.hidden = step === null;
      if (step !== null) say(note, () => (note.textContent = word(step)));
      panel.replaceChildren(made.form.node, note);
    }
    drawChoice();
  }

  let lastChange = "";
  function changed() {
    const method = saved.chosen();
    const state = method === null && chosen !== "" ? formOf(chosen).form.state() : null;
    const detail = {
      complete: method !== null || (state?.complete ?? false),
      empty: method === null && (state?.empty ?? true),
      collapsed: method === null && chosen === "",
      value: {
        type: method?.type ?? chosen,
        ...(save.hidden ? {} : { savePaymentMethod: box.checked }),
        ...(method === null
          ? {}
          : {
              payment_method: { id: method.id, type: method.type, billing_details: method.billing_details },
            }),
      },
    };
    const text = JSON.stringify(detail);
    if (text === lastChange) return;
    lastChange = text;
    tell({ type: "change", detail });
  }

  async function removeSaved(method) {
    const answer = await call("POST", `/v1/elements/payment_methods/${method.id}/detach`, {
      customer_session_client_secret: group.customerSession,
    });
    const success = answer.error === undefined;
    const { id, type, billing_details } = method;
    const detail = {
      success,
      ...(success ? {} : { error: answer.error.message }),
      payment_method: { id, type, billing_details },
    };
    tell({ type: "event", name: "savedpaymentmethodremove", detail });
    if (success) drawChoice();
    return success;
  }

  async function load() {
    const fetched = await fetchSession(intent, group.customerSession);
    if (fetched.error !== undefined) return fetched.error;
    session = fetched;
    if (TERMINAL.includes(session.intent?.status)) return terminalError(session.intent);
    const offered = session.payment_method_preference.ordered_payment_method_types;
    const types = inOrder(offered, options.paymentMethodOrder);
    if (types.length === 0) return noMethods();
    saved.draw(session.customer?.payment_methods ?? [], features()?.payment_method_remove === "enabled");
    picker.draw(types);
    const isCollapsed = layout.type === "accordion" && layout.defaultCollapsed === true;
    if (isCollapsed) choose("");
    else if (types.includes(chosen)) choose(chosen);
    else picker.choose(types[0]);
    const paymentMethods = Object.fromEntries(types.map((type) => [type, { available: true }]));
    tell({ type: "event", name: "availablepaymentmethodschange", detail: { paymentMethods } });
    return null;
  }

  box.addEventListener("change", () => drawChoice());

  function nothingChosen() {
    return fieldError({ code: "incomplete_payment_details", words: "chooseMethod" });
  }

  return {
    load,
    async update(message) {
      options = message.elementOptions ?? options;
      const isOtherIntent =
        message.intent !== undefined && JSON.stringify(message.intent) !== JSON.stringify(intent);
      intent = message.intent ?? intent;
      siblings = message.siblings ?? siblings;
      applyOptions();
      if (isOtherIntent || message.isRefetch === true) await load();
      drawTerms();
      changed();
    },
    focus: () => (saved.chosen() === null && chosen !== "" ? formOf(chosen).form.focus() : saved.focus()),
    clear() {
      for (const made of forms.values()) {
        made.form.clear();
        made.clear?.();
      }
      changed();
    },
    collapse: () => layout.type === "accordion" && picker.choose(""),
    validate() {
      if (saved.chosen() !== null) return { selected: saved.chosen().type };
      if (chosen === "") return { error: nothingChosen() };
      const error = formOf(chosen).form.validate();
      return error === null ? { selected: chosen } : { error };
    },
    /**
     * The payment method as parameters. A typed card leaves this frame for the sandbox only: the merchant's page learns
     * the payment method's id.
     */
    async tokenize({
      billingDetails = {},
      allowRedisplay,
      metadata,
      into = "/v1/payment_methods",
      extra = {},
    }) {
      const method = saved.chosen();
      const saving =
        save.hidden || !box.checked ? {} : { setupFutureUsage: features().payment_method_save_usage };
      if (method !== null && into === "/v1/payment_methods")
        return { object: method, type: method.type, isSaved: true };
      const made = formOf(chosen);
      const own = made.billing();
      const preset = options.defaultValues?.billingDetails ?? {};
      const data = {
        type: chosen,
        ...made.params(),
        billing_details: {
          ...preset,
          ...own,
          ...billingDetails,
          address: { ...preset.address, ...own.address, ...billingDetails.address },
        },
        allow_redisplay: allowRedisplay ?? redisplay(),
        metadata,
      };
      const params =
        into === "/v1/payment_methods"
          ? data
          : {
              ...extra,
              ...consent(),
              ...(method === null ? { payment_method_data: data } : { payment_method: method.id }),
            };
      const answer = await call("POST", into, params);
      if (answer.error === undefined)
        return {
          object: answer,
          type: method?.type ?? chosen,
          needsMandate: needsMandate(chosen),
          ...saving,
        };
      const field = made.fields?.[ISSUE_FIELDS[answer.error.param]];
      field?.show({ code: answer.error.code, message: answer.error.message });
      return { error: answer.error };
    },
  };

  /** What a server that confirms later cannot say for the customer. */
  function consent() {
    const customer_acceptance = { type: "online", online: { infer_from_client: true } };
    return saved.chosen() === null && needsMandate(chosen) ? { mandate_data: { customer_acceptance } } : {};
  }

  /** https://docs.stripe.com/api/payment_methods/object#payment_method_object-allow_redisplay */
  function redisplay() {
    if (save.hidden) return undefined;
    if (box.checked) return "always";
    return isReused() ? "limited" : "unspecified";
  }
}
