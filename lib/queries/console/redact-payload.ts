/** Fields whose value nobody in the console needs, whatever the object: secrets, and what identifies a person or a card. */
const STRUCK = new Set([
  "client_secret",
  "fingerprint",
  "iin",
  "network_token",
  "exp_month",
  "exp_year",
  "email",
  "receipt_email",
  "receipt_url",
  "name",
  "phone",
  "address",
  "line1",
  "line2",
  "city",
  "postal_code",
  "ip",
  "user_agent",
  "authorization_code",
  "network_transaction_id",
  "mandate",
  "customer_acceptance",
]);

const STRUCK_MARK = "[redacted]";

function redacted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redacted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (!STRUCK.has(key)) return [key, redacted(inner)];
      return [key, inner === null ? null : STRUCK_MARK];
    }),
  );
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}

/** A gateway's payload for staff's eyes: indented JSON without secrets, card fields and personal data. */
export function redactPayload(payload: string): string {
  const value = parsed(payload);
  // What is not JSON cannot be redacted field by field, so nothing of it is shown.
  if (value === undefined) return `[${payload.length} characters that are not JSON]`;
  return JSON.stringify(redacted(value), null, 2);
}
