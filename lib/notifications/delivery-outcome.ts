/**
 * What a server may come to. refused: not tried again. not_sent: nothing left, so that it may be tried again. unconfirmed: it may
 * have left, so that it may not.
 */
export type DeliveryOutcome =
  | { readonly outcome: "sent"; readonly externalId: string | null }
  | { readonly outcome: "refused" | "not_sent" | "unconfirmed"; readonly reason: string };

/** A server's answer without addresses, numbers, links and credentials that it may repeat. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .replace(/\S+@\S+/g, "(address)")
    .replace(/\b\w+:\/\/\S+/g, "(link)")
    .replace(/\+\d{7,15}/g, "(number)")
    .slice(0, 300);
}
