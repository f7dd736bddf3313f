/** Stripe answered with something this build does not know. What happened is unknown until somebody looks. */
export class UnreadableAnswer extends Error {
  override readonly name = "UnreadableAnswer";
}
