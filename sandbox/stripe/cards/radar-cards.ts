import { INCORRECT_CVC } from "./decline.ts";
import { card, PASSING_CHECKS, type TestCard } from "./test-card.ts";

/** Cards that settings of Radar decide about, which this account leaves as they are. https://docs.stripe.com/testing#fraud-prevention */
export const RADAR_CARDS: readonly TestCard[] = [
  card({
    number: "4000008400000407",
    title: "High fraud dispute score",
    tokens: ["highFraudDisputeScore"],
  }),
  card({
    number: "4000008400000159",
    title: "High early fraud warning score",
    tokens: ["highEfwScore"],
  }),
  card({
    number: "4000008400001017",
    title: "Dynamic risk thresholds",
    tokens: ["radarDynamicRiskThreshold"],
  }),
  card({ number: "4000008405600003", title: "Adaptive 3-D Secure", tokens: ["adaptive3dsChallenge"] }),
  card({
    number: "4000058400307872",
    title: "CVC check fails, elevated risk",
    funding: "debit",
    decline: INCORRECT_CVC,
    isAttachable: true,
    riskLevel: "elevated",
    checks: { ...PASSING_CHECKS, cvc: "fail" },
    tokens: ["cvcCheckFailElevatedRisk"],
  }),
  card({
    number: "4000058400306072",
    title: "Postal code check fails, elevated risk",
    funding: "debit",
    riskLevel: "elevated",
    checks: { ...PASSING_CHECKS, postalCode: "fail" },
    tokens: ["avsZipFailElevatedRisk"],
  }),
  // Stripe shows a captcha before it charges these; there is none here.
  card({ number: "4000000000001208", title: "Captcha challenge" }),
  card({ number: "4000000000003725", title: "Captcha challenge" }),
];
