/** A job as its handler gets it: whose it is, under which trace, and how often it has been tried. */
export interface JobOccasion {
  readonly merchantId: string;
  readonly traceId: string;
  /** 1 at the first try. */
  readonly attempt: number;
  readonly isLastAttempt: boolean;
}

/** Does a job. It may run more than once, so it must be harmless to repeat; throwing asks for another try. */
export type JobHandler = (payload: unknown, occasion: JobOccasion) => Promise<void>;
