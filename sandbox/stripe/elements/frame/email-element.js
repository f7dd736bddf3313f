import { emailField } from "./contact-fields.js";
import { createForm } from "./form.js";

/** The customer's email address, which the payment takes over. https://docs.stripe.com/payments/elements/link-authentication-element */
export function createElement({ root, tell, options }) {
  const value = () => ({ email: email.value() });
  const email = emailField({
    onChange: () => tell({ type: "change", detail: { ...form.state(), value: value() } }),
    onFocus: () => tell({ type: "focus" }),
    onBlur: () => tell({ type: "blur" }),
    onEscape: () => tell({ type: "escape" }),
  });
  const form = createForm([email]);
  if (options.defaultValues?.email) email.set(options.defaultValues.email);
  root.replaceChildren(form.node);
  return {
    focus: form.focus,
    clear: form.clear,
    validate() {
      const error = form.validate();
      return error === null ? {} : { error };
    },
    value: () => ({ ...form.state(), value: value() }),
  };
}
