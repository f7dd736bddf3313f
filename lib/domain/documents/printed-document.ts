/** A term and its value: "Due", "15 December 2026". */
export interface PrintedFact {
  readonly term: string;
  readonly value: string;
}

export interface PrintedColumn {
  readonly label: string;
  /** Figures stand at the end, digit under digit. */
  readonly align: "start" | "end";
}

/** A line under a table: a sum, a tax, what is left to pay. */
export interface PrintedTotal extends PrintedFact {
  readonly isStrong: boolean;
}

/** A part of a printed document. Every text in it is final: no renderer adds, formats or translates a word. */
export type PrintedBlock =
  | {
      readonly kind: "columns";
      /** Stand side by side: the seller, the buyer. */
      readonly columns: readonly { readonly heading: string; readonly lines: readonly string[] }[];
    }
  | { readonly kind: "facts"; readonly heading: string | null; readonly facts: readonly PrintedFact[] }
  | {
      readonly kind: "table";
      readonly heading: string;
      readonly columns: readonly PrintedColumn[];
      /** As many cells as there are columns. */
      readonly rows: readonly (readonly string[])[];
      readonly totals: readonly PrintedTotal[];
    }
  | { readonly kind: "text"; readonly heading: string | null; readonly paragraphs: readonly string[] };

/**
 * A document as it is printed: the one source of its page and of its PDF, so that both hold the same words in the same order.
 * A document that was issued is stored in this form and never written again.
 */
export interface PrintedDocument {
  /** BCP 47; the language of every word and the form of every date and figure in it. */
  readonly locale: string;
  readonly title: string;
  /** What a download is called, without its ending: lower case letters, digits and hyphens. */
  readonly fileName: string;
  readonly blocks: readonly PrintedBlock[];
}
