/**
 * Test files that make no sense at Stripe itself, each with the reason. All others run there; of those, a test that
 * meets something only the sandbox has is skipped with its reason at that moment.
 */
export const NOT_AT_STRIPE: Readonly<Record<string, string>> = {
  "card-fields.test.ts": "The card frame is the sandbox's own.",
  "checkout-sessions.test.ts": "Stripe's hosted page is for browsers and refuses programs.",
  "clock.test.ts": "Stripe's clock cannot be moved.",
  "conformance.test.ts": "It tests this arrangement.",
  "rules.test.ts": "It compares files of this repository.",
  "dashboard.test.ts": "The operator's page is the sandbox's own.",
  "deliveries.test.ts": "Stripe cannot reach an endpoint on this machine, nor lose a delivery on demand.",
  "durability.test.ts": "Stripe keeps its account by itself.",
  "faults.test.ts": "Stripe does not fail on demand.",
  "memory.test.ts": "What Stripe keeps in memory is its own affair.",
  "seed.test.ts": "Stripe's ids cannot be foreseen.",
  "server.test.ts": "The process is the sandbox's own.",
  "stripe-js.test.ts": "The script is the sandbox's own.",
  "tax.test.ts": "The rates are the sandbox's own, and it collects wherever it knows one.",
  "triggers.test.ts": "The triggers use the control API; at Stripe, `stripe trigger` does the same.",
  "webhooks.test.ts": "Stripe cannot reach an endpoint on this machine.",
};
