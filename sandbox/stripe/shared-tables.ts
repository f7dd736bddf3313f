/** What the platform and its connected accounts have in common, such as the clock and the webhooks. */
export const SHARED = [
  "accounts",
  "accountLinks",
  "connectEndpoints",
  "events",
  "webhookEndpoints",
  "webhookSecrets",
  "deliveries",
  "authentications",
  "openChallenges",
  "tasks",
  "clock",
  "executedRequests",
] as const;
