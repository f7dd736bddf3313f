/** A customer as a message to them needs it. */
export interface CustomerForMail {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** BCP 47; null where they chose none. */
  readonly locale: string | null;
}

export const CUSTOMER_FOR_MAIL = { id: true, name: true, email: true, locale: true } as const;
