import type { TaxIdRegister } from "./tax-id-register";

/** Ids with which a demo shows that a register may say no, or nothing. */
const ANSWERS = new Map([
  ["FR40303265045", "not_registered"],
  ["BE0428759497", "not_reached"],
] as const);

/** A register for demos and tests: it knows every VAT id but two. */
export const demoRegister: TaxIdRegister = {
  look: (_country, taxId) =>
    Promise.resolve([...ANSWERS].find(([known]) => known === taxId)?.[1] ?? "registered"),
};
