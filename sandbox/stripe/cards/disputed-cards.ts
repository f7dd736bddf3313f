import { card, type TestCard } from "./test-card.ts";
import {
  FRAUD,
  INQUIRY,
  MASTERCARD_COMPLIANCE,
  NOT_RECEIVED,
  VISA_COMPLIANCE,
  type TestDispute,
} from "./test-dispute.ts";

const CE3: TestDispute = { ...FRAUD, eligibility: "visa_compelling_evidence_3" };

/** https://docs.stripe.com/testing#disputes */
export const DISPUTED_CARDS: readonly TestCard[] = [
  card({
    number: "4000000000000259",
    title: "Disputed as fraudulent",
    disputes: [FRAUD],
    tokens: ["createDispute", "visa_createDispute"],
  }),
  card({
    number: "6026507838377928",
    title: "Disputed as fraudulent (Discover)",
    brand: "discover",
    disputes: [{ ...FRAUD, networkReasonCode: "UA02" }],
  }),
  card({
    number: "4000000000002685",
    title: "Disputed as not received",
    disputes: [NOT_RECEIVED],
    tokens: ["createDisputeProductNotReceived", "visa_createDisputeProductNotReceived"],
  }),
  card({
    number: "4000000000001976",
    title: "Inquiry",
    disputes: [INQUIRY],
    tokens: ["createDisputeInquiry", "visa_createDisputeInquiry"],
  }),
  card({
    number: "4000000000005423",
    title: "Early fraud warning",
    isReportedAsFraud: true,
    tokens: ["createIssuerFraudRecord"],
  }),
  card({
    number: "4000000404000079",
    title: "Disputed twice",
    disputes: [FRAUD, FRAUD],
    tokens: ["createMultipleDisputes"],
  }),
  card({
    number: "4000000404000038",
    title: "Disputed, Visa Compelling Evidence 3.0 possible",
    disputes: [CE3],
    tokens: ["createCe3EligibleDispute"],
  }),
  card({
    number: "4000008400000779",
    title: "Visa compliance dispute",
    disputes: [VISA_COMPLIANCE],
    tokens: ["createComplianceDispute"],
  }),
  card({
    number: "5105008400000002",
    title: "Mastercard compliance dispute",
    brand: "mastercard",
    disputes: [MASTERCARD_COMPLIANCE],
    tokens: ["createMastercardComplianceDispute"],
  }),
  card({
    number: "4000000001000043",
    title: "Disputed, Smart Disputes possible",
    disputes: [FRAUD],
    tokens: ["createAutoRepresentmentEligibleDispute"],
  }),
  // Without dispute prevention on the account, which this one has not, these are disputed.
  card({
    number: "4000000404004816",
    title: "Disputed unless Visa RDR resolves it",
    disputes: [FRAUD],
    tokens: ["createRapidDisputeResolutionDispute"],
  }),
  card({
    number: "4000000404005649",
    title: "Disputed unless Verifi blocks it",
    disputes: [FRAUD],
    tokens: ["createCe3BlockDispute"],
  }),
  card({
    number: "5105000300000018",
    title: "Disputed unless an Ethoca alert prevents it",
    brand: "mastercard",
    disputes: [{ ...FRAUD, networkReasonCode: "4837" }],
    tokens: ["createEthocaAlert"],
  }),
];
