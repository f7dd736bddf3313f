/** A law of the books as two queries: how much was looked at, and the first row that breaks it, named in a sentence. */
export interface SqlProof {
  readonly name: string;
  readonly statement: string;
  /** Answers one row: checked. */
  readonly countSql: string;
  /** Answers rows with a text `offender`; none when the law holds. */
  readonly offenderSql: string;
}
