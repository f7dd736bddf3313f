import { declined, GENERIC } from "./decline.ts";
import { card, type TestCard } from "./test-card.ts";

/** https://docs.stripe.com/testing#regulatory-cards and #three-ds-cards */
export const AUTHENTICATION_CARDS: readonly TestCard[] = [
  card({
    number: "4000002500003155",
    title: "3-D Secure unless set up",
    country: "FR",
    authentication: "required_unless_set_up",
    tokens: ["authenticationRequiredOnSetup"],
  }),
  card({
    number: "4000002760003184",
    title: "3-D Secure always",
    country: "DE",
    authentication: "required",
    tokens: ["authenticationRequired"],
  }),
  card({
    number: "4000003800000446",
    title: "3-D Secure, already set up",
    country: "IT",
    authentication: "already_set_up",
    tokens: ["authenticationRequiredSetupForOffSession"],
  }),
  card({
    number: "4000008260003178",
    title: "3-D Secure, then insufficient funds",
    country: "GB",
    authentication: "required_unless_set_up",
    decline: declined("insufficient_funds", "Your card has insufficient funds.", "try_again_later"),
    isAttachable: true,
    tokens: ["authenticationRequiredChargeDeclinedInsufficientFunds"],
  }),
  card({
    number: "4000000000003220",
    title: "3-D Secure 2 required",
    country: "IE",
    authentication: "required",
    tokens: ["threeDSecure2Required"],
  }),
  card({ number: "4000008400000027", title: "3-D Secure 2 required (US)", authentication: "required" }),
  card({ number: "4000000032200000", title: "3-D Secure, frictionless", authentication: "frictionless" }),
  card({
    number: "4000000000003063",
    title: "3-D Secure required",
    authentication: "required",
    tokens: ["threeDSecureRequired"],
  }),
  card({
    number: "4000008400001629",
    title: "3-D Secure required, then declined",
    authentication: "required",
    decline: GENERIC,
    isAttachable: true,
    tokens: ["threeDSecureRequiredChargeDeclined"],
  }),
  card({
    number: "4000008400001280",
    title: "3-D Secure lookup fails",
    authentication: "lookup_fails",
    decline: GENERIC,
    isAttachable: true,
    tokens: ["threeDSecureRequiredProcessingError"],
  }),
  card({
    number: "4000000000003055",
    title: "3-D Secure optional",
    authentication: "optional",
    tokens: ["threeDSecureOptional"],
  }),
  card({
    number: "4000000000003097",
    title: "3-D Secure optional, lookup fails",
    authentication: "optional_errors",
    tokens: ["threeDSecureOptionalProcessingError"],
  }),
  // On a phone each shows another kind of challenge; elsewhere they are like any card that requires one.
  card({
    number: "4000582600000094",
    title: "3-D Secure, out of band",
    authentication: "required",
    country: "GB",
  }),
  card({
    number: "4000582600000045",
    title: "3-D Secure, one-time code",
    authentication: "required",
    country: "GB",
  }),
  card({
    number: "4000582600000102",
    title: "3-D Secure, single select",
    authentication: "required",
    country: "GB",
  }),
  card({
    number: "4000582600000110",
    title: "3-D Secure, multi select",
    authentication: "required",
    country: "GB",
  }),
];
