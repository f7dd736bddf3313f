const FORM_HEIGHT_PX = 236;
const LINE_HEIGHT = "1.2em";

/** What merchants may create, and how it stands on their page. `line` elements are styled by `style`, `form` by `appearance`. */
export const ELEMENT_TYPES = {
  payment: { kind: "form", title: "Secure payment input frame", heightPx: FORM_HEIGHT_PX },
  address: { kind: "form", title: "Secure address input frame", heightPx: FORM_HEIGHT_PX },
  linkAuthentication: { kind: "form", title: "Secure email input frame", heightPx: 76 },
  contactDetails: { kind: "form", title: "Secure email input frame", heightPx: 76 },
  expressCheckout: { kind: "form", title: "Secure express checkout frame", heightPx: 52 },
  paymentMethodMessaging: { kind: "form", title: "Payment method messaging", heightPx: 40 },
  card: { kind: "line", title: "Secure card payment input frame" },
  cardNumber: { kind: "line", title: "Secure card number input frame" },
  cardExpiry: { kind: "line", title: "Secure expiration date input frame" },
  cardCvc: { kind: "line", title: "Secure CVC input frame" },
  iban: { kind: "line", title: "Secure IBAN input frame" },
};

// Forms are four pixels wider on each side so that focus rings are not cut off.
const FORM_STYLE =
  "border:0;margin:-4px;padding:0;width:calc(100% + 8px);min-width:calc(100% + 8px);display:block;overflow:hidden;" +
  "background:transparent;color-scheme:normal;transform:translate3d(0,0,0);height:";
const LINE_STYLE =
  "border:0;margin:0;padding:0;width:1px;min-width:100%;display:block;overflow:hidden;background:transparent;" +
  "color-scheme:normal;transform:translate3d(0,0,0);height:";

export function frameStyle({ kind, heightPx }) {
  return kind === "line" ? `${LINE_STYLE}${LINE_HEIGHT}` : `${FORM_STYLE}${heightPx}px`;
}
