/** What a customer agrees to when a card is kept. Shown beside the box, and stored with the card word for word. */
export function saveCardConsent(merchantName: string): string {
  return `I allow ${merchantName} to keep this card at Stripe and to charge it for later payments that I agree to. I can remove it at any time.`;
}
