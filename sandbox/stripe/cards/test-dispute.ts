/** How a card network contests a payment with a test card. https://docs.stripe.com/testing#disputes */
export type TestDispute = {
  readonly reason:
    "debit_not_authorized" | "fraudulent" | "product_not_received" | "noncompliant" | "general";
  readonly caseType: "chargeback" | "inquiry" | "compliance";
  /** The network's own code for the reason. https://docs.stripe.com/disputes/categories */
  readonly networkReasonCode: string | null;
  /** No such dispute follows 3-D Secure: the card's bank bears the loss. */
  readonly isProtectedBy3ds: boolean;
  readonly eligibility?: "visa_compelling_evidence_3" | "visa_compliance" | "mastercard_compliance";
};

export const FRAUD: TestDispute = {
  reason: "fraudulent",
  caseType: "chargeback",
  networkReasonCode: "10.4",
  isProtectedBy3ds: true,
};

export const NOT_RECEIVED: TestDispute = {
  reason: "product_not_received",
  caseType: "chargeback",
  networkReasonCode: "13.1",
  isProtectedBy3ds: false,
};

export const UNAUTHORIZED_DEBIT: TestDispute = {
  reason: "debit_not_authorized",
  caseType: "chargeback",
  networkReasonCode: null,
  isProtectedBy3ds: false,
};

/** 3-D Secure does not keep a bank from asking. https://docs.stripe.com/payments/3d-secure/authentication-flow#disputed-payments */
export const INQUIRY: TestDispute = {
  ...FRAUD,
  caseType: "inquiry",
  networkReasonCode: "10",
  isProtectedBy3ds: false,
};

const COMPLIANCE = {
  reason: "noncompliant",
  caseType: "compliance",
  networkReasonCode: null,
  isProtectedBy3ds: false,
} as const;

export const VISA_COMPLIANCE: TestDispute = { ...COMPLIANCE, eligibility: "visa_compliance" };
export const MASTERCARD_COMPLIANCE: TestDispute = { ...COMPLIANCE, eligibility: "mastercard_compliance" };
