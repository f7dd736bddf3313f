/**
 * What a register said of a tax id. unchecked: nobody asked. registered: it is in use. not_registered: the register does not
 * know it. not_reached: the register did not answer, so that nothing is known.
 */
export const TAX_ID_STATES = ["unchecked", "registered", "not_registered", "not_reached"] as const;
export type TaxIdState = (typeof TAX_ID_STATES)[number];
