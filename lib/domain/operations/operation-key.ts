/** How long a gateway is taken to remember a key, in hours. @see https://docs.stripe.com/api/idempotent_requests */
export const KEY_MEMORY_HOURS = 24;

/**
 * The idempotency key of an attempt at an operation. The first one's is the operation's name, so that whoever knows what is to
 * be done knows the key; another is made only once the one before is known to have had no effect.
 */
export function operationKey(name: string, attempt: number): string {
  return attempt === 1 ? name : `${name}:${attempt}`;
}
