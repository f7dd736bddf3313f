/** A bug of ours: the books or the code contradict themselves. Nobody may catch it and go on. */
export class InvariantViolation extends Error {
  override readonly name = "InvariantViolation";
}

/** States what must be true here. @throws InvariantViolation with the sentence when it is not. */
export function invariant(condition: unknown, sentence: string): asserts condition {
  if (!condition) throw new InvariantViolation(sentence);
}
