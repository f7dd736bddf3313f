import {
  AddressElement,
  CardCvcElement,
  CardElement,
  CardExpiryElement,
  CardNumberElement,
  Elements,
  ExpressCheckoutElement,
  IbanElement,
  LinkAuthenticationElement,
  PaymentElement,
  PaymentMethodMessagingElement,
  useElements,
  useStripe,
} from "@stripe/react-stripe-js";
import { loadStripe } from "@stripe/stripe-js/pure";
import { StrictMode, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";

/** A merchant's checkout page as small as it can be. What it shows is in the address; what happens is kept in `merchant`. */
const COMPONENTS = {
  address: AddressElement,
  card: CardElement,
  cardNumber: CardNumberElement,
  cardExpiry: CardExpiryElement,
  cardCvc: CardCvcElement,
  expressCheckout: ExpressCheckoutElement,
  iban: IbanElement,
  linkAuthentication: LinkAuthenticationElement,
  payment: PaymentElement,
  paymentMethodMessaging: PaymentMethodMessagingElement,
};
const HANDLERS = {
  onBlur: "blur",
  onCancel: "cancel",
  onChange: "change",
  onEscape: "escape",
  onFocus: "focus",
  onLoadError: "loaderror",
  onLoaderStart: "loaderstart",
  onReady: "ready",
  onSavedPaymentMethodRemove: "savedpaymentmethodremove",
  onAvailablePaymentMethodsChange: "availablepaymentmethodschange",
  onShippingAddressChange: "shippingaddresschange",
  onShippingRateChange: "shippingratechange",
};

const setup = JSON.parse(decodeURIComponent(location.hash.slice(1)) || "{}");
const plain = (value) => JSON.parse(JSON.stringify(value ?? null));
const merchant = { setup, events: [], result: null, answers: {}, setMounted: () => {}, setOptions: () => {} };
window.merchant = merchant;

function note(element, name, event) {
  const isElement = typeof event?.mount === "function";
  merchant.events.push({ element, name, event: isElement ? "element" : plain(event) });
  const answer = merchant.answers[name] ?? setup.answers?.[name];
  if (answer === "reject") event.reject();
  else if (typeof event?.resolve === "function") event.resolve(answer);
}

async function pay(extra = {}) {
  const { stripe, elements } = merchant;
  const { call = "confirmPayment", ...params } = setup.pay ?? {};
  const result = await stripe[call]({ elements, redirect: "if_required", ...params, ...extra });
  merchant.result = plain(result);
  return merchant.result;
}

function Field({ element: { type, options, label, id }, onConfirm }) {
  const Component = COMPONENTS[type];
  const handlers = Object.fromEntries(
    Object.entries(HANDLERS).map(([prop, name]) => [prop, (event) => note(type, name, event)]),
  );
  const more =
    type === "expressCheckout"
      ? { onClick: (event) => note(type, "click", event), onConfirm: (event) => onConfirm(event) }
      : {};
  return (
    <div className="box">
      {label && <label htmlFor={id}>{label}</label>}
      <Component id={id} options={options} {...handlers} {...more} />
    </div>
  );
}

function Checkout() {
  const stripe = useStripe();
  const elements = useElements();
  const [mounted, setMounted] = useState(setup.elements ?? []);
  const [outcome, setOutcome] = useState("");
  useEffect(() => {
    Object.assign(merchant, { stripe, elements, setMounted });
  }, [stripe, elements]);
  const onConfirm = async (event) => {
    note("expressCheckout", "confirm", event);
    merchant.lastConfirm = event;
    if (setup.confirms === false) return;
    await pay(setup.pay);
  };
  return (
    <form
      aria-label="Checkout"
      onSubmit={(event) => {
        event.preventDefault();
        setOutcome("…");
        void pay().then((result) => {
          const intent = result.paymentIntent ?? result.setupIntent;
          setOutcome(result.error?.message ?? intent?.status ?? "done");
        });
      }}
    >
      <h1>Checkout</h1>
      {mounted.map((element) => (
        <Field
          key={`${element.type}-${element.options?.mode ?? ""}`}
          element={element}
          onConfirm={onConfirm}
        />
      ))}
      <button>Pay</button>
      <output>{outcome}</output>
    </form>
  );
}

const stripePromise = loadStripe(setup.key, setup.stripeOptions);

function App() {
  const [groups, setGroups] = useState(setup.groups ?? [setup.options ?? {}]);
  useEffect(() => {
    merchant.setOptions = (options) => setGroups([options]);
  }, []);
  return groups.map((options, index) => (
    // Groups never change their order.
    <Elements key={index} stripe={stripePromise} options={options}>
      <Checkout />
    </Elements>
  ));
}

const app = <App />;
createRoot(document.getElementById("app")).render(setup.isStrict ? <StrictMode>{app}</StrictMode> : app);
